/** `mode: plan`: reads the workflow, decides what can be done first, and freezes what all other jobs go by. */
import { relative, resolve, sep } from "node:path";
import { at, textAt } from "../adapters/github/foreign.ts";
import { digest, runId, type RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields } from "../core/base/value.ts";
import type { Pairs } from "../core/route/comment.ts";
import { legsText, show, type Lying } from "./action-board.ts";
import { leave, rememberLeaving, forgetLeaving } from "./action-leaving.ts";
import { epochIn, part, type Scene, type Told } from "./action-part.ts";
import { withPlanned } from "./action-planned.ts";
import { REFUSED, refuse } from "./action-refused.ts";
import type { Said } from "./said.ts";
import { wasSignalled } from "./action-run.ts";
import { sheetText, type Sheet } from "./action-sheet.ts";
import { AUTO } from "./action-wishes.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

type Earlier = Readonly<{ run: string; offset: number; asked: string }>;

/** A run that was kept is gone on with under the file as it is now. */
async function earlier(scene: Scene): Promise<Result<Earlier, Said>> {
  const { stage, wanted, directory, definitions, state, api, degraded } = scene;
  const { beginWithNamed, beginWithSame, questionOf } = stage.door.carry();
  const asked = wanted.keep ? questionOf(stage, wanted) : "";
  if (wanted.resume === "" || degraded) return ok({ run: "", offset: 0, asked });
  const place = { directory, definitions, state };
  const begun =
    wanted.resume === AUTO
      ? ok(await beginWithSame(stage, wanted, api, place))
      : await beginWithNamed(stage, wanted, api, place);
  if (!begun.ok) return begun;
  const { run } = begun.value;
  if (run === "") return ok({ run, offset: 0, asked });
  const found = await stage.door.program().writersFor(state, run, "everything");
  if (found === null) return err({ message: `the run ${run} cannot be read`, hint: "start a new run" });
  return ok({ run, offset: Math.max(0, found.epoch + 1 - stage.ground.attempt), asked });
}

const begin = (scene: Scene, { run, offset }: Earlier, pairs: Pairs): Promise<Told> =>
  withPlanned(scene, ({ inputs, legs }) => {
    const { wanted } = scene;
    return part(scene, {
      flags: {
        epoch: String(epochIn(scene, { offset })),
        "run-id": run,
        params: inputs,
        legs,
        runner: wanted.runner,
        timeout: wanted.timeout,
        "max-cost-usd": wanted.maxCostUsd,
      },
      pairs,
      what: ["begin", wanted.workflow],
      document: true,
    });
  });

function pathIn({ stage }: Scene, file: Lying["file"]): string {
  if (file === null) return "";
  const { workspace } = stage.ground;
  const way = relative(workspace, resolve(workspace, file.path));
  return way === "" || way === ".." || way.startsWith(`..${sep}`) ? "" : way.split(sep).join("/");
}

type Left = Readonly<Pick<Sheet, "archive" | "base" | "basis">>;

async function left(
  scene: Scene,
  run: RunId,
  known: Earlier,
  plan: Sheet["plan"],
): Promise<Result<Left, Said>> {
  const { stage, state, files } = scene;
  const epoch = epochIn(scene, known);
  const carry = stage.door.carry();
  const kept = files === null ? ok(null) : await carry.keepBasis({ state, run }, files);
  if (!kept.ok) return kept;
  const basis = kept.value;
  const head = stage.seen.head ?? "";
  const leaving = { run, state, writer: "plan", epoch, head, plans: true, before: new Set<never>() };
  rememberLeaving(stage, leaving);
  const archive = await leave(stage, leaving);
  forgetLeaving(stage);
  if (!archive.ok) return archive;
  if (known.run === "") return ok({ archive: archive.value, base: null, basis });
  const based = await carry.leaveBase(stage, { state, run, plan, epoch, head });
  return based.ok ? ok({ archive: archive.value, base: based.value.digest, basis }) : based;
}

async function handOn(scene: Scene, known: Earlier, { code, document }: Told): Promise<ExitCode> {
  const { stage, state, untrusted } = scene;
  const { files } = stage;
  const [name, sum] = [textAt(document, "run_id"), textAt(document, "plan")];
  if (name === null || sum === null || !isFields(document))
    throw new Error("Internal error: a run was begun and said nothing");
  const [run, plan] = [runId(name), digest(sum)];
  files.output("run_id", run);
  const archives = await left(scene, run, known, plan);
  if (!archives.ok) return refuse(stage, [archives.error], EXIT.infrastructure);
  const found = await stage.door.program().leftBehind(state, run);
  const head = stage.seen.head;
  const shown = found === null ? null : await show(scene, found, { head, kept: null });
  await shown?.reporter?.begin();
  const kept = shown?.memory().kept;
  const sheet: Sheet = {
    run,
    plan,
    ...archives.value,
    head: head ?? "",
    offset: known.offset,
    untrusted,
    check: kept?.check ?? null,
    comment: kept?.comment ?? null,
    asked: known.asked,
    file: pathIn(scene, found?.file ?? null),
  };
  files.output("legs", legsText(document));
  files.output("plan", sheetText(sheet));
  files.output("head", head ?? stage.door.env["GITHUB_SHA"] ?? "");
  files.output("kill", String(at(document, "kill") === true));
  files.output("last", String(at(document, "last") === true));
  // From here on the last job has to tell how it ends.
  shown?.remember({ done: true, summary: true });
  return code;
}

export async function planRun(scene: Scene, pairs: Pairs = []): Promise<ExitCode> {
  const { stage } = scene;
  const known = await earlier(scene);
  if (!known.ok) return refuse(stage, [known.error], EXIT.usage);
  const told = await begin(scene, known.value, pairs);
  const began = told.code === EXIT.done || told.code === EXIT.paused;
  if (began) return handOn(scene, known.value, told);
  stage.files.output("conclusion", wasSignalled(told.code) ? "cancelled" : REFUSED);
  return told.code;
}
