/** `mode: validate`: the same findings as on a command line, at their places in the changed files and on one page. */
import { listAt, numberAt, parsed, textAt } from "../adapters/github/foreign.ts";
import type { Mark } from "../adapters/github/command.ts";
import type { Value } from "../core/base/value.ts";
import { code, inline } from "../core/render/markdown-text.ts";
import type { Stage } from "./action-stage.ts";

export const MAX_ROWS = 200;

type Finding = Readonly<{
  file: string;
  line: number;
  severity: "error" | "warning";
  code: string;
  message: string;
  help: string;
}>;

function findingIn(value: Value): Finding {
  return {
    file: textAt(value, "file") ?? "",
    line: numberAt(value, "line") ?? 1,
    severity: textAt(value, "severity") === "warning" ? "warning" : "error",
    code: textAt(value, "code") ?? "",
    message: textAt(value, "message") ?? "",
    help: textAt(value, "help") ?? "",
  };
}

const markOf = ({ file, line, severity, code: title, message, help }: Finding): Mark => ({
  level: severity,
  title,
  file,
  line,
  message: help === "" ? message : `${message}\nhelp: ${help}`,
});

/** Errors first: the runner shows ten of each kind. */
const sorted = (all: readonly Finding[]): readonly Finding[] =>
  all.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));

function page(files: number, all: readonly Finding[]): string {
  const errors = all.filter(({ severity }) => severity === "error").length;
  const checked = `${files} ${files === 1 ? "file" : "files"} checked`;
  if (all.length === 0) return `# ✅ ${checked}, no mistakes found\n`;
  const rows = all
    .slice(0, MAX_ROWS)
    .map(
      ({ file, line, severity, code: name, message }) =>
        `| ${severity} | ${code(`${file}:${line}`)} | ${inline(message, 300)} | ${code(name)} |`,
    );
  const more = all.length > MAX_ROWS ? [`\n${all.length - MAX_ROWS} more not shown.`] : [];
  const title = `# ${errors > 0 ? "❌" : "⚠️"} ${checked}: ${errors} errors, ${all.length - errors} warnings`;
  return [title, "", "| | Where | What | Code |", "|---|---|---|---|", ...rows, ...more, ""].join("\n");
}

export const hasErrors = (text: string): boolean =>
  listAt(parsed(text), "diagnostics").some((value) => findingIn(value).severity === "error");

/** `text` is the document that `validate --json` prints. */
export function showFindings({ log, files, secrets }: Stage, text: string): void {
  const document = parsed(text);
  const all = sorted(listAt(document, "diagnostics").map(findingIn));
  for (const finding of all) log.mark(markOf(finding));
  const count = listAt(document, "files").length;
  if (all.length === 0) log.text(`${count} ${count === 1 ? "file" : "files"} checked, no mistakes found\n`);
  const found = secrets.text(page(count, all));
  if (!files.summary(found)) log.group("Findings", found);
}
