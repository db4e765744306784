/** What a run proposed reaches the job that writes it, and nothing else does. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/rig/folder.ts";
import {
  HEAD,
  label,
  NO_DIGEST,
  OTHER_RUN,
  parcel,
  PLAN,
  PLAN_DIGEST,
  RUN,
  segment,
  WORKFLOW_RUN,
} from "../../test/rig/parcels.ts";
import { fakeResults, type FakeResults } from "../../test/rig/results.ts";
import { send } from "../adapters/github/carry.ts";
import { occurrence } from "../adapters/github/event.ts";
import { localArtifacts } from "../adapters/store/local.ts";
import { objectsIn } from "../adapters/store/parcel-files.ts";
import { createRunFolder, runFolder } from "../adapters/store/run-folder.ts";
import { digestOf } from "../adapters/system/digest.ts";
import type { Digest } from "../core/base/brand.ts";
import { groundOf } from "./action-ground.ts";
import { leaveEffects, takeEffects, type WantedEffects } from "./carry-effects.ts";
import { resultsFor, type Site } from "./carry-site.ts";

const CONTENT = "export const b = 2;\n";
const DOCUMENT = JSON.stringify({
  effects: [{ kind: "branch", patch: { files: [{ path: "b.ts", content: digestOf(CONTENT) }] } }],
});
const NAME = digestOf(DOCUMENT);

function machine(fake: FakeResults | null, attempt = 1) {
  const env = {
    GITHUB_REPOSITORY: "o/r",
    GITHUB_RUN_ID: WORKFLOW_RUN,
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_WORKFLOW_REF: "o/r/.github/workflows/agents.yml@refs/heads/main",
    ...fake?.env(WORKFLOW_RUN),
  };
  const nothing = (): undefined => undefined;
  const log = { text: nothing, group: nothing, mark: nothing, flush: nothing };
  const site: Site = { door: { env, root: "/" }, ground: groundOf(env), seen: occurrence(env, null), log };
  const place = { state: temporaryFolder(), run: RUN };
  const folder = runFolder(place.state, RUN);
  const take = (wanted: Partial<WantedEffects> = {}) =>
    takeEffects(site, {
      ...place,
      plan: PLAN_DIGEST,
      head: HEAD,
      agreed: { attempt: 1, digest: NAME },
      ...wanted,
    });
  return { site, place, folder, take };
}

type Ending = Readonly<{ attempt?: number; document?: Digest | null }>;

/** A run that has ended, and what it had in its store. */
async function ended(fake: FakeResults | null, { attempt = 1, document = NAME }: Ending = {}) {
  const { site, place, folder } = machine(fake, attempt);
  createRunFolder(place.state, RUN);
  writeFileSync(folder.plan, PLAN);
  const events =
    document === null ? [] : ([{ type: "effects.proposed", document, count: 1, refused: 0 }] as const);
  writeFileSync(join(folder.journal, "1-finish.jsonl"), segment({ writer: "finish" }, events));
  for (const text of [DOCUMENT, CONTENT, "what an agent said"]) localArtifacts(folder.objects).put(text);
  return leaveEffects(site, { ...place, head: HEAD });
}

describe("what a run proposed", () => {
  it("comes with what it refers to, and with nothing else of the run", async () => {
    const fake = await fakeResults();
    expect(await ended(fake)).toEqual({ ok: true, value: null });
    const { take, folder } = machine(fake);
    expect(await take()).toEqual({ ok: true, value: null });
    expect([...objectsIn(folder)].toSorted()).toEqual([NAME, digestOf(CONTENT)].toSorted());
    expect(fake.artifacts.map(({ name }) => name)).toEqual([`ao-${RUN}-effects-${NAME.slice(0, 16)}-e1`]);
  });

  it("is left once, however often the end of the run is done again", async () => {
    const fake = await fakeResults();
    for (const attempt of [1, 2]) expect(await ended(fake, { attempt })).toMatchObject({ ok: true });
    expect(fake.artifacts).toHaveLength(1);
    expect(await machine(fake, 3).take()).toMatchObject({ ok: true });
  });

  it("is nothing where nothing was proposed, and cannot be left where nothing can be kept", async () => {
    const fake = await fakeResults();
    expect(await ended(fake, { document: null })).toEqual({ ok: true, value: null });
    expect(fake.artifacts).toEqual([]);
    expect(await ended(null)).toMatchObject({ ok: false });
    expect(await machine(null).take()).toMatchObject({ ok: false });
  });

  it.each<readonly [string, Partial<WantedEffects>, string]>([
    ["another document", { agreed: { attempt: 1, digest: NO_DIGEST } }, "there is no artifact"],
    ["another attempt", { agreed: { attempt: 2, digest: NAME } }, "there is no artifact"],
    ["another run", { run: OTHER_RUN }, "there is no artifact"],
    ["another plan", { plan: NO_DIGEST }, "another version of the workflow"],
    ["another commit", { head: "a".repeat(40) }, "another commit"],
  ])("is not taken for %s", async (_, wanted, words) => {
    const fake = await fakeResults();
    await ended(fake);
    const taken = await machine(fake).take(wanted);
    expect(taken).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) as string } });
  });

  it("is not taken any more once anybody has worked on the run in a later attempt", async () => {
    const fake = await fakeResults();
    await ended(fake);
    const results = resultsFor(machine(fake, 2).site);
    if (results === null) throw new Error("there is no service");
    const segments = [segment({ writer: "build", epoch: 2 })];
    await send(results, label({ epoch: 2, attempt: 2 }), parcel({ segments }));
    const taken = await machine(fake, 2).take();
    expect(taken).toMatchObject({ error: { message: "the run has gone on since it proposed this" } });
  });

  it("is not believed under its name alone: the document has to be in it", async () => {
    const fake = await fakeResults();
    const { site, take, folder } = machine(fake);
    const results = resultsFor(site);
    if (results === null) throw new Error("there is no service");
    const writer = `effects-${NAME.slice(0, 16)}`;
    const forged = parcel({ plans: [PLAN], segments: [segment({ writer: "finish" })] });
    await send(results, label({ kind: "run", writer }), forged);
    expect(await take()).toMatchObject({ ok: false });
    expect([...objectsIn(folder)]).toEqual([]);
  });
});
