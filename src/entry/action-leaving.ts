/** What a part of a run leaves for others: sent when it has ended, however it did, and from the end of the job if main could not. */
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listAt, numberAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { RUN_ID } from "../adapters/store/runs.ts";
import { digest, runId, type Digest, type RunId } from "../core/base/brand.ts";
import type { Result } from "../core/base/result.ts";
import type { Environment } from "./action-ground.ts";
import type { Said } from "./said.ts";
import type { Stage } from "./action-stage.ts";

export type Leaving = Readonly<{
  run: RunId;
  state: string;
  writer: string;
  epoch: number;
  head: string;
  plans: boolean;
  before: ReadonlySet<Digest>;
}>;

const KEY = "leaving";
/** Written for the same job alone. */
const PRIVATE = 0o600;

/** Objects may be many, so the end of the job is told where their names stand. */
export function rememberLeaving({ files, ground }: Stage, { before, ...rest }: Leaving): void {
  const { temporary, workspace } = ground;
  const list = join(temporary === "" ? workspace : temporary, `ao-before-${randomUUID()}.json`);
  writeFileSync(list, JSON.stringify([...before]), { mode: PRIVATE, flag: "wx" });
  files.state(KEY, JSON.stringify({ ...rest, list }));
}

export const forgetLeaving = ({ files }: Stage): void => void files.state(KEY, "{}");

function namesIn(path: string): ReadonlySet<Digest> {
  try {
    return new Set(listAt(parsed(readFileSync(path, "utf8"))).map((name) => digest(String(name))));
  } catch {
    return new Set();
  }
}

/** Null where nothing is left to be sent. */
export function leavingIn(env: Environment): Leaving | null {
  const value = parsed(env[`STATE_${KEY}`] ?? "");
  const [run, state, writer] = [textAt(value, "run"), textAt(value, "state"), textAt(value, "writer")];
  const epoch = numberAt(value, "epoch");
  if (run === null || !RUN_ID.test(run) || state === null || writer === null || epoch === null) return null;
  const head = textAt(value, "head") ?? "";
  const before = namesIn(textAt(value, "list") ?? "");
  return { run: runId(run), state, writer, epoch, head, plans: false, before };
}

/** Gives the digest of the archive. */
export const leave = async (stage: Stage, leaving: Leaving): Promise<Result<Digest, Said>> => {
  const sent = await stage.door.carry().leaveLeg(stage, leaving);
  return sent.ok ? { ok: true, value: sent.value.digest } : sent;
};

export async function leaveRest(stage: Stage): Promise<void> {
  const leaving = leavingIn(stage.door.env);
  if (leaving === null) return;
  const sent = await leave(stage, leaving);
  if (!sent.ok)
    stage.log.mark({ level: "warning", message: `${sent.error.message}\nhelp: ${sent.error.hint}` });
}
