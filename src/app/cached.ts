/** Results of earlier runs: under which name a task's result is kept, and what is taken over from there. */
import { digest, type Digest, type TaskId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { canonical } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Scope } from "../core/expression/scope.ts";
import type { Cached } from "../core/journal/event.ts";
import { agentDigest } from "../core/plan/fingerprint.ts";
import type { Plan, Task } from "../core/plan/plan.ts";
import { isGroup, type TaskState } from "../core/run/state.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import { MOST_RESULT_BYTES } from "../ports/cache.ts";
import { results, type Results } from "./results.ts";
import type { World } from "./world.ts";

export interface CachedResults {
  /** What an earlier run gave for the same, now among this run's artifacts; an error is the author's. */
  lookup(task: TaskState, fingerprint: Digest, scope: Scope): Result<Cached | null, string>;
  /** For a task that was looked up and then succeeded by itself. */
  keep(task: TaskState, output: Digest): void;
}

type Keyed = Readonly<{ is: "key"; text: string } | { is: "absent" }>;

/** What the author wrote for the task, before anything in it was evaluated, under its own name. */
function writtenText(plan: Plan, { id, work, parameters, env, schema, verify }: Task): string {
  const agent = work.type === "agent" ? plan.agents[work.agent] : undefined;
  const by = agent === undefined ? null : agentDigest(agent);
  return JSON.stringify([id, work, parameters, env, schema ?? null, verify ?? null, by]);
}

/** Without `key` everything that makes a result must be equal; with it, what is written for the task and the key. */
function keyOf(plan: Plan, task: Task, fingerprint: Digest, scope: Scope): Result<Keyed, string> {
  const written = task.cache?.key;
  if (written === undefined) return ok({ is: "key", text: `fingerprint\n${fingerprint}` });
  const outcome = evaluateDeep(written, scope);
  if (!outcome.ok) return err(`cache.key: ${outcome.error.message}`);
  if (outcome.value.kind === "absent") return ok({ is: "absent" });
  return ok({ is: "key", text: `key\n${writtenText(plan, task)}\n${canonical(outcome.value.value)}` });
}

/** The result and every artifact that it names; nothing if they are too large together. */
function partsOf(artifacts: Artifacts, given: Results, output: Digest): readonly Uint8Array[] | null {
  const { whole, tree } = given.read(output) ?? {};
  // The files would have to come along, and fit to whatever another run begins with.
  if (tree !== undefined) return null;
  const names = whole === undefined ? [output] : [output, digest(whole)];
  const parts: Uint8Array[] = [];
  let room = MOST_RESULT_BYTES;
  for (const name of names) {
    const bytes = artifacts.head(name, room + 1);
    if (bytes === undefined || bytes.length > room) return null;
    parts.push(bytes);
    room -= bytes.length;
  }
  return parts;
}

/** Null if what was kept does not hold together: then the task is simply done again. */
function takenOver(artifacts: Artifacts, parts: readonly Uint8Array[]): Digest | null {
  const [output, ...others] = parts.map((part) => artifacts.put(part));
  if (output === undefined) return null;
  const given = results(artifacts).read(output);
  if (given === undefined) return null;
  return given.whole === undefined || others.some((name) => name === given.whole) ? output : null;
}

const NOTHING: Result<Cached | null, string> = ok(null);

export function cachedResults(
  world: Pick<World, "run" | "artifacts" | "cache" | "clock" | "hash">,
  plan: Plan,
): CachedResults {
  const { artifacts, cache, clock } = world;
  const given = results(artifacts);
  const keys = new Map<TaskId, Digest>();
  return {
    lookup(own, fingerprint, scope) {
      const { task } = own;
      keys.delete(task.id);
      if (cache === undefined || task.cache === undefined || isGroup(task)) return NOTHING;
      const found = keyOf(plan, task, fingerprint, scope);
      if (!found.ok) return found;
      if (found.value.is === "absent") return NOTHING;
      const key = world.hash(found.value.text);
      keys.set(task.id, key);
      const kept = cache.find(key);
      const { ttl } = task.cache;
      if (kept === undefined || (ttl !== undefined && clock.now() - kept.at >= ttl)) return NOTHING;
      const output = takenOver(artifacts, kept.parts);
      return output === null ? NOTHING : ok({ run: kept.run, output, costUsd: kept.costUsd });
    },
    keep({ task, usage }, output) {
      const key = keys.get(task.id);
      const parts = key === undefined ? null : partsOf(artifacts, given, output);
      if (cache === undefined || key === undefined || parts === null) return;
      cache.keep(key, { run: world.run, costUsd: usage.costUsd, at: clock.now(), parts });
    },
  };
}
