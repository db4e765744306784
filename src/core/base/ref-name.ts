/** What git takes for the name of a branch or a tag, so that no other text ever becomes one. */

/** Longer names do not fit into a file system. */
export const LONGEST_REF_NAME = 200;

/** Controls, space and what has a meaning in revisions and patterns. */
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]/;

function partFault(part: string): string | null {
  if (part === "") return "it has an empty part";
  if (part.startsWith(".")) return `its part "${part}" begins with a dot`;
  if (part.endsWith(".lock")) return `its part "${part}" ends in ".lock"`;
  return null;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const bytesOf = (text: string): number => encodeURIComponent(text).replace(/%../g, "-").length;

/** What is wrong with a name, if anything: the rules of `git check-ref-format --branch`, and a limit on its length. */
export function refFault(name: string): string | null {
  if (name === "") return "it is empty";
  if (LONE_SURROGATE.test(name)) return "it is no text";
  if (bytesOf(name) > LONGEST_REF_NAME) return `it is longer than ${LONGEST_REF_NAME} bytes`;
  if (name.startsWith("-")) return "it begins with a dash";
  if (name === "@" || name === "HEAD") return `"${name}" means something else`;
  const found = FORBIDDEN.exec(name);
  if (found !== null) return `it holds ${JSON.stringify(found[0])}`;
  if (name.includes("..")) return 'it holds ".."';
  if (name.includes("@{")) return 'it holds "@{"';
  if (name.endsWith(".")) return "it ends in a dot";
  for (const part of name.split("/")) {
    const fault = partFault(part);
    if (fault !== null) return fault;
  }
  return null;
}
