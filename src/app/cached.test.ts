import { describe, expect, it } from "vitest";
import { digest, millis, runId, type Digest } from "../core/base/brand.ts";
import type { Scope } from "../core/expression/scope.ts";
import type { Task } from "../core/plan/plan.ts";
import { fresh } from "../core/run/fresh.ts";
import type { TaskState } from "../core/run/state.ts";
import { digestOf } from "../adapters/system/digest.ts";
import type { Cache } from "../ports/cache.ts";
import { MOST_RESULT_BYTES } from "../ports/cache.ts";
import { memoryArtifacts } from "../../test/rig/memory.ts";
import { memoryCache } from "../../test/rig/memory-state.ts";
import { plan, task, type TaskWords } from "../../test/rig/plans.ts";
import { simulatedClock } from "../../test/rig/clock.ts";
import { cachedResults } from "./cached.ts";
import { results } from "./results.ts";

const KEY = digest("11".repeat(32));
const OTHER = digest("22".repeat(32));

const scope = (names: Readonly<Record<string, string>>): Scope => ({
  name: (name) =>
    Object.hasOwn(names, name)
      ? { kind: "value", value: names[name] ?? "", trust: "trusted" }
      : { kind: "absent", reference: name },
  status: { success: () => true, failure: () => false, cancelled: () => false },
});
const NOTHING = scope({});

const place = {
  needs: [],
  parent: -1,
  dependants: [],
  children: [],
  shielded: false,
  lane: { key: "", pools: [], quota: "", agent: "", second: null, spare: false },
  home: -1,
  stage: 0,
  item: null,
  spot: { stem: "", rounds: [] },
  attached: true,
};
const stateOf = (one: Task, costUsd: number | null = 0.5): TaskState => ({
  ...fresh(one, 0, place),
  usage: { inputTokens: 1, outputTokens: 1, costUsd },
});

/** A run of its own, with a store of its own, beside others that share the cache. */
function run(cache: Cache, at = 0, id = "20260101-120000-aaaa") {
  const artifacts = memoryArtifacts();
  const world = { run: runId(id), artifacts, cache, clock: simulatedClock(at), hash: digestOf };
  const kept = cachedResults(world, plan([]));
  const store = results(artifacts);
  return {
    ...kept,
    store,
    artifacts,
    /** Looks a task up, and if nothing is there does it. */
    does(one: Task, fingerprint: Digest, says: string, names: Scope = NOTHING): string {
      const own = stateOf(one);
      const found = kept.lookup(own, fingerprint, names);
      if (!found.ok) return found.error;
      if (found.value !== null) return `reused ${store.read(found.value.output)?.output ?? "nothing"}`;
      kept.keep(own, store.keep({ output: says }));
      return says;
    },
  };
}

const plain = task("a", { cache: {} });

