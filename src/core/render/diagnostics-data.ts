/** What is wrong with a file, for programs: one JSON document, or SARIF 2.1.0 for code scanning. */
import { placeOf, countOf, located, type Located } from "./diagnostics-located.ts";
import type { FileReport, Span } from "../spec/diagnostic.ts";
import { CODES, isCode } from "../spec/codes.ts";

type Place = Readonly<{ line: number; column: number; endLine: number; endColumn: number }>;

function place(found: Located, span: Span): Place {
  const { start, end } = placeOf(found.lines, span);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

export function diagnosticsJson(reports: readonly FileReport[]): string {
  const all = located(reports);
  const document = {
    schemaVersion: 1,
    errors: countOf(all, "error"),
    warnings: countOf(all, "warning"),
    files: reports.map(({ file }) => file),
    diagnostics: all.map((found) => ({
      file: found.file,
      code: found.diagnostic.code,
      name: nameOf(found.diagnostic.code),
      severity: found.diagnostic.severity,
      message: found.diagnostic.message,
      label: found.diagnostic.label,
      help: found.diagnostic.help,
      ...place(found, found.diagnostic.span),
      related: (found.diagnostic.related ?? []).map(({ message, span }) => ({
        message,
        ...place(found, span),
      })),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const nameOf = (code: string): string => (isCode(code) ? CODES[code].name : code);

export function diagnosticsSarif(reports: readonly FileReport[], version = "0.0.0"): string {
  const all = located(reports);
  const codes = [...new Set(all.map(({ diagnostic }) => diagnostic.code))].toSorted();
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "agent-orchestrator", semanticVersion: version, rules: codes.map(sarifRule) },
        },
        columnKind: "utf16CodeUnits",
        results: all.map((found) => sarifResult(found, codes)),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sarifRule(code: string): unknown {
  if (!isCode(code)) return { id: code };
  const { name, title, why, hint } = CODES[code];
  return {
    id: code,
    name,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${why}` },
    help: { text: hint },
    defaultConfiguration: { level: code.startsWith("AO17") ? "warning" : "error" },
  };
}

function sarifResult(found: Located, codes: readonly string[]): unknown {
  const { diagnostic } = found;
  const parts = [diagnostic.message, diagnostic.label, diagnostic.help].filter((part) => part !== undefined);
  return {
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: diagnostic.severity,
    message: { text: parts.join(": ") },
    locations: [{ physicalLocation: sarifLocation(found, diagnostic.span) }],
    relatedLocations: (diagnostic.related ?? []).map(({ message, span }, id) => ({
      id,
      message: { text: message },
      physicalLocation: sarifLocation(found, span),
    })),
  };
}

function sarifLocation(found: Located, span: Span): unknown {
  const { line, column, endLine, endColumn } = place(found, span);
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const artifactLocation = { uri: uriOf(found.file) };
  return found.hasPlace ? { artifactLocation, region } : { artifactLocation };
}

/** A path as a URI: relative ones stay relative, so that code scanning finds them in the repository. */
function uriOf(file: string): string {
  const path = file.replaceAll("\\", "/");
  const encoded = path.split("/").map(encodeSegment).join("/");
  if (path.startsWith("/")) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${encoded}` : encoded.replace(/^\.\//, "");
}

/** Letters that may stand in a path stay; all others become the numbers of their UTF-8 bytes. */
const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll("%40", "@")
    .replace(/^([A-Za-z])%3A$/, "$1:");
