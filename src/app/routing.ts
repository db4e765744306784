/** The rules of a project: its table, and what its own workflows say of themselves. */
import type { FileReport } from "../core/spec/diagnostic.ts";
import { parseSyntax } from "../core/spec/syntax.ts";
import { ownRules } from "../core/route/own-rules.ts";
import type { Rules } from "../core/route/route.ts";
import { routingTable } from "../core/route/table.ts";
import { find, workflows } from "./find.ts";
import { joined, shown } from "./places.ts";
import { examine, textOf, type Library } from "./validate.ts";

export type Routing = Readonly<{ rules: Rules; reports: readonly FileReport[] }>;

/** The table in `file`, with what is wrong with it; names that lead nowhere count. */
function tableIn(
  from: Library,
  file: string,
): Readonly<{ table: Rules["table"]; report: FileReport | null }> {
  const path = joined(from.places.project, file);
  if (!from.files.isFile(path)) return { table: [], report: null };
  const source = textOf(from.files, path, file, from.maxBytes);
  if ("diagnostic" in source)
    return { table: [], report: { file, text: "", diagnostics: [source.diagnostic] } };
  const syntax = parseSyntax(source.text, { fileBytes: from.maxBytes });
  const { rules, places, diagnostics } = routingTable(syntax.root, file);
  const lost = rules.flatMap(({ workflow }, at) => {
    const found = find(from.files, from.places, workflow);
    const span = places[at] ?? { start: 0, end: 0 };
    return found.ok ? [] : [{ ...found.error, code: "AO1907", span }];
  });
  const all = [...syntax.diagnostics, ...diagnostics, ...lost];
  return { table: rules, report: { file, text: source.text, diagnostics: all } };
}

export const tableReport = (from: Library, file: string): FileReport | null => tableIn(from, file).report;

export function routing(from: Library, file: string): Routing {
  const { table, report } = tableIn(from, file);
  const own = workflows(from.files, from.places)
    .filter(({ origin }) => origin === "project")
    .flatMap(({ name, path }) =>
      ownRules(name, shown(from.places, path), examine(from, path).spec?.fields["on"]),
    );
  const isWrong = report !== null && report.diagnostics.some(({ severity }) => severity === "error");
  return { rules: { table, own }, reports: isWrong ? [report] : [] };
}
