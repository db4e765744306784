/** `npm run house`: the layers, who leans on whom, circles, and what has grown long. */
import { circles } from "./house/circles.ts";
import * as findings from "./house/findings.ts";
import { LAYERS, MOST_FUNCTION_LINES, MOST_LINES, TABLES } from "./house/layers.ts";
import { functionLengths, type Source, sources, src } from "./house/sources.ts";

const SHOWN = 12;

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const pad = (cell: string, column: number): string =>
    /^\d+$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(pad).join("  ").trimEnd()}`).join("\n");
};

function layers(all: readonly Source[]): string {
  const drawn = findings.arrows(all);
  const rows = Object.keys(LAYERS).flatMap((layer) => {
    const files = all.filter(({ file }) => findings.layerOf(file) === layer);
    if (files.length === 0) return [];
    const lines = files.reduce((sum, file) => sum + file.lines, 0);
    const leansOn = [...new Set(drawn.filter(({ from }) => from === layer).map(({ to }) => to))].toSorted();
    return [[layer, String(files.length), String(lines), leansOn.join(", ") || "nothing"]];
  });
  return table([["layer", "files", "lines", "leans on"], ...rows]);
}

const list = (title: string, found: readonly string[]): string =>
  `${title}: ${found.length === 0 ? "none" : found.length}${found.map((line) => `\n  ${line}`).join("")}`;

const all = sources(src);
const functions = functionLengths().toSorted((a, b) => b.lines - a.lines);
const longest = all.toSorted((a, b) => b.lines - a.lines).slice(0, SHOWN);
const rings = circles(findings.fileGraph(all)).map((ring) => ring.join(" -> "));
const problems: readonly (readonly [string, readonly string[]])[] = [
  ["files outside the table of layers", findings.homeless(all)],
  ["arrows against the layers", findings.strays(all)],
  ["arrows that nobody uses", findings.idle(all)],
  ["packages and node in the wrong place", findings.foreign(all)],
  ["circles", rings],
  [`files over ${MOST_LINES} lines`, findings.tooLong(all)],
  [`functions over ${MOST_FUNCTION_LINES} lines`, findings.longFunctions(functions)],
  ["files that do not say why they exist", findings.unexplained(all)],
  ["unfinished marks", findings.unfinished(all)],
  ["names that say nothing", findings.vague(all)],
];

console.log(`Layers\n${layers(all)}\n`);
console.log(
  `Longest files\n${table(longest.map(({ file, lines }) => [String(lines), file, TABLES.includes(file) ? "table" : ""]))}\n`,
);
console.log(
  `Longest functions\n${table(functions.slice(0, SHOWN).map(({ file, line, name, lines }) => [String(lines), name, `${file}:${line}`]))}\n`,
);
for (const [title, found] of problems) console.log(list(title, found));
if (problems.some(([, found]) => found.length > 0)) process.exitCode = 1;
