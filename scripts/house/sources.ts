/** Reads src/ as text: who imports whom, and how long things are. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const src = join(root, "src");

export type Import = Readonly<{ specifier: string; line: number }>;
export type Source = Readonly<{ file: string; text: string; lines: number; imports: readonly Import[] }>;

const STATEMENT =
  /^[ \t]*(?:import|export)\b[^;'"`]*?\bfrom\s*["']([^"']+)["']|^[ \t]*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\s*\(\s*["']([^"']+)["']\s*\)/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm;

/** Static, dynamic, re-exporting and type-only imports alike: a type is an arrow too. */
export function imports(text: string): readonly Import[] {
  const bare = text.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const found: Import[] = [];
  for (const pattern of [STATEMENT, DYNAMIC]) {
    for (const match of bare.matchAll(pattern)) {
      const specifier = match[1] ?? match[2] ?? "";
      found.push({ specifier, line: bare.slice(0, match.index).split("\n").length });
    }
  }
  return found;
}

/** Every source file below `folder`, tests left out, named relative to it with forward slashes. */
export function sources(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => name.split(sep).join("/"))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return { file, text, lines: text.split("\n").length - 1, imports: imports(text) };
    });
}

/** The file that a relative import names, relative to `folder`; nothing for a package. */
export function target(folder: string, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return relative(folder, resolve(folder, dirname(from), specifier))
    .split(sep)
    .join("/");
}

export type FunctionLength = Readonly<{ file: string; line: number; name: string; lines: number }>;

type LintReport = {
  diagnostics: { message: string; filename: string; labels: { span: { line: number } }[] }[];
};

/** The linter has a real parser, so it does the counting: with the limit at zero it names every function. */
export function functionLengths(): readonly FunctionLength[] {
  const config = join(root, "scripts/house/functions.oxlintrc.json");
  const linter = join(root, "node_modules/oxlint/bin/oxlint");
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 } as const;
  const text = execFileSync(process.execPath, [linter, "-c", config, "--format", "json", "src"], options);
  const report = JSON.parse(text) as LintReport;
  const findings = report.diagnostics.filter(({ filename }) => !filename.endsWith(".test.ts"));
  return findings.map((finding) => {
    const lines = /has too many lines \((\d+)\)/.exec(finding.message)?.[1] ?? "0";
    const name = /^The function `([^`]*)`/.exec(finding.message)?.[1] ?? "(anonymous)";
    const file = relative(src, resolve(root, finding.filename)).split(sep).join("/");
    return { file, line: finding.labels[0]?.span.line ?? 0, name, lines: Number(lines) };
  });
}
