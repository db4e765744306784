/** From what a person typed to a plan that can run: found, checked, given its inputs, compiled. */
import { err, ok, type Result } from "../core/base/result.ts";
import type { Fields, Traced } from "../core/base/value.ts";
import { compile } from "../core/plan/compile.ts";
import type { Hash } from "../core/plan/fingerprint.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import { find } from "./find.ts";
import { withScript } from "./script.ts";
import { examine, isRefused, type Library } from "./validate.ts";

export type Request = Readonly<{
  workflow: string;
  inputs: Fields;
  item?: Traced;
  event?: Traced;
  runner?: string;
  maxParallel?: number;
  strict: boolean;
  hash?: Hash;
  /** To be looked at only. */
  preview?: boolean;
}>;

export type Prepared = Readonly<{ plan: Plan; path: string; reports: readonly FileReport[] }>;

/** Everything wrong, in the form in which `validate` shows it. */
export function prepare(from: Library, request: Request): Result<Prepared, readonly FileReport[]> {
  const found = find(from.files, from.places, request.workflow);
  if (!found.ok) return err([{ file: request.workflow, text: "", diagnostics: [found.error] }]);
  const { path } = found.value;
  const examined = examine(from, path);
  const { spec } = examined;
  if (spec === null || isRefused(examined.reports, request.strict)) return err(examined.reports);
  const plan = compile(spec, {
    inputs: request.inputs,
    inputsTrust: "operator",
    preview: request.preview ?? false,
    agents: examined.agents,
    ...(request.item === undefined ? {} : { item: request.item }),
    ...(request.event === undefined ? {} : { event: request.event }),
    ...(request.runner === undefined ? {} : { runner: request.runner }),
    ...(request.hash === undefined ? {} : { hash: request.hash }),
    overrides: request.maxParallel === undefined ? {} : { maxParallel: request.maxParallel },
  });
  const [report, ...others] = examined.reports;
  const file = report?.file ?? request.workflow;
  if (!plan.ok) {
    const diagnostics = [...(report?.diagnostics ?? []), ...plan.error];
    return err([{ file, text: examined.text, diagnostics }, ...others]);
  }
  const scripted = withScript(from, path, plan.value);
  if (!scripted.ok) return err([...examined.reports, scripted.error]);
  return ok({ plan: scripted.value, path, reports: examined.reports });
}
