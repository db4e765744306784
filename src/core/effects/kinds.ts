/** What may be written to the platform, one row a kind: its parts, how many there may be, and what it takes. */

export const EFFECTS_VERSION = 1;
/** Of one run, all kinds together. */
export const MOST_EFFECTS = 50;
export const MOST_DOCUMENT_BYTES = 1 << 20;
/** The platform takes 65,536; what is put in front of it needs room. */
export const LONGEST_BODY = 60_000;
export const LONGEST_MESSAGE = 4000;
export const LONGEST_TITLE = 200;
export const LONGEST_LABEL = 50;
export const LONGEST_PATH = 400;
export const LAST_LINE = 10_000_000;

export const LEVELS = ["notice", "warning", "failure"] as const;
export type Level = (typeof LEVELS)[number];

/** `markdown` and `line` are made inert; a `label` has to be one that is declared; a `path` is one of the repository. */
export type Part = Readonly<
  | { kind: "markdown" | "line" | "label" | "path"; longest: number; about: string; optional?: true }
  | { kind: "number"; most: number; about: string; optional?: true }
  | { kind: "choice"; choices: readonly string[]; about: string; optional?: true }
>;

export type Row = Readonly<{
  /** The key of the workflow's `effects` that allows it. */
  declared: string;
  /** If that key says `true`. */
  usual: number;
  about: string;
  parts: Readonly<Record<string, Part>>;
}>;

const body = (about: string): Part => ({ kind: "markdown", longest: LONGEST_BODY, about });
const title = (about: string): Part => ({ kind: "line", longest: LONGEST_TITLE, about });
const path: Part = { kind: "path", longest: LONGEST_PATH, about: "A file, from the top of the repository." };
const line: Part = { kind: "number", most: LAST_LINE, about: "Its line, from 1." };

/** In the order in which they are applied. */
export const KINDS = {
  pull_request: {
    declared: "pull_request",
    usual: 1,
    about: "Title and text of the pull request with the run's result.",
    parts: { title: title("Its title."), body: body("Its text.") },
  },
  label: {
    declared: "labels",
    usual: 3,
    about: "A label on the pull request.",
    parts: {
      name: { kind: "label", longest: LONGEST_LABEL, about: "One of those that the workflow lists." },
    },
  },
  review_comment: {
    declared: "review_comments",
    usual: 20,
    about: "A comment on a changed line of the pull request.",
    parts: { path, line, body: { kind: "markdown", longest: LONGEST_MESSAGE, about: "What to say there." } },
  },
  annotation: {
    declared: "annotations",
    usual: 50,
    about: "A note at a line of a file, in a check.",
    parts: {
      path,
      line,
      level: {
        kind: "choice",
        choices: LEVELS,
        about: "How bad it is; `notice` if not said.",
        optional: true,
      },
      title: { ...title("In a few words."), optional: true },
      message: { kind: "line", longest: LONGEST_MESSAGE, about: "What to say there." },
    },
  },
  issue: {
    declared: "issue",
    usual: 1,
    about: "A new issue.",
    parts: { title: title("Its title."), body: body("Its text.") },
  },
  comment: {
    declared: "comment",
    usual: 1,
    about: "A comment on the pull request; the next run of the workflow changes it in place.",
    parts: { body: body("What to say.") },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Kind = keyof typeof KINDS;

export const ALL_KINDS: readonly Kind[] = [
  "pull_request",
  "label",
  "review_comment",
  "annotation",
  "issue",
  "comment",
];

export const rowOf = (kind: Kind): Row => KINDS[kind];

/** What a task says under `effects`: the same words as the workflow. */
export const DECLARED_WORDS: readonly string[] = ALL_KINDS.map((kind) => KINDS[kind].declared);

export const kindDeclared = (word: string): Kind | undefined =>
  ALL_KINDS.find((kind) => KINDS[kind].declared === word);
