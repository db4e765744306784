/** What the channels on this machine need to know of a run. */
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { millis, type Digest, type TaskId } from "../core/base/brand.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import { freshAlerts } from "../core/view/alerts.ts";
import { shownIn } from "../core/view/question.ts";
import { answerCommands } from "../core/view/waiting.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Asked, Shown } from "./channels.ts";
import { readText } from "./run-document.ts";

type Watchable = Readonly<{ plan: Plan; folder: RunFolder; state: RunState; artifacts: Artifacts }>;

const taskOf = (state: RunState, id: TaskId): TaskState | undefined => state.tasks[state.byId.get(id) ?? -1];

/** For whoever watches: the question, and what to type. */
function askedOf({ folder, artifacts }: Watchable, id: TaskId, shown: Digest): Asked | null {
  const text = readText(artifacts)(shown);
  const question = text === null ? null : shownIn(text);
  if (question === null) return null;
  const gate = { id, shown, since: millis(0), question, answer: null };
  return { prompt: question.prompt, command: answerCommands(folder.id, gate).approve };
}

export function shownOf(run: Watchable): Shown {
  const { plan, folder, state } = run;
  return {
    plan,
    run: folder.id,
    graph: {
      find: (id) => taskOf(state, id)?.task,
      total: () => state.tasks.filter(({ task, attached }) => attached && task.role === "task").length,
    },
    asked: (task, shown) => askedOf(run, task, shown),
    settled: state.tasks.filter((task) => task.settled !== null).map((task) => task.task.id),
    retryAt: (id) => taskOf(state, id)?.retryAt ?? null,
    alerts: freshAlerts(state),
  };
}
