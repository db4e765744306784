/** An attempt as it is, or in a working tree of its own where it needs one. */
import { ok } from "../core/base/result.ts";
import { isolatesItself } from "../core/plan/editing.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Agent, Answer, Assignment } from "../ports/agent.ts";
import type { Place } from "../ports/workspace.ts";
import { everyTask } from "./every-task.ts";
import type { Begun, Hands, Started, Trees } from "./tree-work.ts";
import type { Outcome } from "./trial.ts";
import type { World } from "./world.ts";

/** Whether any task could ask for a tree: only then git is started at all. */
export const mayIsolate = (plan: Plan): boolean =>
  everyTask(plan).some(
    (task) => task !== plan.settings.onConflict && (isolatesItself(task) || task.work.type === "delegate"),
  );

async function kept(
  trees: Trees,
  task: TaskState,
  place: Place,
  started: Started,
  hands: Hands,
  answer: Answer,
): Promise<Outcome> {
  const saved = await trees.save(task, place, started, hands);
  if (saved.ok) return ok(saved.value === null ? answer : { ...answer, tree: saved.value.tree });
  const { output, usage, log, session } = answer;
  return {
    ok: false,
    error: {
      failure: saved.error,
      output,
      ...(usage === undefined ? {} : { usage }),
      ...(log === undefined ? {} : { log }),
      ...(session === undefined ? {} : { session }),
    },
  };
}

/** By whoever ends the run, or because nothing can be written down any more: it is taken up again, not judged. */
const isCut = ({ halting }: TaskState, { signal }: Hands): boolean =>
  halting === "cancel" || (halting === null && signal.aborted);

type Act = (given: Assignment) => Promise<Outcome>;
type Scene = Readonly<{ trees: Trees; task: TaskState; assignment: Assignment; hands: Hands; act: Act }>;

const isForgotten = (outcome: Outcome | null): boolean =>
  outcome?.ok === false && outcome.error.forgotten === true;

async function inPlace(
  { trees, task, hands, act }: Scene,
  place: Place,
  started: Started,
  given: Assignment,
  lasting: boolean,
): Promise<Outcome> {
  let done: Outcome | null = null;
  try {
    const outcome = await act({ ...given, directory: place.directory });
    const whole = outcome.ok && !hands.signal.aborted;
    done = whole ? await kept(trees, task, place, started, hands, outcome.value) : outcome;
    return done;
  } finally {
    const isCutHere = lasting && !isForgotten(done) && isCut(task, hands);
    const isOver = done?.ok === true || isForgotten(done);
    await trees.close(place, isCutHere ? "cut" : isOver ? "done" : "failed");
  }
}

/** Where it was cut, by who can go on there; else in a new one. */
async function inOwnTree(scene: Scene, begun: Begun, remembers: boolean): Promise<Outcome> {
  const { trees, task, assignment, act } = scene;
  const started = await begun;
  if (!started.ok) return started;
  const { at } = started.value;
  if (task.task.work.type === "git") {
    const work = { commit: at.commit, from: trees.origin, home: assignment.directory };
    return act({ ...assignment, work });
  }
  const left = remembers ? await trees.reopen(task, started.value) : null;
  if (left !== null) {
    const outcome = await inPlace(scene, left, started.value, { ...assignment, kept: true }, true);
    if (!isForgotten(outcome)) return outcome;
  }
  const place = await trees.open(task, started.value, remembers);
  if (!place.ok) return { ok: false, error: { failure: place.error } };
  return inPlace(scene, place.value, started.value, assignment, remembers);
}

/** The attempt as it is, or in a tree of its own. What goes wrong there is the machine's fault. */
export async function inTree(
  { trees }: World,
  task: TaskState,
  { remembers }: Agent,
  assignment: Assignment,
  hands: Hands,
  act: Act,
): Promise<Outcome> {
  if (trees === undefined) return act(assignment);
  const given = { ...assignment, inputs: trees.handed(task, assignment.inputs) };
  const begun = trees.start(task, given, hands);
  if (begun === null) return act(given);
  try {
    return await inOwnTree({ trees, task, assignment: given, hands, act }, begun, remembers === true);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { failure: { kind: "infrastructure", message } } };
  }
}
