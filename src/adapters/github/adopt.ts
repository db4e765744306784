/** Which run of an earlier job is gone on with: named by a person, or the one that did the same and did not succeed. */
import type { RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import { serviceFault } from "./carry.ts";
import { artifactName, nameIn, WHOLE_RUN, type ArtifactName } from "./manifest.ts";
import { misfit, opened, type Opened } from "./parcel.ts";
import type { Listed, RestArtifacts, WorkflowRun } from "./rest-artifacts.ts";
import type { Results } from "./results.ts";

/** Epochs of a run that are asked for by name. */
export const MOST_EPOCHS_ASKED = 20;
/** So many in a row that are not there end the asking. */
const EPOCH_GAP = 2;
/** Runs of one workflow run that are looked into, and earlier workflow runs. */
export const MOST_LOOKED_INTO = 20;
export const MOST_EARLIER = 3;
const SUCCESS = "success";

export type Here = Readonly<{
  /** `owner/name`. */
  repository: string;
  workflow: string;
  workflowRun: string;
  attempt: number;
  head: string;
  event: string;
  /** What is asked for now. */
  asked: string;
}>;

/** Nothing is null: then a new run begins. `notes` say what was seen and not taken. */
export type Choice = Readonly<{ found: Opened | null; notes: readonly CarryFault[] }>;

export type Piece = Readonly<{
  name: ArtifactName;
  label: string;
  bytes: () => Promise<Result<Uint8Array, CarryFault>>;
}>;
type Pieces = Promise<Result<readonly Piece[], CarryFault>>;
type Origin = Readonly<{ workflowRun: string; attempt: number | null }>;

/** Of each run its highest epoch, under the first of its names. */
export function last(all: readonly Piece[]): readonly Piece[] {
  const found = new Map<RunId, Piece>();
  for (const piece of all) {
    const { run, epoch, turn } = piece.name;
    const other = found.get(run)?.name;
    const isLater =
      other === undefined || epoch > other.epoch || (epoch === other.epoch && turn < other.turn);
    if (isLater) found.set(run, piece);
  }
  return [...found.values()];
}

const isWhole = (name: ArtifactName | null): name is ArtifactName => name?.writer === WHOLE_RUN;

async function ownPieces(results: Results | null): Pieces {
  const all = results === null ? null : await results.list();
  if (results === null || all === null) return ok([]);
  if (!all.ok) return err(serviceFault("this workflow run", all.error));
  const pieces = all.value.flatMap((stored): readonly Piece[] => {
    const name = nameIn(stored.name);
    const bytes: Piece["bytes"] = async () => {
      const got = await results.download(stored);
      return got.ok ? got : err(serviceFault(stored.name, got.error));
    };
    return isWhole(name) ? [{ name, label: stored.name, bytes }] : [];
  });
  return ok(last(pieces));
}

export const piecesOf = (rest: RestArtifacts, all: readonly Listed[]): readonly Piece[] =>
  all.flatMap((listed) => {
    const name = nameIn(listed.name);
    return isWhole(name) ? [{ name, label: listed.name, bytes: () => rest.download(listed) }] : [];
  });

/** Opened, and from where the platform says that it is. */
export async function looked(
  piece: Piece,
  here: Pick<Here, "repository" | "workflow">,
  { workflowRun, attempt }: Origin,
): Promise<Result<Opened, CarryFault>> {
  const { label, name } = piece;
  const bytes = await piece.bytes();
  if (!bytes.ok) return bytes;
  const found = opened(label, bytes.value, name);
  if (!found.ok) return found;
  if (found.value.manifest.kind !== "run") return err(carryFault("name", label));
  const { repository, workflow } = here;
  const expected = { repository, workflow, run: name.run, workflowRun, attempt, plan: null, head: null };
  const wrong = misfit(label, found.value, expected);
  return wrong === null ? found : err(wrong);
}

/** Of those that did the same without success, the one of the latest attempt; none where two claim to be it. */
async function chosen(pieces: readonly Piece[], here: Here, origin: Origin): Promise<Choice> {
  const notes: CarryFault[] = [];
  let fitting: readonly Opened[] = [];
  for (const piece of pieces.slice(0, MOST_LOOKED_INTO)) {
    const found = await looked(piece, here, origin);
    if (!found.ok) notes.push(found.error);
    else fitting = [...fitting, found.value];
  }
  fitting = fitting.filter(
    ({ manifest: { asked, conclusion, head, attempt } }) =>
      asked === here.asked &&
      conclusion !== SUCCESS &&
      head === here.head &&
      attempt < (origin.attempt ?? Infinity),
  );
  const latest = Math.max(0, ...fitting.map(({ manifest }) => manifest.attempt));
  const [first, second] = fitting.filter(({ manifest }) => manifest.attempt === latest);
  if (first === undefined || second === undefined) return { found: first ?? null, notes };
  return { found: null, notes: [...notes, carryFault("twice", "what is asked for here")] };
}

/** Never by a run that goes on, by one from a fork, or by one that is older than a success. */
function earlier(all: readonly WorkflowRun[], here: Here): readonly WorkflowRun[] {
  const own = all.filter(
    ({ id, path, event, head, foreign }) =>
      id !== here.workflowRun &&
      path === here.workflow &&
      event === here.event &&
      head === here.head &&
      !foreign,
  );
  const success = own.findIndex(({ conclusion }) => conclusion === SUCCESS);
  const since = success < 0 ? own : own.slice(0, success);
  return since.filter(({ conclusion }) => conclusion !== null).slice(0, MOST_EARLIER);
}

async function elsewhere(rest: RestArtifacts, here: Here): Promise<Choice> {
  const file = here.workflow.split("/").at(-1) ?? "";
  const notes: CarryFault[] = [];
  const none = (fault: CarryFault): Choice => ({ found: null, notes: [...notes, fault] });
  if (file === "" || here.head === "") return { found: null, notes };
  const runs = await rest.runs(file, here.head, here.event);
  if (!runs.ok) return none(runs.error);
  for (const { id } of earlier(runs.value, here)) {
    const all = await rest.of(id);
    if (!all.ok) return none(all.error);
    const sound = all.value.filter(
      ({ foreign, expired, workflowRun }) => !foreign && !expired && workflowRun === id,
    );
    const choice = await chosen(last(piecesOf(rest, sound)), here, { workflowRun: id, attempt: null });
    notes.push(...choice.notes);
    if (choice.found !== null) return { found: choice.found, notes };
  }
  return { found: null, notes };
}

/** For `resume: auto`: an earlier attempt of this workflow run, or an earlier workflow run for the same commit. Trouble is a note. */
export async function adoptSame(
  results: Results | null,
  rest: RestArtifacts | null,
  here: Here,
): Promise<Choice> {
  const own = here.attempt > 1 ? await ownPieces(results) : ok([]);
  if (!own.ok) return { found: null, notes: [own.error] };
  const origin = { workflowRun: here.workflowRun, attempt: here.attempt };
  const choice = await chosen(own.value, here, origin);
  if (choice.found !== null || choice.notes.length > 0 || rest === null) return choice;
  return elsewhere(rest, here);
}

type Epoch = Promise<Result<readonly Listed[], CarryFault>>;

async function epochOf(rest: RestArtifacts, run: RunId, epoch: number): Epoch {
  for (const turn of [1, 2]) {
    const found = await rest.named(artifactName({ run, writer: WHOLE_RUN, epoch, turn }));
    if (!found.ok || found.value.length > 0) return found;
  }
  return ok([]);
}

/** The last epoch that there is, in whichever workflow run: an older one has been gone on with already. */
export async function lastEpoch(rest: RestArtifacts, run: RunId): Epoch {
  let found: readonly Listed[] = [];
  for (let epoch = 1, gap = 0; epoch <= MOST_EPOCHS_ASKED && gap < EPOCH_GAP; epoch += 1) {
    const some = await epochOf(rest, run, epoch);
    if (!some.ok) return some;
    gap = some.value.length === 0 ? gap + 1 : 0;
    if (some.value.length > 0) found = some.value;
  }
  return ok(found);
}

async function named(rest: RestArtifacts, run: RunId, here: Here): Promise<Result<Opened, CarryFault>> {
  const what = `the run ${run}`;
  const all = await lastEpoch(rest, run);
  if (!all.ok) return all;
  const [listed, other] = all.value;
  if (listed === undefined) return err(carryFault("missing", what));
  if (other !== undefined) return err(carryFault("twice", what));
  if (listed.foreign) return err(carryFault("fork", what));
  const origin = await rest.run(listed.workflowRun);
  if (!origin.ok) return origin;
  if (origin.value.foreign) return err(carryFault("fork", what));
  if (origin.value.path !== here.workflow) return err(carryFault("workflow", what));
  const [piece] = piecesOf(rest, [listed]);
  if (piece === undefined) return err(carryFault("missing", what));
  return looked(piece, here, { workflowRun: listed.workflowRun, attempt: null });
}

/** For `resume: <run>`: where it was last gone on with; a fault is the end of it. */
export async function adoptNamed(
  results: Results | null,
  rest: RestArtifacts | null,
  run: RunId,
  here: Here,
): Promise<Result<Opened, CarryFault>> {
  const found = rest === null ? null : await named(rest, run, here);
  // Without that permission at least this workflow run can be looked into.
  if (found !== null && (found.ok || found.error.kind !== "forbidden")) return found;
  const own = await ownPieces(results);
  if (!own.ok) return own;
  const piece = own.value.find(({ name }) => name.run === run);
  if (piece === undefined) return found ?? err(carryFault("missing", `the run ${run}`));
  return looked(piece, here, { workflowRun: here.workflowRun, attempt: here.attempt });
}