describe("results of earlier runs", () => {
  it("are found under the fingerprint, with their run and their cost, among the artifacts of this run", () => {
    const cache = memoryCache();
    expect(run(cache).does(plain, KEY, "one")).toBe("one");
    const second = run(cache, 9, "20260101-120000-bbbb");
    const found = second.lookup(stateOf(plain), KEY, NOTHING);
    expect(found).toMatchObject({ ok: true, value: { run: "20260101-120000-aaaa", costUsd: 0.5 } });
    expect(second.does(plain, KEY, "two")).toBe("reused one");
    expect(second.does(plain, OTHER, "two")).toBe("two");
  });

  it("are neither looked for nor kept without `cache`, for a group, or where there is no cache", () => {
    const cache = memoryCache();
    const group = task("a", { cache: {}, work: { type: "parallel", steps: [], waitFor: "all" } });
    for (const one of [task("a"), group]) {
      run(cache).does(one, KEY, "one");
      expect(run(cache).does(one, KEY, "two")).toBe("two");
    }
    const { cache: _, ...world } = {
      run: runId("r"),
      artifacts: memoryArtifacts(),
      cache,
      clock: simulatedClock(),
      hash: digestOf,
    };
    expect(cachedResults(world, plan([])).lookup(stateOf(plain), KEY, NOTHING)).toEqual({
      ok: true,
      value: null,
    });
  });

  it("are too old once their time is over", () => {
    const cache = memoryCache();
    const brief = task("a", { cache: { ttl: millis(1000) } });
    run(cache, 5000).does(brief, KEY, "one");
    expect(run(cache, 5999).does(brief, KEY, "two")).toBe("reused one");
    expect(run(cache, 6000).does(brief, KEY, "two")).toBe("two");
    expect(run(cache, 6500).does(brief, KEY, "three")).toBe("reused two");
  });

  it("carry what was too large for the result itself", () => {
    const cache = memoryCache();
    const first = run(cache);
    const own = stateOf(plain);
    first.lookup(own, KEY, NOTHING);
    const whole = first.artifacts.put("all of it");
    first.keep(own, first.store.keep({ output: "all", whole }));
    const second = run(cache);
    second.lookup(stateOf(plain), KEY, NOTHING);
    expect(Buffer.from(second.artifacts.get(whole) ?? []).toString()).toBe("all of it");
  });

  it("are not kept where they are too large, and not taken where they do not hold together", () => {
    const cache = memoryCache();
    const first = run(cache);
    const own = stateOf(plain);
    first.lookup(own, KEY, NOTHING);
    const whole = first.artifacts.put(new Uint8Array(MOST_RESULT_BYTES));
    first.keep(own, first.store.keep({ output: "x", whole }));
    expect(run(cache).does(plain, KEY, "again")).toBe("again");
    for (const parts of [[], [Buffer.from("{")], [Buffer.from(`{"output":"x","whole":"${OTHER}"}`)]]) {
      const broken: Cache = {
        find: () => ({ run: runId("r"), costUsd: 0, at: millis(0), parts }),
        keep: () => undefined,
      };
      expect(run(broken).does(plain, KEY, "done")).toBe("done");
    }
  });

  it("keep unknown costs unknown", () => {
    const cache = memoryCache();
    const first = run(cache);
    const own = stateOf(plain, null);
    first.lookup(own, KEY, NOTHING);
    first.keep(own, first.store.keep({ output: "x" }));
    expect(run(cache).lookup(stateOf(plain), KEY, NOTHING)).toMatchObject({ value: { costUsd: null } });
  });
});

describe("a key of the author", () => {
  const keyed = (words: TaskWords = {}): Task => task("a", { cache: { key: "v${version}" }, ...words });

  it("stands for the values of expressions and for what other tasks gave", () => {
    const cache = memoryCache();
    run(cache).does(keyed(), KEY, "one", scope({ version: "1" }));
    expect(run(cache).does(keyed(), OTHER, "two", scope({ version: "1" }))).toBe("reused one");
    expect(run(cache).does(keyed(), KEY, "two", scope({ version: "2" }))).toBe("two");
  });

  it("does not stand for what is written for the task, for its name or for its agent", () => {
    const cache = memoryCache();
    const v1 = scope({ version: "1" });
    run(cache).does(keyed(), KEY, "one", v1);
    const others = [
      task("b", { cache: { key: "v${version}" } }),
      keyed({ parameters: { task: "something else" } }),
      keyed({ work: { type: "agent", agent: "other", runner: "scripted", options: {} } }),
      keyed({ env: { MODE: "x" } }),
      keyed({ schema: { type: "object" } }),
    ];
    for (const other of others) expect(run(cache).does(other, KEY, "anew", v1)).toBe("anew");
    const changedElsewhere = keyed({ priority: 9, retry: { maxAttempts: 3 } });
    expect(run(cache).does(changedElsewhere, KEY, "anew", v1)).toBe("reused one");
  });

  it("that cannot be evaluated is an error, and one that is absent switches the cache off", () => {
    const cache = memoryCache();
    const wrong = task("a", { cache: { key: "${1 +}" } });
    expect(run(cache).does(wrong, KEY, "one")).toContain("cache.key: ");
    const absent = task("a", { cache: { key: "${nothing}" } });
    run(cache).does(absent, KEY, "one");
    expect(run(cache).does(absent, KEY, "two")).toBe("two");
  });
});
