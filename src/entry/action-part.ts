/** One job of a run on several machines: what all of them do before and after their own part. */
import type { Api } from "../adapters/github/api.ts";
import { parsed } from "../adapters/github/foreign.ts";
import type { Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Value } from "../core/base/value.ts";
import { MAX_WAVES } from "../core/plan/waves.ts";
import { programEnvironment } from "./action-ground.ts";
import type { Pairs } from "../core/route/comment.ts";
import type { Basis } from "./action-base.ts";
import type { Said } from "./said.ts";
import type { Sheet } from "./action-sheet.ts";
import { secretsIn, type Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";
import { wordsOfPart } from "./action-words.ts";
import { sinkTo } from "./action-sink.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Whose } from "./leg-writers.ts";

/** Everything that a part is done with. */
export type Scene = Readonly<{
  stage: Stage;
  wanted: Wishes;
  directory: string;
  /** What decides is read here; null for the project itself. */
  definitions: string | null;
  /** The files that decide, where they were read for all jobs to come. */
  files: Basis["files"];
  /** Plan and decisions lie here already. */
  begun: boolean;
  state: string;
  /** For who may write; null where nothing is to be written. */
  api: Api | null;
  degraded: boolean;
  untrusted: boolean;
}>;

export const SPOILED: Said = {
  message: "`plan` is not what the job with `mode: plan` gave",
  hint: "hand on its output `plan` as it is: `plan: ${{ needs.plan.outputs.plan }}`",
};

export const epochIn = ({ stage }: Scene, { offset }: Pick<Sheet, "offset">): number =>
  offset + stage.ground.attempt;

export type Told = Readonly<{ code: ExitCode; document: Value }>;

type Asked = Readonly<{
  /** Inputs that somebody named one by one. */
  pairs?: Pairs;
  flags: Readonly<Record<string, string | null>>;
  what: readonly string[];
  /** Its own words are a document, and not for the log. */
  document: boolean;
}>;

/** The program does it, as on a command line. */
export async function part(
  { stage, wanted, directory, definitions, state, untrusted, degraded }: Scene,
  { flags, pairs = [], what, document }: Asked,
): Promise<Told> {
  const { door, log } = stage;
  let text = "";
  const words = wordsOfPart({ directory, definitions, state, untrusted, pairs }, flags, what);
  const code = await door
    .program()
    .main(document ? [...words.slice(0, 1), "--json", ...words.slice(1)] : words, {
      env: programEnvironment(door.env, degraded ? {} : wanted.credentials),
      root: door.root,
      load: door.load,
      remember: () => undefined,
      outside: {
        out: sinkTo(stage, document ? (more) => void (text += more) : log.text),
        err: sinkTo(stage, log.text),
        unicode: true,
        concealed: secretsIn(door.env),
      },
    });
  return { code, document: parsed(text) };
}

/** Plan and decisions first: they say whose archives there have to be besides. */
const CONDUCTORS = Array.from({ length: MAX_WAVES }, (_, index) => `advance-${index + 1}`);

type Fetched = Promise<Result<null, Said>>;

const wantedOf = (state: string, { run, plan, head, offset, archive }: Sheet, epoch: number) => {
  const pinned: ReadonlyMap<string, Digest> = new Map([["plan", archive]]);
  return { state, run, plan, head, offset, epoch, pinned };
};

export async function fetchPlan({ stage, state }: Scene, sheet: Sheet, epoch: number): Fetched {
  const { takeBase, takeLegs } = stage.door.carry();
  const { run, plan, head, base } = sheet;
  if (base !== null) {
    const based = await takeBase(stage, { state, run, plan, head, base });
    if (!based.ok) return based;
  }
  const wanted = { ...wantedOf(state, sheet, epoch), writers: ["plan"], ifThere: CONDUCTORS };
  const first = await takeLegs(stage, wanted);
  return first.ok ? ok(null) : first;
}

export async function fetchRun(scene: Scene, sheet: Sheet, epoch: number, whose: Whose): Fetched {
  const { stage, state, begun } = scene;
  const { run } = sheet;
  const first = begun ? ok(null) : await fetchPlan(scene, sheet, epoch);
  if (!first.ok) return first;
  const found = await stage.door.program().writersFor(state, run, whose);
  if (found === null) return err({ ...SPOILED, message: `the run ${run} cannot be read` });
  const { needed, ifThere } = found;
  if (needed.length + ifThere.length === 0) return ok(null);
  const wanted = { ...wantedOf(state, sheet, epoch), writers: needed, ifThere };
  const rest = await stage.door.carry().takeLegs(stage, wanted);
  return rest.ok ? ok(null) : rest;
}
