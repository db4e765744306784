/** The end of a job, however it came: whatever main could not tell any more is told here. */
import { RUN_ID } from "../adapters/store/runs.ts";
import { runId } from "../core/base/brand.ts";
import { cutOff } from "../core/view/board.ts";
import { leaveRest } from "./action-leaving.ts";
import { memoryIn, type Memory } from "./action-memory.ts";
import { leavePage } from "./action-page.ts";
import { aroundOf, reporterFor, writeSummary } from "./action-report.ts";
import { apiFor, stageFor, type ActionDoor, type Stage } from "./action-stage.ts";
import { wishes } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** Nobody waits for the rest of the job any more. */
const PATIENCE = 60_000;

async function tellRest(stage: Stage, memory: Memory): Promise<void> {
  const { door, log } = stage;
  const wanted = wishes(door.env);
  const found = await door.program().leftBehind(memory.state, memory.run);
  if (!wanted.ok || found === null) {
    log.mark({
      level: "warning",
      message: `The run ${memory.run} cannot be read any more, so its end was not told.`,
    });
    return;
  }
  if (wanted.value.report) await leavePage(stage, { run: found, state: memory.state, head: memory.head });
  const board = cutOff(found.board());
  const { head, change, author, kept } = memory;
  const api = memory.done ? null : apiFor(stage, wanted.value.token, kept.calls);
  api?.patience(PATIENCE);
  const { check, taskChecks, comment } = wanted.value;
  const telling = {
    head,
    change,
    author,
    check,
    taskChecks,
    comment,
    kept,
    board: () => board,
    remember: () => undefined,
  };
  const reporter = api === null ? null : reporterFor(stage, found, { api, ...telling });
  await reporter?.finish();
  const notes = [...memory.notes, ...(reporter?.notes() ?? [])];
  if (!memory.summary) writeSummary(stage, board, aroundOf(stage, found.run, head), notes);
}

/** Results first: what people read can be told again. */
async function keepRest(stage: Stage, { keep, head, state, run }: Memory): Promise<void> {
  if (keep !== null && RUN_ID.test(run))
    await stage.door.carry().keepRun(stage, head, { run: runId(run), state }, keep);
}

/** Never fails: the job has its conclusion already. */
export async function settle(door: ActionDoor): Promise<ExitCode> {
  const stage = stageFor(door);
  const memory = memoryIn(door.env);
  try {
    await leaveRest(stage);
    if (memory !== null) await keepRest(stage, memory);
    if (memory !== null && !(memory.done && memory.summary)) await tellRest(stage, memory);
  } finally {
    stage.log.flush();
  }
  return EXIT.done;
}
