/** What jobs hand to each other arrives as it was sent, or is refused with a sentence; whatever is forged, older, of others or cut is refused. */
import { describe, expect, it } from "vitest";
import { fakeResults } from "../../../test/rig/results.ts";
import {
  HEAD,
  label,
  NO_DIGEST,
  object,
  OTHER_RUN,
  parcel,
  PLAN,
  PLAN_DIGEST,
  reported,
  RUN,
  segment,
  WORKFLOW_RUN,
} from "../../../test/rig/parcels.ts";
import { digest } from "../../core/base/brand.ts";
import { archived, unarchived } from "../system/archive.ts";
import { digestOf } from "../system/digest.ts";
import { CARRY_FAULTS, carryFault, type CarryFaultKind } from "./carry-faults.ts";
import { receive, send, type Sought } from "./carry.ts";
import {
  artifactName,
  manifestIn,
  manifestText,
  MOST_NAMES,
  nameIn,
  type Label,
  type Manifest,
} from "./manifest.ts";
import { opened, sealed } from "./parcel.ts";
import { resultsService } from "./results.ts";

const EXPECTED: Sought["expected"] = {
  repository: "o/r",
  workflow: ".github/workflows/agents.yml",
  workflowRun: WORKFLOW_RUN,
  attempt: 1,
  plan: PLAN_DIGEST,
  head: HEAD,
};
const sought = (changes: Partial<Sought> = {}): Sought => ({
  run: RUN,
  epoch: 1,
  writers: ["build"],
  expected: EXPECTED,
  ...changes,
});

async function scene() {
  const fake = await fakeResults();
  const env = fake.env(WORKFLOW_RUN);
  const results = resultsService({
    url: env.ACTIONS_RESULTS_URL,
    token: env.ACTIONS_RUNTIME_TOKEN,
    sleep: async () => undefined,
  });
  if (results === null) throw new Error("no service");
  return { fake, results };
}

function bytesOf(own: Label, content = parcel()): Uint8Array {
  const made = sealed(own, content);
  if (!made.ok) throw new Error(made.error);
  return made.value.bytes;
}

const asEpoch = (epoch: number, note = "x"): readonly [Label, ReturnType<typeof parcel>] => [
  label({ epoch, attempt: epoch }),
  parcel({ segments: [segment({ epoch }, [reported(note)])] }),
];

describe("a parcel", () => {
  it("arrives as it was sent", async () => {
    const { fake, results } = await scene();
    const sent = parcel({ plans: [PLAN], objects: new Map([object("one"), object("two")]) });
    const done = await send(results, label(), sent);
    expect(done).toEqual({
      ok: true,
      value: { name: `ao-${RUN}-build-e1`, digest: fake.artifacts[0]?.digest },
    });
    const got = await receive(results, sought());
    if (!got.ok) throw new Error(got.error.message);
    expect(got.value.map(({ parcel: each }) => each.segments)).toEqual([sent.segments]);
    expect(got.value[0]?.parcel.plans).toEqual([PLAN]);
    expect(
      Object.fromEntries(
        Array.from(got.value[0]?.parcel.objects ?? [], ([name, bytes]) => [name, String(bytes)]),
      ),
    ).toEqual({
      [digestOf("one")]: "one",
      [digestOf("two")]: "two",
    });
    expect(fake.violations).toEqual([]);
  });

  it("is the same archive whoever packs it", () =>
    expect(Buffer.compare(bytesOf(label()), bytesOf(label()))).toBe(0));

  it("says in its label what it is, and shows eyes where its journal is", () => {
    const files = unarchived(bytesOf(label()));
    const names = files.ok ? [...files.value.keys()] : [];
    expect(names).toEqual(["journal/1-build.jsonl", "manifest.json", `objects/${digestOf("an output")}`]);
  });

  it("may be sent again, but not changed", async () => {
    const { results } = await scene();
    await send(results, label(), parcel());
    expect(await send(results, label(), parcel())).toMatchObject({ ok: true });
    const other = parcel({ segments: [segment({}, [reported("other")])] });
    expect(await send(results, label(), other)).toEqual({
      ok: false,
      error: carryFault("taken", `ao-${RUN}-build-e1`),
    });
  });

  it("takes the next name where an upload that was cut has used up its own, and is found there", async () => {
    const { fake, results } = await scene();
    fake.fail({ method: "CreateArtifact", status: 502, after: true });
    expect(await send(results, label(), parcel())).toMatchObject({ value: { name: `ao-${RUN}-build-e1.2` } });
    expect(await receive(results, sought())).toMatchObject({ ok: true, value: [{ manifest: { epoch: 1 } }] });
  });

  it("is given up after a few names", async () => {
    const { fake, results } = await scene();
    for (let turn = 1; turn <= MOST_NAMES; turn += 1) {
      fake.fail({ method: "CreateArtifact", status: 502, after: true });
      await results.upload(artifactName({ ...label(), turn }), Buffer.from("x"));
    }
    expect(await send(results, label(), parcel())).toMatchObject({ error: { kind: "taken" } });
    expect(fake.artifacts).toEqual([]);
  });
});

