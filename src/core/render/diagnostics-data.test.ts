import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { Diagnostic, FileReport } from "../spec/diagnostic.ts";
import { diagnosticsJson, diagnosticsSarif } from "./diagnostics-data.ts";
import { diagnosticsCompact, diagnosticsGithub, MAX_ANNOTATIONS } from "./diagnostics-lines.ts";

const TEXT = "name: a\nname: b\n";

const duplicate: Diagnostic = {
  code: "AO1016",
  severity: "error",
  message: 'the key "name" is given twice',
  label: "given again here",
  span: { start: 8, end: 12 },
  help: "remove or rename one of them",
  related: [{ span: { start: 0, end: 4 }, message: "given here first" }],
};

const report = (...diagnostics: Diagnostic[]): FileReport => ({
  file: "dir/a b,c:d.yml",
  text: TEXT,
  diagnostics,
});

/** The parts of the SARIF 2.1.0 schema that a reader depends on, with its own required keys and enumerations. */
const POSITION = { type: "integer", minimum: 1 };
const LOCATION = {
  type: "object",
  required: ["artifactLocation"],
  additionalProperties: false,
  properties: {
    artifactLocation: {
      type: "object",
      required: ["uri"],
      properties: { uri: { type: "string", pattern: "^[^ \\\\:]*$|^file:///" } },
    },
    region: {
      type: "object",
      required: ["startLine", "startColumn", "endLine", "endColumn"],
      additionalProperties: false,
      properties: { startLine: POSITION, startColumn: POSITION, endLine: POSITION, endColumn: POSITION },
    },
  },
};
const MESSAGE = {
  type: "object",
  required: ["text"],
  properties: { text: { type: "string", minLength: 1 } },
};
const SARIF = {
  type: "object",
  required: ["version", "runs"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      items: {
        type: "object",
        required: ["tool", "results"],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name"],
                properties: {
                  rules: {
                    type: "array",
                    uniqueItems: true,
                    items: {
                      type: "object",
                      required: ["id"],
                      properties: { shortDescription: MESSAGE, fullDescription: MESSAGE, help: MESSAGE },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            items: {
              type: "object",
              required: ["message", "ruleId"],
              additionalProperties: false,
              properties: {
                ruleId: { type: "string" },
                ruleIndex: { type: "integer", minimum: 0 },
                level: { enum: ["none", "note", "warning", "error"] },
                message: MESSAGE,
                locations: {
                  type: "array",
                  items: {
                    type: "object",
                    required: ["physicalLocation"],
                    properties: { physicalLocation: LOCATION },
                  },
                },
                relatedLocations: {
                  type: "array",
                  items: {
                    type: "object",
                    properties: { id: { type: "integer" }, message: MESSAGE, physicalLocation: LOCATION },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

describe("diagnosticsJson", () => {
  test("carries code, name, place, help and the other end", () => {
    const document: unknown = JSON.parse(diagnosticsJson([report(duplicate)]));
    expect(document).toEqual({
      schemaVersion: 1,
      errors: 1,
      warnings: 0,
      files: ["dir/a b,c:d.yml"],
      diagnostics: [
        {
          file: "dir/a b,c:d.yml",
          code: "AO1016",
          name: "duplicate-key",
          severity: "error",
          message: 'the key "name" is given twice',
          label: "given again here",
          help: "remove or rename one of them",
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 5,
          related: [{ message: "given here first", line: 1, column: 1, endLine: 1, endColumn: 5 }],
        },
      ],
    });
  });
});

describe("diagnosticsSarif", () => {
  test("is valid SARIF 2.1.0 with one rule for each code and paths as URIs", () => {
    const whole: Diagnostic = {
      code: "AO1001",
      severity: "error",
      message: "the file is empty",
      span: { start: 0, end: 0 },
    };
    const sarif = diagnosticsSarif(
      [report(duplicate, duplicate), { file: "/tmp/ü.yml", text: "", diagnostics: [whole] }],
      "1.2.3",
    );
    const document: unknown = JSON.parse(sarif);
    const validate = new Ajv({ strict: false }).compile(SARIF);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(document).toMatchObject({
      runs: [
        {
          tool: {
            driver: {
              semanticVersion: "1.2.3",
              rules: [{ id: "AO1001" }, { id: "AO1016", name: "duplicate-key" }],
            },
          },
          results: [
            {
              ruleId: "AO1016",
              ruleIndex: 1,
              level: "error",
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "dir/a%20b%2Cc%3Ad.yml" },
                    region: { startLine: 2 },
                  },
                },
              ],
            },
            { ruleId: "AO1016", ruleIndex: 1 },
            {
              ruleId: "AO1001",
              ruleIndex: 0,
              locations: [{ physicalLocation: { artifactLocation: { uri: "file:///tmp/%C3%BC.yml" } } }],
            },
          ],
        },
      ],
    });
  });
});

describe("diagnosticsGithub", () => {
  test("is one workflow command for each, escaped so that nothing in it can end the command", () => {
    const nasty: Diagnostic = { ...duplicate, message: "100%\n::error::x" };
    expect(diagnosticsGithub([report(nasty)])).toBe(
      "::error file=dir/a b%2Cc%3Ad.yml,line=2,col=1,endColumn=5,title=AO1016::100%25\\x0a::error::x (given again here)%0Ahelp: remove or rename one of them\n",
    );
  });

  test("shows as many as GitHub does, errors first, and counts the rest", () => {
    const warning: Diagnostic = { ...duplicate, severity: "warning" };
    const output = diagnosticsGithub([report(...Array.from({ length: 12 }, () => warning), duplicate)]);
    expect(output.match(/^::/gm)).toHaveLength(MAX_ANNOTATIONS);
    expect(output).toContain("::error ");
    expect(output).toMatch(/^3 more: /m);
  });
});

describe("diagnosticsCompact", () => {
  test("is one line for each", () => {
    expect(diagnosticsCompact([report(duplicate)])).toBe(
      'dir/a b,c:d.yml:2:1: the key "name" is given twice [AO1016]\n',
    );
  });
});
