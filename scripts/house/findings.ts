/** Holds the sources against the table of layers: pure, so that the test and the printout agree. */
import { FOR_ALL, LAYERS, MOST_FUNCTION_LINES, MOST_LINES, PACKAGES, SEAMS, TABLES } from "./layers.ts";
import { type FunctionLength, type Source, src, target } from "./sources.ts";

export type Arrow = Readonly<{ from: string; to: string; file: string; line: number; imported: string }>;

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The deepest folder of the table that holds the file. */
export function layerOf(file: string): string | undefined {
  return Object.keys(LAYERS)
    .filter((folder) => within(file, folder))
    .toSorted((a, b) => b.length - a.length)[0];
}

export const homeless = (all: readonly Source[]): readonly string[] =>
  all.filter(({ file }) => layerOf(file) === undefined).map(({ file }) => file);

/** Every import that leaves its own layer, with the layers it connects; an unknown target is named as it stands. */
export const arrows = (all: readonly Source[]): readonly Arrow[] =>
  all.flatMap(({ file, imports }) =>
    imports.flatMap(({ specifier, line }) => {
      const imported = target(src, file, specifier);
      if (imported === undefined) return [];
      const from = layerOf(file) ?? file;
      const to = layerOf(imported) ?? imported;
      return from === to ? [] : [{ from, to, file, line, imported }];
    }),
  );

/** What serves everybody leans on `base` alone, or on nothing. */
const forAll = ({ from, to }: Arrow): boolean =>
  FOR_ALL.some(({ folder, within: house }) => to === folder && within(from, house)) && from !== "core/base";

const allowed = (arrow: Arrow): boolean =>
  forAll(arrow) || (LAYERS[arrow.from] ?? []).some((folder) => within(arrow.to, folder));

const outsideSeam = (arrow: Arrow): boolean =>
  SEAMS.some(
    (seam) =>
      seam.from === arrow.from &&
      seam.to === arrow.to &&
      !seam.files.some((name) => arrow.file.startsWith(name)),
  );

export const strays = (all: readonly Source[]): readonly string[] =>
  arrows(all)
    .filter((arrow) => !allowed(arrow) || outsideSeam(arrow))
    .map(({ file, line, imported, from, to }) => `${file}:${line} imports ${imported} (${from} -> ${to})`);

/** Arrows that the table allows between folders that exist, and that nothing uses: the table promises too much. */
export function idle(all: readonly Source[]): readonly string[] {
  const drawn = arrows(all);
  const present = new Set(all.map(({ file }) => layerOf(file)));
  return Object.entries(LAYERS).flatMap(([from, targets]) =>
    targets
      .filter((to) => present.has(from) && [...present].some((layer) => within(layer ?? "", to)))
      .filter((to) => !drawn.some((arrow) => arrow.from === from && within(arrow.to, to)))
      .map((to) => `${from} -> ${to}`),
  );
}

/** File to the files it imports. */
export const fileGraph = (all: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    all.map(({ file, imports }) => [
      file,
      new Set(imports.flatMap(({ specifier }) => target(src, file, specifier) ?? [])),
    ]),
  );

const NODE_MODULE = /^node:/;

/** The core imports nothing but its own files and the one library that is named in the table. */
export const foreign = (all: readonly Source[]): readonly string[] =>
  all.flatMap(({ file, imports }) =>
    imports
      .filter(({ specifier }) => !specifier.startsWith("."))
      .filter(
        ({ specifier }) => !(NODE_MODULE.test(specifier) && !within(file, "core") && !within(file, "ports")),
      )
      .filter(({ specifier }) => !(PACKAGES[specifier] ?? []).some((name) => file.startsWith(name)))
      .map(({ specifier, line }) => `${file}:${line} imports ${specifier}`),
  );

export const tooLong = (all: readonly Source[]): readonly string[] =>
  all
    .filter(({ file, lines }) => lines > MOST_LINES && !TABLES.includes(file))
    .map(({ file, lines }) => `${file}: ${lines} lines`);

export const longFunctions = (all: readonly FunctionLength[]): readonly string[] =>
  all
    .filter(({ file, lines }) => lines > MOST_FUNCTION_LINES && !TABLES.includes(file))
    .map(({ file, line, name, lines }) => `${file}:${line} ${name}: ${lines} lines`);

const OPENING = /^(?:#![^\n]*\n)?\/\*\*/;

export const unexplained = (all: readonly Source[]): readonly string[] =>
  all.filter(({ text }) => !OPENING.test(text)).map(({ file }) => file);

const UNFINISHED =
  /\b(?:TODO|FIXME|XXX|HACK)\b|@ts-(?:ignore|expect-error|nocheck)|\b[Nn]ot (?:yet )?implemented\b/;

export const unfinished = (all: readonly Source[]): readonly string[] =>
  all.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (UNFINISHED.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

const VAGUE = new Set([
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "manager",
  "service",
  "types",
  "misc",
]);

export const vague = (all: readonly Source[]): readonly string[] =>
  all
    .map(({ file }) => file)
    .filter((file) => file.split("/").some((part) => VAGUE.has(part.replace(/\.ts$/, ""))));
