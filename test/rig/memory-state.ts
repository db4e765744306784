/** What is kept across runs, without a disk: the same promises, kept in memory. */
import type { Cache, Kept } from "../../src/ports/cache.ts";
import type { Execution, Health } from "../../src/ports/health.ts";
import type { Slots } from "../../src/ports/slots.ts";

export function memoryCache(): Cache {
  const results = new Map<string, Kept>();
  return {
    find: (key) => results.get(key),
    keep: (key, kept) =>
      void results.set(key, { ...kept, parts: kept.parts.map((part) => Uint8Array.from(part)) }),
  };
}

export function memoryHealth(): Health {
  const logs = new Map<string, Execution[]>();
  return {
    agents: () => [...logs.keys()].sort(),
    recent: (agent) => logs.get(agent) ?? [],
    note(execution) {
      const log = logs.get(execution.agent) ?? [];
      logs.set(execution.agent, [...log, execution]);
    },
  };
}

export function memorySlots(): Slots {
  const groups = new Map<string, Set<Readonly<{ holder: string }>>>();
  return {
    take(group, limit, holder) {
      const held = groups.get(group) ?? new Set();
      groups.set(group, held);
      if (held.size >= limit) return { holders: [...held].map((each) => each.holder) };
      const own = { holder };
      held.add(own);
      return { slot: { release: () => void held.delete(own) } };
    },
  };
}
