/** YAML that every parser reads the same way: each scalar is quoted unless nobody could take it for something else. */

/** A piece of a file: built first, laid out later, so that no text can leave its place. */
export type Yaml =
  | Readonly<{ kind: "scalar"; text: string; note?: string }>
  | Readonly<{ kind: "literal"; text: string }>
  | Readonly<{ kind: "list"; items: readonly Yaml[] }>
  | Readonly<{ kind: "map"; entries: readonly YamlEntry[] }>;

/** `above` are lines of comment before the key. */
export type YamlEntry = Readonly<{ key: string; value: Yaml; above?: readonly string[] }>;

const RESERVED: ReadonlySet<string> = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const PLAIN = /^[A-Za-z_](?:[A-Za-z0-9_./@ -]*[A-Za-z0-9_./@-])?$/;
// What some parser takes for an end of line, drops, or shows in another order; and halves of characters.
const UNSEEN =
  /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/;
const HALVES = /[\ud800-\udfff]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** One scalar on one line: bare if it can be nothing but text, else in quotes. */
export function yamlScalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const text = value.replace(HALVES, "\ufffd");
  if (PLAIN.test(text) && !RESERVED.has(text.toLowerCase())) return text;
  if (!UNSEEN.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll(new RegExp(UNSEEN, "g"), escaped);
}

/** A comment is one line, whatever it is made of. */
export const yamlComment = (text: string): string =>
  `# ${text.replace(HALVES, "\ufffd").replaceAll(new RegExp(UNSEEN, "g"), " ")}`.trimEnd();

/** Whether a text may stand as it is below a bar: nothing unseen in it, and an indentation that is ours alone. */
export const isLiteral = (text: string): boolean =>
  text.includes("\n") &&
  /^[^\s]/.test(text) &&
  !/[ \t]$/m.test(text) &&
  !UNSEEN.test(text.replaceAll("\n", ""));

const key = (name: string): string =>
  /^[A-Za-z_][\w-]*$/.test(name) && (name === "on" || !RESERVED.has(name.toLowerCase()))
    ? name
    : yamlScalar(name);

const isEmpty = (value: Yaml): boolean =>
  (value.kind === "list" && value.items.length === 0) || (value.kind === "map" && value.entries.length === 0);

const empty = (value: Yaml): string => (value.kind === "list" ? "[]" : "{}");

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === "" ? "" : `  ${line}`));

/** What stands behind `key:` or `-` on the same line, and the lines below it. */
function behind(value: Yaml): Readonly<{ same: string; below: readonly string[] }> {
  if (isEmpty(value)) return { same: ` ${empty(value)}`, below: [] };
  if (value.kind === "literal") return { same: " |", below: value.text.replace(/\n+$/, "").split("\n") };
  if (value.kind !== "scalar") return { same: "", below: yamlLines(value) };
  const note = value.note === undefined ? "" : ` ${yamlComment(value.note)}`;
  return { same: `${value.text === "" ? "" : ` ${value.text}`}${note}`, below: [] };
}

function entryLines({ key: name, value, above = [] }: YamlEntry): readonly string[] {
  const { same, below } = behind(value);
  return [...above.map(yamlComment), `${key(name)}:${same}`, ...indented(below)];
}

function itemLines(item: Yaml): readonly string[] {
  if (item.kind !== "map" || isEmpty(item)) {
    const { same, below } = behind(item);
    return [`-${same}`, ...indented(below)];
  }
  const lines = yamlLines(item);
  const first = lines.findIndex((line) => !line.startsWith("#"));
  return [...lines.slice(0, first), `- ${lines[first] ?? ""}`, ...indented(lines.slice(first + 1))];
}

/** The lines of a map or a list, without the indentation of where it stands. */
export function yamlLines(value: Yaml): readonly string[] {
  if (value.kind === "map") return value.entries.flatMap(entryLines);
  if (value.kind === "list") return value.items.flatMap(itemLines);
  return [behind(value).same.trimStart()];
}