describe("what is chosen", () => {
  it("is every epoch up to the own one, and of whom it is wanted", async () => {
    const { results } = await scene();
    for (const epoch of [3, 1, 2]) await send(results, ...asEpoch(epoch));
    await send(results, label({ writer: "other" }), parcel({ segments: [segment({ writer: "other" })] }));
    const got = await receive(results, sought({ epoch: 2, expected: { ...EXPECTED, attempt: 2 } }));
    expect(got.ok && got.value.map(({ manifest: { writer, epoch } }) => `${writer} ${epoch}`)).toEqual([
      "build 1",
      "build 2",
    ]);
    const both = await receive(results, sought({ ifThere: ["other", "nobody"] }));
    expect(both.ok && both.value.map(({ manifest }) => manifest.writer)).toEqual(["build", "other"]);
  });

  it("does not depend on ids: an older one with a higher id is what it is", async () => {
    const { fake, results } = await scene();
    await send(results, ...asEpoch(1, "old"));
    await send(results, ...asEpoch(2, "new"));
    const [first, second] = fake.artifacts;
    if (first !== undefined && second !== undefined) [first.id, second.id] = [9_000_000, 1];
    const got = await receive(results, sought({ epoch: 2, expected: { ...EXPECTED, attempt: 2 } }));
    expect(
      got.ok && got.value.map(({ parcel: { segments } }) => /"note":"(\w+)"/.exec(segments[0] ?? "")?.[1]),
    ).toEqual(["old", "new"]);
  });

  it("is, where its digest is known, that one and no other", async () => {
    const { results } = await scene();
    const sent = await send(results, label(), parcel());
    const pinned = (sum: string): Sought => sought({ pinned: new Map([["build", digest(sum)]]) });
    expect(await receive(results, pinned(sent.ok ? sent.value.digest : ""))).toMatchObject({ ok: true });
    expect(await receive(results, pinned("0".repeat(64)))).toMatchObject({ error: { kind: "digest" } });
  });
});

/** Under the right name, from the right workflow run: as a job could that is not to be believed. */
const forged = (changes: (manifest: Manifest) => Partial<Manifest>, content = parcel()): Uint8Array => {
  const files = unarchived(bytesOf(label(), content));
  if (!files.ok) throw new Error(files.error);
  const manifest = manifestIn(Buffer.from(files.value.get("manifest.json") ?? []).toString());
  if (manifest === null || manifest === "newer") throw new Error("no manifest");
  const text = manifestText({ ...manifest, ...changes(manifest) });
  const made = archived(new Map([...files.value, ["manifest.json", Buffer.from(text)]]));
  if (!made.ok) throw new Error(made.error);
  return made.value;
};

