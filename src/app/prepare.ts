/** From what a person typed to a plan that can run: found, checked, given its inputs, compiled. */
import { err, ok, type Result } from "../core/base/result.ts";
import type { Fields, Traced } from "../core/base/value.ts";
import { compile, type Placed } from "../core/plan/compile.ts";
import type { Hash } from "../core/plan/fingerprint.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import { find } from "./find.ts";
import { functionsOf, identitiesOf, modulesOf } from "./brought.ts";
import { withScript } from "./script.ts";
import { examine, examineText, isRefused, type Examined, type Library } from "./validate.ts";

export type Request = Readonly<{
  workflow: string;
  inputs: Fields;
  item?: Traced;
  event?: Traced;
  runner?: string;
  maxParallel?: number;
  /** Seconds that the run may take. */
  timeout?: number;
  strict: boolean;
  hash?: Hash;
  /** To be looked at only. */
  preview?: boolean;
}>;

export type Prepared = Readonly<{
  plan: Plan;
  path: string;
  reports: readonly FileReport[];
  plugins: readonly LoadedPlugin[];
}>;

/** What was found while compiling joins what was known about the file that it stands in. */
function withFound(reports: readonly FileReport[], found: readonly Placed[]): readonly FileReport[] {
  const [first] = reports;
  return reports.map((report) => {
    const own = found.filter(({ file }) => (file ?? first?.file) === report.file);
    return { ...report, diagnostics: [...report.diagnostics, ...own] };
  });
}

/** Everything wrong, in the form in which `validate` shows it. */
export function prepare(from: Library, request: Request): Result<Prepared, readonly FileReport[]> {
  const found = find(from.files, from.places, request.workflow);
  if (!found.ok) return err([{ file: request.workflow, text: "", diagnostics: [found.error] }]);
  const { path } = found.value;
  const examined = examine(from, path);
  const plan = compiled(from, examined, request);
  if (!plan.ok) return plan;
  const scripted = withScript(from, path, plan.value);
  if (!scripted.ok) return err([...examined.reports, scripted.error]);
  const { reports, plugins } = examined;
  return ok({ plan: scripted.value, path, reports, plugins });
}

/** The same for a text that lies nowhere: nothing can lie beside it. */
export function preparedText(
  from: Library,
  file: string,
  text: string,
  request: Omit<Request, "workflow">,
): Result<Prepared, readonly FileReport[]> {
  const examined = examineText(from, file, text);
  const plan = compiled(from, examined, request);
  const { reports, plugins } = examined;
  return plan.ok ? ok({ plan: plan.value, path: file, reports, plugins }) : plan;
}

function compiled(
  from: Library,
  examined: Examined,
  request: Omit<Request, "workflow">,
): Result<Plan, readonly FileReport[]> {
  const { spec, plugins } = examined;
  if (spec === null || isRefused(examined.reports, request.strict)) return err(examined.reports);
  const plan = compile(spec, {
    inputs: request.inputs,
    inputsTrust: "operator",
    preview: request.preview ?? false,
    agents: examined.agents,
    workflows: examined.workflows,
    ...(plugins.length === 0 ? {} : { modules: identitiesOf(plugins), functions: functionsOf(plugins) }),
    ...(request.item === undefined ? {} : { item: request.item }),
    ...(request.event === undefined ? {} : { event: request.event }),
    ...(request.runner === undefined ? {} : { runner: request.runner }),
    ...(request.hash === undefined ? {} : { hash: request.hash }),
    overrides: {
      ...(request.maxParallel === undefined ? {} : { maxParallel: request.maxParallel }),
      ...(request.timeout === undefined ? {} : { timeout: request.timeout }),
    },
  });
  if (!plan.ok) return err(withFound(examined.reports, plan.error));
  const modules = modulesOf(from.places, plugins);
  const extra = modules.length === 0 ? {} : { extra: { ...plan.value.extra, modules } };
  return ok({ ...plan.value, ...extra });
}
