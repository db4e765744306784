/** Plans for workflows that were written in code: the same rules and the same plan as for a file. */
import { resolve } from "node:path";
import { pluginShelf } from "../adapters/plugins/shelf.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { localFiles } from "../adapters/system/files.ts";
import { preparedText } from "../app/prepare.ts";
import { library } from "../app/validate.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import { diagnosticsText } from "../core/render/diagnostics.ts";
import type { Diagnostic } from "../core/spec/diagnostic.ts";
import { MAX_FILE_BYTES } from "../core/spec/syntax-limits.ts";
import type { Door } from "./main.ts";

export type PlanRequest = Readonly<{
  document: Fields;
  directory: string;
  inputs: Fields;
  runner?: string;
  strict: boolean;
}>;

export type Refused = Readonly<{
  text: string;
  findings: readonly Pick<Diagnostic, "code" | "severity" | "message">[];
}>;

/** Code that asks for a plan is trusted, and so are the modules of its project. */
export async function planned(
  { document, directory, inputs, runner, strict }: PlanRequest,
  { root, load }: Pick<Door, "root" | "load">,
): Promise<Result<Fields, Refused>> {
  const project = resolve(directory);
  const shelf = pluginShelf({ project, load, own: root, warn: () => undefined });
  const from = library(localFiles, { project, library: root }, MAX_FILE_BYTES, { trusted: true, shelf });
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const request = { inputs, strict, hash: digestOf, ...(runner === undefined ? {} : { runner }) };
  const prepare = () => preparedText(from, String(document["name"]), text, request);
  let result = prepare();
  while (await shelf.fill()) result = prepare();
  if (result.ok) return ok(JSON.parse(JSON.stringify(result.value.plan)) as Fields);
  const findings = result.error.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, severity, message }) => ({ code, severity, message })),
  );
  return err({ text: diagnosticsText(result.error), findings });
}
