/** A run folder is carried whole or one writer at a time, and what arrives becomes the same folder elsewhere. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import {
  NO_DIGEST,
  object,
  OTHER_RUN,
  parcel,
  PLAN,
  PLAN_DIGEST,
  reported,
  RUN,
  segment,
} from "../../../test/rig/parcels.ts";
import { runs } from "../../../test/rig/properties.ts";
import { taskId } from "../../core/base/brand.ts";
import { digestOf } from "../system/digest.ts";
import { localArtifacts } from "./local.ts";
import { objectsIn, parcelOf, unpack, WHOLE } from "./parcel-files.ts";
import { readPlan, storePlan } from "./plan-file.ts";
import { runFolder } from "./run-folder.ts";

const filesBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
    .sort();

function unpacked(state: string, content = parcel({ plans: [PLAN] })) {
  const made = unpack(state, RUN, content);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

describe("a run folder", () => {
  it("is the same elsewhere", () => {
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    const folder = unpacked(here);
    const later = `${JSON.stringify({ version: 1, name: "later", tasks: [] })}\n`;
    storePlan(folder, later);
    writeFileSync(
      join(folder.journal, "2-local.jsonl"),
      segment({ epoch: 2, writer: "local", plan: digestOf(later) }),
    );
    writeFileSync(join(folder.logs, "a.1-1.out"), "not carried");
    writeFileSync(folder.lock, "not carried");
    const whole = parcelOf(folder, WHOLE);
    if (!whole.ok) throw new Error(whole.error);
    const copy = unpacked(there, whole.value.parcel);
    const kept = (state: string) => filesBelow(state).filter((name) => !/lock|logs/.test(name));
    expect(kept(there)).toEqual(kept(here));
    for (const name of kept(here))
      expect(readFileSync(join(there, name))).toEqual(readFileSync(join(here, name)));
    expect(whole.value.segments.map(({ header: { epoch, writer } }) => [epoch, writer])).toEqual([
      [1, "build"],
      [2, "local"],
    ]);
    expect(readPlan(copy, digestOf(later))).toEqual({ ok: true, value: later });
  });

  it("gives what one writer says of its own although others have left the same, and not what it has only seen", () => {
    const folder = unpacked(temporaryFolder());
    const store = localArtifacts(folder.objects);
    const [said, seen] = [store.put("said by others, too"), store.put("seen")];
    const text = segment({ writer: "advance-1" }, [
      {
        type: "task.succeeded",
        task: taskId("group"),
        n: 1,
        output: said,
        saw: [[taskId("step"), "success", seen]],
      },
    ]);
    writeFileSync(join(folder.journal, "1-advance-1.jsonl"), text);
    const writer = { epoch: 1, writer: "advance-1" };
    const own = parcelOf(folder, { writer, without: objectsIn(folder), plans: false });
    expect(own.ok && [...own.value.parcel.objects.keys()]).toEqual([said]);
  });

  it("gives what one writer added and nothing of others", () => {
    const folder = unpacked(temporaryFolder());
    const before = objectsIn(folder);
    const fresh = localArtifacts(folder.objects).put("fresh");
    writeFileSync(join(folder.journal, "1-other.jsonl"), segment({ writer: "other" }));
    const own = parcelOf(folder, { writer: { epoch: 1, writer: "other" }, without: before, plans: false });
    expect(own).toMatchObject({
      ok: true,
      value: { parcel: { plans: [], segments: [segment({ writer: "other" })] } },
    });
    expect(own.ok && [...own.value.parcel.objects.keys()]).toEqual([fresh]);
    expect(parcelOf(folder, { ...WHOLE, writer: { epoch: 2, writer: "other" } })).toMatchObject({
      ok: false,
    });
  });

  it("leaves out an object that is damaged", () => {
    const folder = unpacked(temporaryFolder());
    const [name] = object("an output");
    writeFileSync(join(folder.objects, name.slice(0, 2), name.slice(2)), "damage");
    const whole = parcelOf(folder, WHOLE);
    expect(whole.ok && whole.value.parcel.objects.size).toBe(0);
  });
});

describe("what arrives", () => {
  const path = (state: string) => join(runFolder(state, RUN).journal, "1-build.jsonl");
  const [short, long] = [segment({}, [reported("a")]), segment({}, [reported("a"), reported("b")])];

  it("may be a longer or a shorter copy of what is there: the longer one stays", () => {
    const state = temporaryFolder();
    for (const text of [short, long, short, `${long}{"seq":3,"at`]) {
      unpacked(state, parcel({ segments: [text] }));
    }
    expect(readFileSync(path(state), "utf8").startsWith(long)).toBe(true);
  });

  it("may not contradict what is there", () => {
    const state = temporaryFolder();
    unpacked(state, parcel({ segments: [long] }));
    const other = segment({}, [reported("c")]);
    expect(unpack(state, RUN, parcel({ segments: [other] }))).toEqual({
      ok: false,
      error: "two writers claim the segment 1/build",
    });
    expect(readFileSync(path(state), "utf8")).toBe(long);
  });

  it.each([
    ["a segment of another run", parcel({ segments: [segment({ run: OTHER_RUN })] })],
    ["a damaged segment", parcel({ segments: ["{}\n"] })],
    ["an object of another content", parcel({ objects: new Map([[NO_DIGEST, Buffer.from("x")]]) })],
    ["a plan of another version", parcel({ plans: ['{"version":9}'] })],
    ["a plan that is none", parcel({ plans: ["["] })],
    [
      "an answer that says more than an answer",
      parcel({ segments: [segment({ writer: "answer-x" }, [reported("x")])] }),
    ],
  ])("may not be %s", (_, content) =>
    expect(unpack(temporaryFolder(), RUN, content)).toMatchObject({ ok: false }),
  );

  it("may not be called like a path", () =>
    expect(unpack(temporaryFolder(), "../x" as typeof RUN, parcel())).toMatchObject({ ok: false }));

  it("never gets outside of its folder, whoever it says has written it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (writer) => {
        const root = temporaryFolder();
        const state = join(root, "state");
        mkdirSync(state);
        unpack(state, RUN, parcel({ plans: [PLAN], segments: [segment({ writer })] }));
        return filesBelow(root).every(
          (name) => name.startsWith(`state/runs/${RUN}/`) || name === "state/.gitignore",
        );
      }),
      { numRuns: runs(60) },
    );
  });

  it("is a plan that is found by its digest", () =>
    expect(readPlan(unpacked(temporaryFolder()), PLAN_DIGEST)).toEqual({ ok: true, value: PLAN }));
});
