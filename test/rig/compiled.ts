/** From the text of a workflow to its plan, for tests; mistakes in the text are mistakes in the test. */
import type { AgentDefinition } from "../../src/core/base/agent.ts";
import { compile, type Called, type CompileOptions } from "../../src/core/plan/compile.ts";
import type { Plan, Task, Work } from "../../src/core/plan/plan.ts";
import { readSpec } from "../../src/core/spec/read.ts";
import { parseSyntax } from "../../src/core/spec/syntax.ts";
import { specOf } from "./specs.ts";

export const agentNamed = (name: string, more: Partial<AgentDefinition> = {}): AgentDefinition => ({
  name,
  description: `does ${name}`,
  capabilities: [],
  patterns: [],
  prompt: `you are ${name}`,
  origin: "built-in",
  ...more,
});

export const AGENTS: ReadonlyMap<string, AgentDefinition> = new Map(
  ["coder", "reviewer", "orchestrator"].map((name) => [name, agentNamed(name)]),
);

export const calledFile = (file: string, text: string, more: Partial<Called> = {}): Called => ({
  file,
  text,
  spec: specOf(text),
  agents: AGENTS,
  workflows: new Map(),
  ...more,
});

export function compiledPlan(text: string, options: Partial<CompileOptions> = {}): Plan {
  const { spec, diagnostics } = readSpec(parseSyntax(text).root, text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (spec === null || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("; "));
  const made = compile(spec, {
    inputs: {},
    inputsTrust: "operator",
    agents: AGENTS,
    overrides: {},
    ...options,
  });
  if (!made.ok) throw new Error(made.error.map(({ message }) => message).join("; "));
  return made.value;
}

export function taskNamed(tasks: readonly Task[], id: string): Task {
  const found = tasks.find((task) => task.id === id);
  if (found === undefined) throw new Error(`no task ${id} among ${tasks.map((task) => task.id).join(", ")}`);
  return found;
}

/** The work of a task that is known to be of this type. */
export function workNamed<Type extends Work["type"]>(
  tasks: readonly Task[],
  id: string,
  type: Type,
): Extract<Work, { type: Type }> {
  const { work } = taskNamed(tasks, id);
  if (work.type !== type) throw new Error(`${id} is of type ${work.type}`);
  return work as Extract<Work, { type: Type }>;
}

/** `id < parent/branch : needs : rule`, so that a graph can be read at a glance. */
export const shapes = (tasks: readonly Task[]): readonly string[] =>
  tasks.map(({ id, work, parent, needs, rule, alias }) =>
    [
      `${id}${alias === undefined ? "" : ` (${alias})`}`,
      work.type,
      ...(parent === undefined ? [] : [`in ${parent.id}/${parent.branch}`]),
      ...(needs.length === 0 ? [] : [`after ${needs.join("+")}`]),
      ...(rule === "none_failed_min_one_success" ? [] : [rule]),
    ].join(" "),
  );
