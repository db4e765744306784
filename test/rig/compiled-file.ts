/** A workflow as the file of GitHub that it becomes, as `compile` makes it. */
import { join } from "node:path";
import { digestOf } from "../../src/adapters/system/digest.ts";
import { localFiles } from "../../src/adapters/system/files.ts";
import { preparedText } from "../../src/app/prepare.ts";
import { examineText, library } from "../../src/app/validate.ts";
import { compiledFile, type CompiledFile, type CompileWish } from "../../src/core/render/compiled-file.ts";
import { diagnosticsText } from "../../src/core/render/diagnostics.ts";

const root = join(import.meta.dirname, "../..");
const from = library(localFiles, { project: root, library: root });

export const PIN = "org/agent-orchestrator@0123456789012345678901234567890123456789 # v0.1.0";

const WISH = {
  workflow: "workflows/it.yml",
  directory: null,
  action: {
    name: "org/agent-orchestrator",
    commit: "0123456789012345678901234567890123456789",
    version: "v0.1.0",
  },
  runner: null,
  environment: null,
  checks: null,
  command: `agent-orchestrator compile workflows/it.yml --action '${PIN}'`,
} as const;

/** A text that is no workflow is a mistake of the test. */
export function compiledText(text: string, more: Partial<CompileWish> = {}): CompiledFile {
  const prepared = preparedText(from, "it.yml", text, {
    inputs: {},
    strict: false,
    preview: true,
    hash: digestOf,
  });
  const { spec } = examineText(from, "it.yml", text);
  if (!prepared.ok || spec === null) throw new Error(diagnosticsText(prepared.ok ? [] : prepared.error));
  return compiledFile({ ...WISH, plan: prepared.value.plan, spec, digest: digestOf(text), ...more });
}
