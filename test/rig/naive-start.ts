/** Whom the reference gives the next free place. */
import { ASK_AGAIN } from "./fate.ts";
import { FOREVER, playerOf, type Held, type Player } from "./naive-limits.ts";
import { NaiveLook } from "./naive-look.ts";
import { above, type Row } from "./naive-rows.ts";

export class NaiveStart extends NaiveLook {
  protected full(row: Row): boolean {
    const { pool } = row.task;
    const { pools } = this.plan.settings;
    const poolOf = ({ task }: Row): string | undefined => task.pool;
    if (pool !== undefined && this.running((other) => poolOf(other) === pool) >= (pools[pool] ?? FOREVER))
      return true;
    return above(row).some((group) => {
      const each = group.task.work;
      if (each.type !== "for_each" || each.maxParallel === undefined) return false;
      return this.running((other) => above(other).includes(group)) >= each.maxParallel;
    });
  }

  protected shut = (player: Player): boolean =>
    player.agent !== "" &&
    this.gates.shut(player, this.now, ({ agent, quota }) => ({
      agent: this.running((row) => this.player(row).agent === agent) > 0,
      quota: this.running((row) => this.player(row).quota === quota) > 0,
    }));

  protected eligible(): Row[] {
    const { all } = this.rows;
    const phase = this.phase();
    return all
      .filter(
        (row) =>
          (row.status === "pending" && row.task.role === phase && this.passed.has(row)) ||
          (row.status === "waiting" && row.retryAt <= this.now),
      )
      .sort((a, b) => b.task.priority - a.task.priority || all.indexOf(a) - all.indexOf(b));
  }

  protected startSome(): boolean {
    const free = this.plan.settings.maxParallel - this.running(() => true);
    if (free <= 0) return false;
    for (const row of this.eligible()) {
      if (this.full(row)) continue;
      const shut = this.shut(this.player(row));
      const other = playerOf(this.plan, row, true);
      if (shut && (row.fellBack || row.task.fallback?.agent === undefined || this.shut(other))) continue;
      const counted = row.task.work.type === "agent" && ["on_start", "task"].includes(this.phase());
      const offer = counted ? this.money.offer(row, free) : ({ is: "free", reserve: null } as const);
      if (offer.is === "later") continue;
      if (offer.is === "spent") return this.refuse(row, offer.owner);
      if (row.task.concurrency !== undefined && !row.slotted) return this.claim(row);
      this.start(row, shut, offer.reserve);
      return true;
    }
    return false;
  }

  protected refuse(row: Row, owner: Row | null): boolean {
    if (owner !== null) return this.become(row, "failure");
    this.stop = "drain";
    this.why = "budget";
    return true;
  }

  protected claim(row: Row): boolean {
    const { group = "", limit = 1, onLimit = "queue" } = row.task.concurrency ?? {};
    const own = this.rows.all.filter(
      (other) => other.slotted && other.task.concurrency?.group === group,
    ).length;
    const others = this.now < (this.world.takenUntil?.(group) ?? 0) ? 1 : 0;
    if (own + others < limit) {
      row.slotted = true;
      return true;
    }
    if (onLimit === "cancel") return this.become(row, "skipped");
    if (onLimit === "fail") return this.become(row, "failure");
    Object.assign(row, { status: "waiting", retryAt: this.now + ASK_AGAIN });
    return true;
  }

  protected start(row: Row, standIn: boolean, reserve: Held | null): void {
    row.status = "running";
    row.n += 1;
    row.fellBack ||= standIn;
    row.startedAt ??= this.now;
    row.attemptAt = this.now;
    Object.assign(row, { heard: 0, heardAt: this.now, live: null });
    row.endsAt = this.now + this.act(row).after;
    this.money.begin(row, reserve);
    this.starts.push(`${this.now} ${row.id}#${row.n}`);
  }
}
