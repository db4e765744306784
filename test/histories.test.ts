/** Journals of past versions, never edited: whatever changes, they must fold to what they meant when they were written. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { digest, type Digest } from "../src/core/base/brand.ts";
import { decodeSegment } from "../src/core/journal/codec.ts";
import type { Segment } from "../src/core/journal/event.ts";
import type { Plan } from "../src/core/plan/plan.ts";
import { decide } from "../src/core/run/decide.ts";
import { apply, foldSegments, initial } from "../src/core/run/fold.ts";
import type { RunState } from "../src/core/run/state.ts";
import { sha256 } from "../src/core/base/sha256.ts";

const folder = join(import.meta.dirname, "histories");

function segmentsOf(name: string): readonly Segment[] {
  const journal = join(folder, name, "journal");
  return readdirSync(journal)
    .sort()
    .map((file) => {
      const decoded = decodeSegment(readFileSync(join(journal, file), "utf8"));
      if (!decoded.ok) throw new Error(decoded.error.message);
      return decoded.value.segment;
    });
}

/** By the digest that headers name. */
function plansOf(name: string): ReadonlyMap<Digest, Plan> {
  const files = readdirSync(join(folder, name)).filter((file) => file.startsWith("plan"));
  const texts = files.map((file) => readFileSync(join(folder, name, file), "utf8"));
  return new Map(texts.map((text) => [digest(sha256(text)), JSON.parse(text) as Plan]));
}

function load(name: string): Readonly<{ segments: readonly Segment[]; plan: Plan; planDigest: Digest }> {
  const segments = segmentsOf(name);
  const planDigest = segments.at(-1)?.header.plan ?? digest("");
  const plan = plansOf(name).get(planDigest);
  if (plan === undefined) throw new Error(`no plan ${planDigest} in ${name}`);
  return { segments, plan, planDigest };
}

const standing = (state: RunState) =>
  Object.fromEntries(
    state.tasks.map(({ task, settled, attempts }) => [task.id, `${settled ?? "open"} ${attempts}`]),
  );

const MEANT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "1-demo": {
    plan: "success 1",
    backend: "success 1",
    frontend: "success 1",
    "security-review": "skipped 0",
    integrate: "success 1",
    test: "success 2",
    document: "success 1",
    "release-notes": "success 1",
  },
  "1-flaky": {
    fetch: "success 1",
    check: "success 1",
    slow: "failure 1",
    report: "success 1",
    race: "success 1",
    quick: "success 1",
    late: "cancelled 0",
    sweep: "success 1",
    alarm: "skipped 0",
  },
};

describe.each(readdirSync(folder))("%s", (name) => {
  const { segments, plan, planDigest } = load(name);

  test("folds to what it meant", () => {
    const state = foldSegments(plan, planDigest, segments);
    expect(standing(state)).toEqual(MEANT[name]);
    expect(state.phase).toBe("done");
    expect([...state.epochs.values()].at(-1)?.finished).toBe("success");
  });

  test("its last segment did what this version would decide at each of its moments", () => {
    const last = segments.at(-1);
    if (last === undefined) throw new Error("a history without segments");
    const state = initial(plan, planDigest);
    for (const { header, entries } of segments.slice(0, -1))
      for (const entry of entries) apply(state, header, entry);
    for (const entry of last.entries) {
      if (entry.type === "task.started" || entry.type === "task.skipped" || entry.type === "task.reused") {
        const words = {
          "task.started": ["start", "open"],
          "task.skipped": ["skip"],
          "task.reused": ["reuse"],
        }[entry.type];
        const wanted = decide(state, entry.at).flatMap((command) =>
          words.includes(command.do) && "task" in command ? [command.task] : [],
        );
        expect(wanted, `${entry.seq} ${entry.type} ${entry.task}`).toContain(entry.task);
      }
      apply(state, last.header, entry);
    }
  });
});
