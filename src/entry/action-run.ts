/** `mode: run`: the program itself, watched by the platform, and told about at its end. */
import { rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Api } from "../adapters/github/api.ts";
import { authorOf } from "../adapters/github/people.ts";
import { NOTHING_KEPT, type Reporter } from "../adapters/github/reporter.ts";
import { pause } from "../adapters/system/pause.ts";
import { annotationsOf } from "../core/render/check-run.ts";
import type { Entry } from "../core/journal/event.ts";
import { causeOf } from "../core/render/board-words.ts";
import type { Pairs } from "../core/route/comment.ts";
import type { Channel } from "../ports/channel.ts";
import { DEGRADED } from "./action-admission.ts";
import { programEnvironment, stateDirectory, type Ground } from "./action-ground.ts";
import { memoryName, memoryText, type Keeping, type Memory } from "./action-memory.ts";
import { giveOutputs } from "./action-outputs.ts";
import { deliverRun, deliveryPage } from "./action-deliver.ts";
import { leavePage } from "./action-page.ts";
import { aroundOf, placementOf, reporterFor, writeSummary } from "./action-report.ts";
import { sinkTo } from "./action-sink.ts";
import { secretsIn, type Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";
import { wordsOf } from "./action-words.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Watched } from "./watch.ts";

/** Failures that are marked in the log; the check holds the rest. */
export const MAX_LOG_MARKS = 8;
/** So long the end of a run waits for a limit of the API; what is not told then, post tells. */
const PATIENCE = 15_000;
/** Of what is on its way when a job is ended: a request that nobody waits for may be made twice. */
const LAST_WORDS = 1500;
/** Nothing of the inputs stays on disk, and nobody else reads them there. */
const PRIVATE = 0o600;

export type Going = Readonly<{
  stage: Stage;
  wanted: Wishes;
  directory: string;
  api: Api | null;
  /** Nothing in hand: a fork's change. */
  degraded: boolean;
  untrusted: boolean;
  /** What is done with the run when it is over, if it is not only told. */
  keep: Keeping | null;
  /** What decides is read here; null for the project itself. */
  definitions: string | null;
  pairs: Pairs;
  /** What people said in the run before does not count. */
  unheard: boolean;
  /** For whoever reads the summary. */
  notes: readonly string[];
}>;

/** A long text goes to the program as a file for as long as it is at work; no text is no file. JSON is YAML, too. */
export function withFile<T>(
  { temporary, workspace }: Pick<Ground, "temporary" | "workspace">,
  name: string,
  text: string,
  act: (file: string | null) => Promise<T>,
): Promise<T> {
  if (text === "") return act(null);
  const file = join(temporary === "" ? workspace : temporary, `${name}-${randomUUID()}.yml`);
  writeFileSync(file, text, { mode: PRIVATE, flag: "wx" });
  return act(file).finally(() => rmSync(file, { force: true }));
}

type Shown = { run: Watched; reporter: Reporter | null; memory: Memory };

function remember({ files }: Stage, shown: Shown, news: Partial<Memory>): void {
  shown.memory = { ...shown.memory, ...news };
  files.state(memoryName, memoryText(shown.memory));
}

/** Shows the run that begins; gives what is kept of it. */
function show(going: Going, run: Watched, author: string, state: string): Shown {
  const { stage, wanted, api, degraded, keep } = going;
  const { head, change } = stage.seen;
  const notes = [...(degraded ? [DEGRADED] : []), ...going.notes];
  const memory = {
    run: run.run,
    state,
    head,
    change,
    author,
    kept: NOTHING_KEPT,
    done: degraded || api === null,
    summary: false,
    notes,
    keep,
  };
  const shown: Shown = { run, reporter: null, memory };
  remember(stage, shown, {});
  if (api === null || degraded) return shown;
  shown.reporter = reporterFor(stage, run, {
    api,
    head,
    change,
    author,
    check: wanted.check,
    taskChecks: wanted.taskChecks,
    comment: wanted.comment,
    board: run.board,
    remember: (kept) => remember(stage, shown, { kept }),
  });
  if (shown.reporter === null) remember(stage, shown, { done: true });
  return shown;
}

const BEGINS: ReadonlySet<Entry["type"]> = new Set(["run.started", "run.resumed"]);

/** From where the run begins or goes on: before that, what an earlier part of it came to would be told as what this one did. */
const telling = ({ channel, begin }: Reporter): Channel => ({
  ...channel,
  entry: (entry) => {
    if (BEGINS.has(entry.type)) void begin();
    channel.entry(entry);
  },
});

const SILENT: Channel = { name: "nothing", entry: () => undefined, close: () => undefined };

/** In the log too, since not everybody opens the check; with a place only where the check has none. */
export function markFailures(
  { log, ground }: Stage,
  run: Pick<Watched, "board" | "file">,
  hasCheck: boolean,
): void {
  const board = run.board();
  const marks = annotationsOf(board, placementOf(ground, run.file) ?? { path: "", lineOf: () => 1 });
  for (const { path, line, title, message, level } of marks.slice(0, MAX_LOG_MARKS)) {
    const place = hasCheck || path === "" ? {} : { file: path, line };
    log.mark({ level: level === "failure" ? "error" : "warning", title, message, ...place });
  }
  const failure = board.model.rows.find((row) => row.failure !== null)?.failure;
  if (marks.length === 0 && board.model.conclusion === "failure")
    log.mark({
      level: "error",
      message: failure === null || failure === undefined ? "the run failed" : causeOf(failure),
    });
}

export const wasSignalled = (code: ExitCode): boolean =>
  code === EXIT.interrupted || code === EXIT.terminated;

const NOT_DELIVERED =
  "What the run proposed was not written to GitHub: nobody in this job may. It is listed below; after looking at it, somebody with write permission can run the workflow by hand.";

/** Only what succeeded, and trouble with it is told and changes nothing about the run. */
async function deliverHere(going: Going, shown: Shown, code: ExitCode): Promise<string> {
  const { stage, wanted, api, degraded } = going;
  const { run, memory } = shown;
  if (!run.proposes || code !== EXIT.done) return "";
  const dryRun = api === null || degraded;
  const order = { state: memory.state, run: run.run, effects: "", token: wanted.token, dryRun };
  const { lines, wrong } = await deliverRun(stage, order);
  if (dryRun && lines.length > 0) return `\n${NOT_DELIVERED}\n${deliveryPage(lines)}`;
  if (wrong)
    stage.log.mark({
      level: "warning",
      message: "Not all effects of the run were written: the summary lists them.",
    });
  return deliveryPage(lines);
}

/** Results first, then what people read; a job that is being ended leaves the telling to post. */
async function tellEnd(going: Going, shown: Shown, code: ExitCode): Promise<void> {
  const { stage, wanted, api } = going;
  const { run, reporter } = shown;
  giveOutputs(stage, run.document());
  if (wasSignalled(code)) {
    await Promise.race([reporter?.settled(), pause(LAST_WORDS)]);
    return;
  }
  const { keep, head, state } = shown.memory;
  if (keep !== null) await stage.door.carry().keepRun(stage, head, { run: run.run, state }, keep);
  remember(stage, shown, { keep: null });
  if (wanted.report) await leavePage(stage, { run, state, head });
  api?.patience(PATIENCE);
  const done = (await reporter?.finish()) ?? true;
  if (wanted.annotations)
    markFailures(stage, run, wanted.check && reporter !== null && reporter.notes().length === 0);
  const notes = [...shown.memory.notes, ...(reporter?.notes() ?? [])];
  const delivered = await deliverHere(going, shown, code);
  writeSummary(stage, run.board(), aroundOf(stage, run.run, shown.memory.head), notes, delivered);
  remember(stage, shown, { done, summary: true });
}

/** `began` is false where the program refused before there was a run. */
export async function runWorkflow(going: Going): Promise<Readonly<{ code: ExitCode; began: boolean }>> {
  const { stage, wanted, api, degraded, untrusted, directory, definitions, pairs, unheard } = going;
  const { door, ground, log } = stage;
  const state = stateDirectory(ground, wanted.stateDir);
  const author = api === null || degraded ? "" : await authorOf(api, wanted.token);
  let shown: Shown | null = null;
  const sink = sinkTo(stage, log.text);
  const watch = (run: Watched): Channel => {
    shown = show(going, run, author, state);
    return shown.reporter === null ? SILENT : telling(shown.reporter);
  };
  const env = programEnvironment(door.env, degraded ? {} : wanted.credentials);
  const code = await withFile(ground, "inputs", wanted.inputs, (inputs) =>
    door
      .program()
      .main(wordsOf(wanted, { directory, state, inputs, untrusted, definitions, pairs, unheard }), {
        env,
        root: door.root,
        load: door.load,
        remember: () => undefined,
        outside: { out: sink, err: sink, unicode: true, watch, concealed: secretsIn(door.env) },
      }),
  );
  if (shown !== null) await tellEnd(going, shown, code);
  return { code, began: shown !== null };
}