const added = (name: string, text: string, from = bytesOf(label())): Uint8Array => {
  const files = unarchived(from);
  const made = archived(new Map([...(files.ok ? files.value : []), [name, Buffer.from(text)]]));
  if (!made.ok) throw new Error(made.error);
  return made.value;
};

const item = (name: string, text: string) => ({ name, size: text.length, digest: digestOf(text) });

const FORGED: readonly (readonly [string, CarryFaultKind, () => Uint8Array])[] = [
  ["no archive", "archive", () => Buffer.from("not found")],
  ["one that is cut", "archive", () => bytesOf(label()).subarray(0, -9)],
  [
    "one without a label",
    "manifest",
    () => {
      const made = archived(new Map([["a", Buffer.from("")]]));
      return made.ok ? made.value : Buffer.from("");
    },
  ],
  ["a label that is no JSON", "manifest", () => added("manifest.json", "{")],
  ["a label of a later version", "version", () => forged(() => ({ version: 2 }))],
  ["a label with an epoch that is none", "manifest", () => forged(() => ({ epoch: -1 }))],
  ["a label with a run that is a path", "manifest", () => forged(() => ({ run: "../../x" as Label["run"] }))],
  ["a file that is not announced", "files", () => added(`objects/${digestOf("evil")}`, "evil")],
  [
    "a file that is missing",
    "files",
    () => forged(({ files }) => ({ files: [...files, item("objects/x", "")] })),
  ],
  [
    "a file of another content",
    "files",
    () => added("journal/1-build.jsonl", segment({}, [reported("evil")])),
  ],
  [
    "a file twice in its label",
    "files",
    () => forged(({ files }) => ({ files: [...files.slice(0, 1), ...files.slice(0, 1)] })),
  ],
  [
    "an object under a digest that is not its own",
    "files",
    () => bytesOf(label(), parcel({ objects: new Map([[NO_DIGEST, Buffer.from("evil")]]) })),
  ],
  [
    "a file that nobody knows",
    "files",
    () =>
      added(
        "origin.json",
        "{}",
        forged(({ files }) => ({ files: [...files, item("origin.json", "{}")] })),
      ),
  ],
  [
    "the label of another writer",
    "name",
    () => bytesOf(label({ writer: "plan" }), parcel({ segments: [segment({ writer: "plan" })] })),
  ],
  [
    "the label of another run",
    "name",
    () => bytesOf(label({ run: OTHER_RUN }), parcel({ segments: [segment({ run: OTHER_RUN })] })),
  ],
  ["the label of another epoch", "name", () => bytesOf(...asEpoch(2))],
  ["the label of a whole run", "name", () => bytesOf(label({ kind: "run" }), parcel({ plans: [PLAN] }))],
  ["a damaged journal", "segment", () => bytesOf(label(), parcel({ segments: ["{}\n"] }))],
  ["no journal", "segment", () => bytesOf(label(), parcel({ segments: [] }))],
  [
    "two journals",
    "header",
    () => bytesOf(label(), parcel({ segments: [segment(), segment({ writer: "b" })] })),
  ],
  [
    "the journal of another writer",
    "header",
    () => bytesOf(label(), parcel({ segments: [segment({ writer: "plan" })] })),
  ],
  [
    "the journal of another run",
    "header",
    () => bytesOf(label(), parcel({ segments: [segment({ run: OTHER_RUN })] })),
  ],
  [
    "the journal of another epoch",
    "header",
    () => bytesOf(label(), parcel({ segments: [segment({ epoch: 2 })] })),
  ],
  [
    "the journal of another plan",
    "header",
    () => bytesOf(label(), parcel({ segments: [segment({ plan: NO_DIGEST })] })),
  ],
  ["a plan that is not the one of its journal", "plan", () => bytesOf(label(), parcel({ plans: ["{}"] }))],
  [
    "another plan throughout",
    "plan",
    () => bytesOf(label({ plan: NO_DIGEST }), parcel({ segments: [segment({ plan: NO_DIGEST })] })),
  ],
  ["one of another repository", "repository", () => bytesOf(label({ repository: "evil/r" }))],
  ["one of another workflow", "workflow", () => bytesOf(label({ workflow: ".github/workflows/other.yml" }))],
  ["one of another workflow run", "origin", () => bytesOf(label({ workflowRun: "78" }))],
  ["one of a later attempt", "attempt", () => bytesOf(label({ attempt: 2 }))],
  ["one for another commit", "head", () => bytesOf(label({ head: "f".repeat(40) }))],
  [
    "entries that are not for its writer",
    "stray",
    () => bytesOf(label(), parcel({ segments: [segment({}, [reported("mine")])] })),
  ],
];

