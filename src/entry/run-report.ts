/** The page of a run with all that lies on this machine: what its tasks wrote, what they gave, how its agents have been doing. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { localHealth } from "../adapters/store/health.ts";
import { healthReport } from "../app/health.ts";
import { results } from "../app/results.ts";
import { millis, type TaskId } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import { redactor } from "../core/guard/redact.ts";
import { escaped } from "../core/render/html.ts";
import { reportPage } from "../core/render/html-report.ts";
import { board } from "../core/view/board.ts";
import { askedOf, needsIn, type Report, type Said } from "../core/view/report.ts";
import { tries } from "../core/view/tries.ts";
import { attemptLogs } from "./attempt-logs.ts";
import { readText } from "./run-document.ts";
import type { StoredRun } from "./stored-run.ts";

/** Where else the run can be looked at, and who must not be named. */
export type ReportPlace = Readonly<{
  url: string | null;
  commit: string;
  driven: boolean;
  concealed: readonly string[];
  /** Where health of agents is kept; null where nobody knows. */
  state: string | null;
}>;

const decoder = new TextDecoder();

/** The end of a file; nothing of one that is not there. */
function tailOf(path: string, most: number): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return "";
  }
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(Math.min(size, most));
    const count = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return decoder.decode(bytes.subarray(0, count));
  } finally {
    closeSync(file);
  }
}

/** Of its last attempt. */
function filesByTask(run: StoredRun): ReadonlyMap<TaskId, readonly string[]> {
  return new Map(attemptLogs(run, null, false).map(({ bar, files }) => [bar.task, files]));
}

function speaker(run: StoredRun): Report["said"] {
  const store = results(run.artifacts);
  const files = filesByTask(run);
  return (id, most): Said => {
    const task = run.state.tasks[run.state.byId.get(id) ?? -1];
    const name = task === undefined || task.settled === null ? "" : task.output;
    const given = name === "" || most.output === 0 ? undefined : store.read(name);
    // One more than there is room for shows that something was left out.
    const log =
      most.log === 0 ? "" : (files.get(id) ?? []).map((path) => tailOf(path, most.log + 1)).join("");
    const output =
      given?.structured === undefined ? (given?.output ?? "") : JSON.stringify(given.structured, null, 2);
    return { output: output === "" ? null : output, log: log.trim() === "" ? null : log };
  };
}

const inputsOf = ({ plan }: StoredRun): Fields =>
  Object.fromEntries(Object.entries(plan.inputs).map(([name, { value }]) => [name, value]));

function healthOf({ plan }: StoredRun, state: string | null): Report["health"] {
  if (state === null) return [];
  return healthReport(localHealth(state), millis(Date.now())).filter(({ agent }) =>
    Object.hasOwn(plan.agents, agent),
  );
}

export function reportOf(run: StoredRun, outputs: Fields, place: ReportPlace): string {
  const shown = board(run.state, readText(run.artifacts));
  const tasks = new Map(run.state.tasks.map(({ task }) => [task.id, task.work]));
  const page = reportPage({
    run: run.folder.id,
    driven: place.driven,
    madeAt: millis(Date.now()),
    board: shown,
    tries: tries(run.segments),
    needs: needsIn(shown.lines),
    source: run.plan.source,
    inputs: inputsOf(run),
    outputs,
    health: healthOf(run, place.state),
    asked: (id) => {
      const work = tasks.get(id);
      return work === undefined ? "" : askedOf(work);
    },
    said: speaker(run),
    url: place.url,
    commit: place.commit,
  });
  // A secret with a sign that HTML spells differently stands there in that spelling.
  return redactor([...place.concealed, ...place.concealed.map(escaped)]).text(page);
}
