/** What is wrong with a file, one line each: for GitHub's annotations, and for editors and grep. */
import type { FileReport } from "../spec/diagnostic.ts";
import { foremost, located, type Located } from "./diagnostics-located.ts";
import { visible } from "./visible.ts";

/** GitHub shows no more annotations of a step and drops the rest without a word. */
export const MAX_ANNOTATIONS = 10;

/** Workflow commands that annotate the changed files of a pull request. */
export function diagnosticsGithub(reports: readonly FileReport[], max = MAX_ANNOTATIONS): string {
  const all = located(reports);
  const shown = foremost(all, max);
  const rest = all.length - shown.length;
  const note = rest === 0 ? [] : [`${rest} more: agent-orchestrator validate`];
  return [...shown.map(annotation), ...note].map((line) => `${line}\n`).join("");
}

function annotation({ diagnostic, file, start, end, hasPlace }: Located): string {
  const isOneLine = start.line === end.line && end.column > start.column;
  const properties: readonly (readonly [string, string])[] = [
    ["file", file],
    ...(hasPlace
      ? ([
          ["line", String(start.line)],
          ["col", String(start.column)],
        ] as const)
      : []),
    ...(hasPlace && isOneLine ? ([["endColumn", String(end.column)]] as const) : []),
    ["title", diagnostic.code],
  ];
  const said = [
    diagnostic.label === undefined ? diagnostic.message : `${diagnostic.message} (${diagnostic.label})`,
  ];
  if (diagnostic.help !== undefined) said.push(`help: ${diagnostic.help}`);
  const listed = properties.map(([name, value]) => `${name}=${escapedProperty(value)}`).join(",");
  return `::${diagnostic.severity} ${listed}::${escapedData(said.map(visible).join("\n"))}`;
}

const escapedData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** `file:line:column: message [code]`. */
export function diagnosticsCompact(reports: readonly FileReport[]): string {
  return located(reports)
    .map(({ diagnostic, file, start }) => {
      return `${visible(file)}:${start.line}:${start.column}: ${visible(diagnostic.message)} [${diagnostic.code}]\n`;
    })
    .join("");
}
