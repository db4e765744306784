/** A workflow file of GitHub as data: what is an expression is said by its type, and all other text stays text. */

/** Evaluated by GitHub. Whoever makes one vouches for it: never made of foreign text, except through `quoted`. */
export type Expression = Readonly<{ expression: string }>;
/** Text is data, also where it looks like an expression; a list is put together from both. */
export type Value = string | number | boolean | Expression | readonly (string | Expression)[];
export type Values = Readonly<Record<string, Value>>;

/** A trigger's own settings, where only the outputs of a called workflow may hold expressions. */
export type Setting =
  | null
  | string
  | number
  | boolean
  | Expression
  | readonly Setting[]
  | Readonly<{ [key: string]: Setting }>;

/** Another repository's action or workflow at one commit, or a path of this one (`./…` or `$/…`). */
export type Uses = Readonly<{ name: string; commit: string; version: string }> | Readonly<{ own: string }>;

export type Access = "read" | "write";
/** Each with the reason why it is needed. None at all says so; a job that leaves it out has its caller's. */
export type Permissions = Readonly<Record<string, Readonly<{ access: Access; why: string }>>>;

type AnyStep = Readonly<{ id?: string; name?: Value; if?: Expression; env?: Values }>;
export type Step =
  | (AnyStep & Readonly<{ uses: Uses; with?: Values }>)
  | (AnyStep & Readonly<{ run: string; shell?: string; workingDirectory?: string }>);

export type Strategy = Readonly<{
  failFast: boolean | Expression;
  maxParallel?: number | Expression;
  matrix: Readonly<Record<string, Expression | readonly (string | number | boolean)[]>>;
}>;

export type Concurrency = Readonly<{ group: Value; cancelInProgress: boolean | Expression }>;

type AnyJob = Readonly<{
  id: string;
  /** Lines of comment above it. */
  about?: readonly string[];
  name?: Value;
  needs?: readonly string[];
  if?: Expression;
  permissions?: Permissions;
  concurrency?: Concurrency;
  strategy?: Strategy;
}>;
/** A job of steps, or one that is another workflow. */
export type ActionsJob =
  | (AnyJob &
      Readonly<{
        runsOn: Value;
        timeoutMinutes: number;
        environment?: Value;
        env?: Values;
        outputs?: Values;
        steps: readonly Step[];
      }>)
  | (AnyJob & Readonly<{ calls: Uses; with?: Values; secrets?: Readonly<Record<string, Expression>> }>);

export type ActionsWorkflow = Readonly<{
  /** Lines of comment on top. */
  head: readonly string[];
  name: string;
  runName?: Value;
  on: Readonly<Record<string, Setting>>;
  permissions?: Permissions;
  concurrency?: Concurrency;
  jobs: readonly ActionsJob[];
}>;

/** For text inside an expression: a string literal can hold anything. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export function expression(text: string): Expression {
  const bare = text.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (/[\0-\x1f\x7f]|\}\}|\$\{\{/.test(bare) || bare.replaceAll("''", "").includes("'"))
    throw new Error(`Internal error: ${JSON.stringify(text)} is no expression`);
  return { expression: text };
}
