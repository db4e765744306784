/** Workflow files of GitHub, written from data; the same bytes for the same data. */
import type {
  ActionsJob,
  ActionsWorkflow,
  Concurrency,
  Expression,
  Permissions,
  Setting,
  Step,
  Strategy,
  Uses,
  Value,
  Values,
} from "./actions-workflow.ts";
import { isLiteral, yamlComment, yamlLines, yamlScalar, type Yaml, type YamlEntry } from "./yaml-text.ts";

const ID = /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/;
const OPEN = "${{";

const isExpression = (value: unknown): value is Expression =>
  typeof value === "object" && value !== null && "expression" in value;

const written = ({ expression: text }: Expression): string => `${OPEN} ${text} }}`;

/** Foreign text that opens an expression comes out of it as it went in. */
const asData = (text: string): string => text.replaceAll(OPEN, `${OPEN} '${OPEN}' }}`);

const scalar = (text: string, note?: string): Yaml => ({
  kind: "scalar",
  text,
  ...(note === undefined ? {} : { note }),
});

/** Bare where that reads as one string: it begins with a dollar, so only what ends a plain scalar is in the way. */
const expressionText = (text: string): string =>
  /^\$\{\{ [^]*\}\}$/.test(text) && !/: | #|[^\x20-\x7e]/.test(text) ? text : yamlScalar(text);

function valueOf(value: Value): Yaml {
  if (isExpression(value)) return scalar(expressionText(written(value)));
  if (typeof value !== "object") return scalar(yamlScalar(typeof value === "string" ? asData(value) : value));
  const parts = value.map((part) => (isExpression(part) ? written(part) : asData(part)));
  return scalar(yamlScalar(parts.join("")));
}

function settingOf(value: Setting): Yaml {
  if (value === null) return scalar("");
  if (isExpression(value)) return valueOf(value);
  // Nothing is evaluated here, and GitHub refuses what looks as if it should be.
  if (typeof value === "string") return scalar(yamlScalar(value.replaceAll(OPEN, "$ {{")));
  if (typeof value !== "object") return scalar(yamlScalar(value));
  if (isSettings(value)) return { kind: "list", items: value.map(settingOf) };
  return map(Object.entries(value).map(([key, inner]) => ({ key, value: settingOf(inner) })));
}

const isSettings = (value: object): value is readonly Setting[] => Array.isArray(value);

const map = (entries: readonly YamlEntry[]): Yaml => ({ kind: "map", entries });

const list = (texts: readonly (string | number | boolean)[]): Yaml => ({
  kind: "list",
  items: texts.map((text) => valueOf(text)),
});

/** An entry, or none if there is nothing to say. */
const entry = <T>(key: string, value: T | undefined, as: (value: T) => Yaml): readonly YamlEntry[] =>
  value === undefined ? [] : [{ key, value: as(value) }];

const values = (all: Values): Yaml =>
  map(Object.entries(all).map(([key, value]) => ({ key, value: valueOf(value) })));

const permissions = (all: Permissions): Yaml =>
  map(Object.entries(all).map(([key, { access, why }]) => ({ key, value: scalar(yamlScalar(access), why) })));

const concurrency = ({ group, cancelInProgress }: Concurrency): Yaml =>
  values({ group, "cancel-in-progress": cancelInProgress });

function uses(reference: Uses): Yaml {
  if ("own" in reference) {
    if (!/^(?:\.|\$)\/[A-Za-z0-9_./-]*$/.test(reference.own) || reference.own.includes(".."))
      throw new Error(`Internal error: ${JSON.stringify(reference.own)} is no path to an action`);
    return scalar(reference.own);
  }
  const { name, commit, version } = reference;
  if (!/^[\w.-]+\/[\w./-]+$/.test(name) || !/^[0-9a-f]{40}$/.test(commit))
    throw new Error(`Internal error: ${JSON.stringify(`${name}@${commit}`)} is not pinned`);
  return scalar(`${name}@${commit}`, version);
}

function script(text: string): Yaml {
  if (text.includes(OPEN)) throw new Error("Internal error: a script takes its values from the environment");
  return isLiteral(text) ? { kind: "literal", text } : scalar(yamlScalar(text));
}

const stepOf = (step: Step): Yaml =>
  map([
    ...entry("name", step.name, valueOf),
    ...entry("id", step.id, (id) => scalar(yamlScalar(checkedId(id)))),
    ...entry("if", step.if, valueOf),
    ...("uses" in step
      ? [
          ...entry("uses", step.uses, uses),
          ...entry("with", step.with, values),
          ...entry("env", step.env, values),
        ]
      : [
          ...entry("env", step.env, values),
          ...entry("shell", step.shell, valueOf),
          ...entry("working-directory", step.workingDirectory, valueOf),
          ...entry("run", step.run, script),
        ]),
  ]);

function checkedId(id: string): string {
  if (!ID.test(id)) throw new Error(`Internal error: ${JSON.stringify(id)} is no id`);
  return id;
}

const strategyOf = ({ failFast, maxParallel, matrix }: Strategy): Yaml =>
  map([
    ...entry("fail-fast", failFast, valueOf),
    ...entry("max-parallel", maxParallel, valueOf),
    ...entry("matrix", matrix, (axes) =>
      map(
        Object.entries(axes).map(([key, axis]) => ({
          key,
          value: isExpression(axis) ? valueOf(axis) : list(axis),
        })),
      ),
    ),
  ]);

const work = (job: ActionsJob): readonly YamlEntry[] =>
  "calls" in job
    ? [
        ...entry("uses", job.calls, uses),
        ...entry("with", job.with, values),
        ...entry("secrets", job.secrets, values),
      ]
    : [
        ...entry("runs-on", job.runsOn, valueOf),
        ...entry("environment", job.environment, valueOf),
        ...entry("timeout-minutes", job.timeoutMinutes, valueOf),
        ...entry("outputs", job.outputs, values),
        ...entry("env", job.env, values),
        ...entry("steps", job.steps, (steps) => ({ kind: "list", items: steps.map(stepOf) })),
      ];

const jobOf = (job: ActionsJob): Yaml =>
  map([
    ...entry("name", job.name, valueOf),
    ...entry("needs", job.needs?.map(checkedId), list),
    ...entry("if", job.if, valueOf),
    ...entry("permissions", job.permissions, permissions),
    ...entry("concurrency", job.concurrency, concurrency),
    ...entry("strategy", job.strategy, strategyOf),
    ...work(job),
  ]);

/** The text of the file. A blank line stands between its parts, and between its jobs. */
export function actionsYaml(workflow: ActionsWorkflow): string {
  const parts: readonly (readonly YamlEntry[])[] = [
    [...entry("name", workflow.name, settingOf), ...entry("run-name", workflow.runName, valueOf)],
    entry("on", workflow.on, settingOf),
    entry("permissions", workflow.permissions, permissions),
    entry("concurrency", workflow.concurrency, concurrency),
  ];
  const jobs = workflow.jobs.map((job) =>
    yamlLines(map([{ key: checkedId(job.id), value: jobOf(job), above: job.about ?? [] }]))
      .map((line) => (line === "" ? "" : `  ${line}`))
      .join("\n"),
  );
  const [first = "", ...others] = parts
    .filter((part) => part.length > 0)
    .map((part) => yamlLines(map(part)).join("\n"));
  const head = workflow.head.map((line) => `${yamlComment(line)}\n`).join("");
  return `${[`${head}${first}`, ...others].join("\n\n")}\n\njobs:\n${jobs.join("\n\n")}\n`;
}
