/** What all shared places promise. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localSlots } from "../../src/adapters/store/slots.ts";
import type { Slot, Slots } from "../../src/ports/slots.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memorySlots } from "../rig/memory-state.ts";
import { runs } from "../rig/properties.ts";
import { until } from "../rig/spawned.ts";

const kinds: Readonly<Record<string, () => Slots>> = {
  "in memory": memorySlots,
  "on disk": () => localSlots(temporaryFolder()),
};

function taken(slots: Slots, group: string, limit: number, holder: string): Slot {
  const found = slots.take(group, limit, holder);
  if (!("slot" in found)) throw new Error(`no place: ${found.holders.join(", ")}`);
  return found.slot;
}

describe.each(Object.entries(kinds))("places %s", (_, open) => {
  it("are given out up to the limit, then the holders are named", () => {
    const slots = open();
    taken(slots, "deploy", 2, "a");
    taken(slots, "deploy", 2, "b");
    const refused = slots.take("deploy", 2, "c");
    expect("holders" in refused && [...refused.holders].sort()).toEqual(["a", "b"]);
  });

  it("are free again after release, which may come twice", () => {
    const slots = open();
    const first = taken(slots, "deploy", 1, "a");
    first.release();
    const second = taken(slots, "deploy", 1, "b");
    first.release();
    expect(slots.take("deploy", 1, "c")).toEqual({ holders: ["b"] });
    second.release();
    taken(slots, "deploy", 1, "c");
  });

  it("of one group are no business of another", () => {
    const slots = open();
    taken(slots, "../deploy", 1, "a");
    taken(slots, "deploy", 1, "b");
  });

  it("are counted whatever the limit was under which they were taken", () => {
    const slots = open();
    const many = ["a", "b", "c"].map((holder) => taken(slots, "deploy", 3, holder));
    many[0]?.release();
    expect(slots.take("deploy", 1, "d")).toEqual({ holders: ["b", "c"] });
    many[1]?.release();
    many[2]?.release();
    taken(slots, "deploy", 1, "d");
  });

  it("are never more than the limit, whatever is taken and released", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 })), { maxLength: 30 }),
        (moves) => {
          const slots = open();
          const held: Slot[] = [];
          for (const [take, limit] of moves) {
            if (!take) {
              held.shift()?.release();
              continue;
            }
            const found = slots.take("g", limit, "me");
            expect("slot" in found).toBe(held.length < limit);
            if ("slot" in found) held.push(found.slot);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

const MODULE = new URL("../../src/adapters/store/slots.ts", import.meta.url).href;
const NODE = new URL("../../node_modules/node/bin/node", import.meta.url).pathname;
/** Takes and releases as told by its dice; every change is one line, written while it is true. */
const RIVAL = `
  import { appendFileSync, existsSync } from "node:fs";
  import { localSlots } from ${JSON.stringify(MODULE)};
  const [state, name, limit, rounds, seed] = process.argv.slice(1);
  const slots = localSlots(state);
  let at = Number(seed);
  const chance = () => ((at = (Math.imul(at, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  const tell = (sign) => appendFileSync(state + "/log", sign + " " + process.pid + "\\n");
  const held = [];
  appendFileSync(state + "/ready", "x");
  while (!existsSync(state + "/go"));
  for (let round = 0; round < Number(rounds); round += 1) {
    if (chance() < 0.5) {
      const taken = slots.take("g", Number(limit), name);
      if ("slot" in taken) { held.push(taken.slot); tell("+"); }
    } else if (held.length > 0) { tell("-"); held.pop().release(); }
    if (chance() < 0.002) process.kill(process.pid, "SIGKILL");
  }
  for (const slot of held) { tell("-"); slot.release(); }
`;

type Played = Readonly<{ most: number; takes: number; killed: number }>;

async function play(state: string, limits: readonly number[], rounds: number, seed: number): Promise<Played> {
  const rivals = limits.map((limit, name) => {
    const words = [state, `rival ${name}`, limit, rounds, seed + name].map(String);
    return spawn(NODE, ["--input-type=module-typescript", "-e", RIVAL, ...words], { stdio: "inherit" });
  });
  const ended = rivals.map((child) => once(child, "exit"));
  const ready = join(state, "ready");
  await until("all rivals", () => existsSync(ready) && readFileSync(ready, "utf8").length === limits.length);
  writeFileSync(join(state, "go"), "");
  const codes = await Promise.all(ended);
  const lines = existsSync(join(state, "log"))
    ? readFileSync(join(state, "log"), "utf8").split("\n").slice(0, -1)
    : [];
  const killed = new Set(
    rivals.filter((_, index) => codes[index]?.[1] === "SIGKILL").map(({ pid }) => String(pid)),
  );
  // Nobody can say when the places of the killed became free, so only those of the others are counted.
  let [now, most] = [0, 0];
  for (const line of lines) {
    const [sign, pid = ""] = line.split(" ");
    if (killed.has(pid)) continue;
    now += sign === "+" ? 1 : -1;
    most = Math.max(most, now);
  }
  return { most, takes: lines.filter((line) => line.startsWith("+")).length, killed: killed.size };
}

describe("places that real processes want at once", () => {
  it("are never more than the limit, and the dead lose theirs", async () => {
    let seed = 1;
    for (let round = 0; round < Math.min(runs(3), 20); round += 1) {
      const state = temporaryFolder();
      const { most, takes } = await play(state, [2, 2, 2, 2], 300, (seed += 1000));
      expect(most, `seed ${seed}`).toBeLessThanOrEqual(2);
      expect(takes).toBeGreaterThan(2);
      const slots = localSlots(state);
      taken(slots, "g", 2, "after");
      taken(slots, "g", 2, "after");
      const [folder = ""] = readdirSync(join(state, "slots"));
      expect(
        readdirSync(join(state, "slots", folder)).filter((name) => name.startsWith("place")),
      ).toHaveLength(2);
    }
  }, 60_000);
});
