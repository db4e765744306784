/** Which repository is meant: a name that is a path of the API and nothing else. */

export type Repository = Readonly<{ owner: string; name: string }>;

const FULL_NAME = /^([A-Za-z0-9][A-Za-z0-9_-]*)\/([A-Za-z0-9._-]+)$/;

export function repositoryOf(text: string | undefined): Repository | null {
  const [, owner = "", name = ""] = FULL_NAME.exec(text ?? "") ?? [];
  return owner === "" || name === "." || name === ".." ? null : { owner, name };
}

export const pathTo = ({ owner, name }: Repository, ...rest: readonly string[]): readonly string[] => [
  "repos",
  owner,
  name,
  ...rest,
];
