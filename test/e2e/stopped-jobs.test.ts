/** Runs over jobs that a failure, or the end of the money, stops: real processes on machines that share nothing but two services. */
import { describe, expect, test } from "vitest";
import type { Segment } from "../../src/core/journal/event.ts";
import { counted, jobScene, jobsOf } from "../rig/job-scene.ts";
import { logOf } from "../rig/orchestrated.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 180_000;

const says = (own: string, name: string): string => `echo ${name} >> ${own}/ran`;
const command = (id: string, script: string, needs = ""): string =>
  `  - { id: ${id}, type: command, ${needs === "" ? "" : `dependencies: [${needs}], `}run: [sh, -c, "${script}"] }\n`;
const agent = (id: string, cost: number, needs = ""): string =>
  `  - { id: ${id}, agent: checker, dependencies: [${needs}], mock: { output: fine, cost_usd: ${cost} } }\n`;

/** What each wave was given of the money. */
const grants = (segments: readonly Segment[]): readonly (readonly number[])[] =>
  segments
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.type === "wave.dispatched" ? [entry] : []))
    .toSorted((a, b) => a.wave - b.wave)
    .map(({ legs }) => legs.map(({ costUsd = 0 }) => Math.round(costUsd * 100) / 100));

const cutIn = (segments: readonly Segment[]): readonly string[] =>
  segments
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.type === "task.cancelled" ? [entry.task] : []));

const spent = (segments: readonly Segment[]): number =>
  segments
    .flatMap(({ entries }) => entries)
    .reduce((sum, entry) => sum + (entry.type === "task.succeeded" ? (entry.usage?.costUsd ?? 0) : 0), 0);

describe("a run over jobs", () => {
  test(
    "that a failure stops begins nothing more, is red where it stopped, and goes on there once that is mended",
    async () => {
      const stopped = (own: string): string => `name: stopped
settings: { on_failure: stop }
tasks:
${command("one", says(own, "one"))}${command("two", says(own, "two"))}${command("bad", `${says(own, "bad")}; test -e ${own}/mended`)}${command("later", says(own, "later"), "one, two")}`;
      const { fake, results, played, ran, mend } = await jobScene(stopped);
      const first = await played.start();
      expect(first.conclusion, logOf(first)).toBe("failure");
      expect(jobsOf(first)).toEqual([
        "a1 success",
        "finish failure",
        "plan success",
        "w1 (w1-bad) failure",
        "w1 (w1-one) success",
        "w1 (w1-two) success",
      ]);
      expect(counted(ran())).toEqual({ bad: 1, one: 1, two: 1 });
      mend();
      const second = await played.rerunFailed();
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(counted(ran())).toEqual({ bad: 2, later: 1, one: 1, two: 1 });
      expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "success" }]);
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "that a failure cancels ends the others with it, those that wait and those at work, and all come back",
    async () => {
      const cancelled = (own: string): string => `name: cancelled
settings: { on_failure: cancel }
tasks:
${command("bad", `while ! test -e ${own}/ran; do sleep 0.05; done; test -e ${own}/mended`)}${command("slow", `${says(own, "slow")}; test -e ${own}/mended || sleep 60; ${says(own, "whole")}`)}${command("third", says(own, "third"))}${command("later", says(own, "later"), "bad, slow, third")}`;
      const { fake, results, played, ran, mend, segments } = await jobScene(cancelled, { max_parallel: "2" });
      const first = await played.start();
      expect(first.conclusion, logOf(first)).toBe("failure");
      expect(jobsOf(first), logOf(first)).toEqual([
        "a1 failure",
        "finish failure",
        "plan success",
        "w1 (w1-bad) failure",
        "w1 (w1-slow) cancelled",
        "w1 (w1-third) cancelled",
      ]);
      expect(ran()).toEqual(["slow"]);
      const log = logOf(first);
      expect(log).toContain('stopped because "bad" failed');
      expect(cutIn(segments())).toEqual(["slow"]);
      expect(log).toContain('the end of a leg is not in the journal: "w1-third"');
      expect(log).toContain("`Re-run failed jobs` does them again");
      expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
      mend();
      const second = await played.rerunFailed();
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(counted(ran())).toEqual({ later: 1, slow: 2, third: 1, whole: 1 });
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "buys no more than its budget, whoever buys, says that money ended it, and buys nothing again",
    async () => {
      const bought = (): string => `name: bought
settings: { budget: { max_cost_usd: 1 } }
tasks:
${agent("a", 0.3)}${agent("b", 0.3)}${agent("c", 0.2, "a, b")}${agent("d", 0.2, "a, b")}${agent("e", 0.2, "c, d")}`;
      const { fake, played, segments } = await jobScene(bought);
      const first = await played.start();
      const log = logOf(first);
      expect(first.conclusion, log).toBe("failure");
      expect(grants(segments())).toEqual([[0.5, 0.5], [0.2, 0.2], []]);
      expect(log).toContain("stopped because the limit on cost was reached");
      expect(log).toContain("budget: spent $1.00 of $1.00");
      expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "timed_out" }]);
      const again = await played.rerunFailed();
      expect(again.conclusion, logOf(again)).toBe("failure");
      expect(played.begun.filter(({ attempt }) => attempt === 2)).toEqual([
        { attempt: 2, path: "agents / finish" },
      ]);
      expect(spent(segments())).toBe(1);
    },
    PATIENCE,
  );
});