describe("an artifact under the right name", () => {
  it.each(FORGED)("that holds %s is refused: %s", async (_, kind, make) => {
    const { fake, results } = await scene();
    fake.add({ name: `ao-${RUN}-build-e1`, workflowRun: WORKFLOW_RUN, bytes: make() });
    const got = await receive(
      results,
      sought({
        stray: (_writer, { segment: { entries } }) =>
          entries.some(({ type }) => type === "task.reported") ? "no" : null,
      }),
    );
    expect(got.ok ? "taken" : got.error.kind).toBe(kind);
    expect(got.ok ? "" : got.error.hint).toBe(CARRY_FAULTS[kind].hint);
  });

  it("is refused wherever it was cut or changed", () => {
    const whole = bytesOf(label());
    const name = { run: RUN, writer: "build", epoch: 1, turn: 1 };
    for (let at = 0; at < whole.length; at += 1) {
      expect(opened("x", whole.subarray(0, at), name).ok).toBe(false);
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      const found = opened("x", changed, name);
      // What a packer noted down about itself means nothing.
      if (found.ok) expect(found.value.parcel).toEqual(parcel());
    }
  });

  it("is not there, or not any more", async () => {
    const { fake, results } = await scene();
    expect(await receive(results, sought())).toMatchObject({ error: { kind: "missing" } });
    await send(results, label(), parcel());
    for (const one of fake.artifacts) one.expired = true;
    expect(await receive(results, sought())).toMatchObject({
      error: { kind: "missing", hint: /re-run all jobs/ },
    });
  });

  it("of another workflow run is not even seen", async () => {
    const { fake, results } = await scene();
    fake.add({ name: `ao-${RUN}-build-e1`, workflowRun: "78", bytes: bytesOf(label()) });
    expect(await receive(results, sought())).toMatchObject({ error: { kind: "missing" } });
  });

  it("that cannot be had is trouble with the service", async () => {
    const { fake, results } = await scene();
    await send(results, label(), parcel());
    fake.fail({ method: "GET", status: 500, times: 9 });
    expect(await receive(results, sought())).toMatchObject({ error: { kind: "unavailable" } });
    fake.fail({ method: "ListArtifacts", status: 403 });
    expect(await receive(results, sought())).toMatchObject({ error: { kind: "invalid" } });
  });
});

describe("names", () => {
  it("say what is meant, and come back", () => {
    for (const turn of [1, 2]) {
      const name = { run: RUN, writer: "advance-2", epoch: 12, turn };
      expect(nameIn(artifactName(name))).toEqual(name);
    }
  });
  it.each([
    "",
    "report",
    "ao-x-build-e1",
    `ao-${RUN}-build`,
    `ao-${RUN}-build-e0`,
    `ao-${RUN}-Build-e1`,
    `ao-${RUN}-a-e1.1`,
    `ao-${RUN}-a-e1.2.3`,
    `ao-${RUN}--e1`,
  ])("%j is none", (text) => expect(nameIn(text)).toBeNull());
  it("of foreign origin cannot speak for themselves in a sentence", () =>
    expect(carryFault("missing", "a\n::error::b\u202e$&").message).toBe(
      "there is no artifact of a ::error::b$&",
    ));
});
