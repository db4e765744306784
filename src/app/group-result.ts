/** What a group gives when it closes, from what its children gave. */
import type { Value } from "../core/base/value.ts";
import { isFields } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import { effective } from "../core/run/attach.ts";
import { nameOf } from "../core/run/slots.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Answer } from "../ports/agent.ts";
import type { Given } from "./results.ts";
import { scopeOf, type Surroundings } from "./scope.ts";

export type GroupGiven = Pick<Answer, "output" | "structured" | "tree">;

const NOTHING: Given = { output: "" };

const isDone = ({ settled, output }: TaskState): boolean => settled === "success" && output !== "";

function givenOf({ results }: Surroundings, task: TaskState | undefined): Given {
  return task === undefined || task.output === "" ? NOTHING : (results.read(task.output) ?? NOTHING);
}

const valueOf = (around: Surroundings, task: TaskState | undefined): Value => {
  const { structured, output } = givenOf(around, task);
  return structured ?? output;
};

const asData = (structured: Value): GroupGiven => ({
  output: typeof structured === "string" ? structured : JSON.stringify(structured),
  structured,
});

/** The same as the one child that speaks for the group. */
function asGiven(around: Surroundings, task: TaskState | undefined): GroupGiven {
  const { output, structured, tree } = givenOf(around, task);
  return {
    output,
    ...(structured === undefined ? {} : { structured }),
    ...(tree === undefined ? {} : { tree }),
  };
}

const byName = (around: Surroundings, steps: readonly TaskState[]): GroupGiven =>
  asData(Object.fromEntries(steps.filter(isDone).map((step) => [nameOf(step.task), valueOf(around, step)])));

/** The steps of the last round: of a plain task, its answer. */
function lastRound(around: Surroundings, group: TaskState): GroupGiven {
  const last = effective(group).at(-1)?.roots ?? group.planned;
  const steps = last.flatMap((index) => around.state.tasks[index] ?? []);
  const [only] = steps;
  const plain = steps.length === 1 && only !== undefined && nameOf(only.task) === nameOf(group.task);
  return plain ? asGiven(around, only) : byName(around, steps);
}

/** The answer that most gave; of equals the one that was first in the order of the samples. */
function mostCommon(children: readonly TaskState[]): TaskState | undefined {
  const votes = new Map<string, number>();
  const done = children.filter(isDone);
  for (const { output } of done) votes.set(output, (votes.get(output) ?? 0) + 1);
  const most = Math.max(0, ...votes.values());
  return done.find(({ output }) => votes.get(output) === most);
}

/** Counted from 1 over all samples, as they were shown. */
function chosenBy(
  around: Surroundings,
  samples: readonly TaskState[],
  judge: TaskState | undefined,
): TaskState | undefined {
  const { structured } = givenOf(around, judge);
  const choice = isFields(structured) ? structured["choice"] : undefined;
  return typeof choice === "number" ? samples[choice - 1] : undefined;
}

function workflowOutputs(around: Surroundings, group: TaskState, children: readonly TaskState[]): GroupGiven {
  const { work } = group.task;
  if (work.type !== "workflow") return NOTHING;
  const inside = children[0] ?? group;
  const found = Object.entries(work.frame.outputs).flatMap(([name, { value }]) => {
    const outcome = evaluateDeep(value, scopeOf(around, inside));
    return outcome.ok && outcome.value.kind === "value" ? [[name, outcome.value.value] as const] : [];
  });
  return asData(Object.fromEntries(found));
}

/** The last word of the lead: its summary, where it gave one. */
function summary(around: Surroundings, lead: TaskState | undefined): GroupGiven {
  const given = asGiven(around, lead);
  const { structured } = given;
  const words = isFields(structured) ? structured["summary"] : undefined;
  return typeof words === "string" ? { ...given, output: words } : given;
}

/** A result is another one if the files that came with it are; of samples only the chosen one's count. */
export function groupGiven(around: Surroundings, group: TaskState): GroupGiven {
  const said = wordsOf(around, group);
  if (group.task.work.type === "samples") return said;
  const { tree: _, ...words } = said;
  const children = group.children.flatMap((index) => around.state.tasks[index] ?? []);
  const trees = children.filter(isDone).flatMap((child) => givenOf(around, child).tree ?? []);
  return trees.length === 0 ? words : { ...words, tree: trees.join(",") };
}

function wordsOf(around: Surroundings, group: TaskState): GroupGiven {
  const { work } = group.task;
  const children = group.children.flatMap((index) => around.state.tasks[index] ?? []);
  const called = (name: string): TaskState | undefined =>
    children.findLast(({ task }) => nameOf(task) === name);
  switch (work.type) {
    case "for_each":
      return asData(children.map((child) => (isDone(child) ? valueOf(around, child) : null)));
    case "loop":
      return lastRound(around, group);
    case "delegate":
      return asGiven(around, called(work.collect.id) ?? called(work.lead));
    case "autonomous":
      return summary(around, called(work.lead));
    case "samples": {
      const samples = children.filter(({ task }) => nameOf(task) !== work.judge);
      if (work.by === "first_valid") return asGiven(around, samples.find(isDone));
      if (work.by === "vote") return asGiven(around, mostCommon(samples));
      return asGiven(
        around,
        chosenBy(around, samples, work.judge === undefined ? undefined : called(work.judge)),
      );
    }
    case "rescue":
      return asGiven(around, children.find(isDone));
    case "workflow":
      return workflowOutputs(around, group, children);
    case "parallel":
      return work.waitFor === "any"
        ? asData(valueOf(around, children.find(isDone)))
        : byName(around, children);
    default:
      return byName(around, children);
  }
}
