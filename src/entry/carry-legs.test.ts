/** Three machines that share nothing but a service of artifacts end up with the same run. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/rig/folder.ts";
import { HEAD, PLAN, PLAN_DIGEST, reported, RUN, segment, WORKFLOW_RUN } from "../../test/rig/parcels.ts";
import { fakeResults, type FakeResults } from "../../test/rig/results.ts";
import { occurrence } from "../adapters/github/event.ts";
import { localArtifacts } from "../adapters/store/local.ts";
import { createRunFolder, runFolder } from "../adapters/store/run-folder.ts";
import { digest } from "../core/base/brand.ts";
import { groundOf } from "./action-ground.ts";
import { leaveLeg, objectsBefore, takeLegs, type Wanted } from "./carry-legs.ts";
import type { Site } from "./carry-site.ts";

function machine(fake: FakeResults | null, attempt = 1) {
  const env = {
    GITHUB_REPOSITORY: "o/r",
    GITHUB_RUN_ID: WORKFLOW_RUN,
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_WORKFLOW_REF: "o/r/.github/workflows/agents.yml@refs/heads/main",
    ...fake?.env(WORKFLOW_RUN),
  };
  const log = {
    text: () => undefined,
    group: () => undefined,
    mark: () => undefined,
    flush: () => undefined,
  };
  const site: Site = { door: { env, root: "/" }, ground: groundOf(env), seen: occurrence(env, null), log };
  const state = temporaryFolder();
  const place = { state, run: RUN };
  const folder = runFolder(state, RUN);
  /** As a leg would: a segment, and an object that it names. */
  const work = (writer: string, epoch: number, output: string): void => {
    writeFileSync(
      join(folder.journal, `${epoch}-${writer}.jsonl`),
      segment({ writer, epoch }, [reported(output)]),
    );
    localArtifacts(folder.objects).put(output);
  };
  const leave = (
    writer: string,
    epoch: number,
    before: ReadonlySet<ReturnType<typeof digest>>,
    plans = false,
  ) => leaveLeg(site, { ...place, writer, epoch, head: HEAD, before, plans });
  const take = (wanted: Partial<Wanted>) =>
    takeLegs(site, {
      ...place,
      plan: PLAN_DIGEST,
      head: HEAD,
      writers: ["plan"],
      ifThere: [],
      epoch: attempt,
      pinned: new Map(),
      ...wanted,
    });
  return { site, place, folder, work, leave, take };
}

async function planned(fake: FakeResults) {
  const first = machine(fake);
  createRunFolder(first.place.state, RUN);
  writeFileSync(first.folder.plan, PLAN);
  first.work("plan", 1, "input");
  return first.leave("plan", 1, new Set(), true);
}

describe("legs on machines of their own", () => {
  it("hand on what they have added, and end up with the same run", async () => {
    const fake = await fakeResults();
    const begun = await planned(fake);
    const pinned = new Map([["plan", digest(begun.ok ? begun.value.digest : "")]]);
    for (const leg of ["build", "test"]) {
      const own = machine(fake);
      expect(await own.take({ pinned })).toMatchObject({ ok: true });
      const before = objectsBefore(own.place);
      own.work(leg, 1, `output of ${leg}`);
      expect(await own.leave(leg, 1, before)).toMatchObject({ value: { name: `ao-${RUN}-${leg}-e1` } });
    }
    const last = machine(fake);
    expect(await last.take({ writers: ["plan", "build", "test"], pinned })).toMatchObject({ ok: true });
    expect(readdirSync(last.folder.journal).sort()).toEqual([
      "1-build.jsonl",
      "1-plan.jsonl",
      "1-test.jsonl",
    ]);
    expect(objectsBefore(last.place).size).toBe(3);
    const [, build] = fake.artifacts;
    // Plan and input came from another machine, and are not sent again.
    expect(build?.bytes.length).toBeLessThan(fake.artifacts[0]?.bytes.length ?? 0);
  });

  it("find what an earlier attempt has left, and nothing of a later one", async () => {
    const fake = await fakeResults();
    await planned(fake);
    for (const epoch of [1, 2]) {
      const own = machine(fake, epoch);
      expect(await own.take({ ifThere: ["build"] })).toMatchObject({ ok: true });
      const before = objectsBefore(own.place);
      own.work("build", epoch, `try ${epoch}`);
      await own.leave("build", epoch, before);
    }
    const third = machine(fake, 3);
    await third.take({ ifThere: ["build"] });
    expect(readdirSync(third.folder.journal).sort()).toEqual([
      "1-build.jsonl",
      "1-plan.jsonl",
      "2-build.jsonl",
    ]);
    const first = machine(fake, 1);
    await first.take({ ifThere: ["build"] });
    expect(readdirSync(first.folder.journal).sort()).toEqual(["1-build.jsonl", "1-plan.jsonl"]);
  });

  it("take nothing if one of them is missing, contradicts or has left nothing", async () => {
    const fake = await fakeResults();
    await planned(fake);
    const own = machine(fake);
    expect(await own.take({ writers: ["plan", "build"] })).toMatchObject({ error: { kind: "missing" } });
    mkdirSync(own.folder.journal, { recursive: true });
    expect(readdirSync(own.folder.journal)).toEqual([]);
    writeFileSync(join(own.folder.journal, "1-plan.jsonl"), segment({ writer: "plan" }, [reported("other")]));
    expect(await own.take({})).toMatchObject({ error: { kind: "conflict" } });
    expect(await own.leave("build", 1, new Set())).toMatchObject({
      error: { message: '"build" left nothing: nothing was recorded by it' },
    });
  });

  it("say so where there is no service", async () => {
    const own = machine(null);
    expect(await own.take({})).toMatchObject({ error: { message: /no service of artifacts/ } });
    expect(await own.leave("plan", 1, new Set())).toMatchObject({ ok: false });
  });
});
