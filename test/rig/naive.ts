/**
 * The reference: a scheduler that looks at everything all the time. Slow, without a journal, and written to be believed
 * on reading. It shares nothing with the kernel but the words of the plan.
 */
import type { Plan } from "../../src/core/plan/plan.ts";
import type { World } from "./fate.ts";
import { ended } from "./naive-rows.ts";
import { NaiveTime } from "./naive-time.ts";

export type Naive = Readonly<{
  statuses: Readonly<Record<string, string>>;
  starts: readonly string[];
  conclusion: string;
}>;

class Naively extends NaiveTime {
  run(): void {
    for (let guard = 0; guard < 2_000; guard += 1) {
      this.cancelIfDue();
      this.settleAll();
      if (this.phase() === "done") return;
      const next = this.parks() ? this.news() : this.nextMoment();
      if (!Number.isFinite(next)) return;
      if (this.parks()) this.resume(next);
      else this.now = Math.max(this.now, next);
      this.cancelIfDue();
      this.hear();
      this.end();
      this.stopIfDue();
      const ends = this.rows.all.flatMap((row) => this.late(row) ?? []);
      if (ends.length > 0) this.overdraw();
      for (const end of ends) end();
    }
    const open = this.rows.all.filter((row) => !ended(row)).map(({ id, status }) => `${id} ${status}`);
    throw new Error(`the reference goes round in circles at ${this.now}: ${open.join(", ")}`);
  }

  /** The first of whom there is something to say; those at work who are to be ended are ended together. */
  protected lookAround(): boolean {
    const working = this.rows.all.filter(({ status }) => status === "running");
    const over = this.overdrawn();
    const first = this.rows.all.find((row) => this.look(row));
    if (first !== undefined && working.includes(first)) {
      for (const row of working) this.look(row);
      this.overdraw(over.filter(({ status }) => status === "running"));
    }
    return first !== undefined;
  }

  protected settleAll(): void {
    for (;;) {
      if (this.phase() === "compensate" && !this.undone) {
        this.undone = true;
        this.rows.undo();
        continue;
      }
      if (this.conclude() || this.stopIfDue()) continue;
      // The kernel learns of a stop before it starts anything, so starts come last.
      if (!this.lookAround() && !this.startSome()) return;
    }
  }
}

export function naive(plan: Plan, world: World): Naive {
  const run = new Naively(plan, world);
  run.run();
  return {
    statuses: Object.fromEntries(run.rows.all.map((row) => [row.id, ended(row) ? row.status : "open"])),
    starts: run.starts,
    conclusion: run.concluded ?? "none",
  };
}
