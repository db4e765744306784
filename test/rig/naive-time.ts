/** What time brings in the reference: ends, deadlines, answers, and moments at which a run is left and taken up. */
import type { FailureClass } from "../../src/core/journal/failure.ts";
import { delayBefore } from "../../src/core/run/retry.ts";
import { paidOf, soundsOf } from "./fate.ts";
import { FOREVER, playerOf } from "./naive-limits.ts";
import { above, ended, isLeaf, refreshed, type Row } from "./naive-rows.ts";
import { ANOTHERS, INFRA, NEVER, won } from "./naive-rules.ts";
import { NaiveStart } from "./naive-start.ts";

export class NaiveTime extends NaiveStart {
  protected hear(): void {
    for (const letter of this.letters.filter(({ at }) => at <= this.now)) {
      this.letters = this.letters.filter((other) => other !== letter);
      const { row, fits, verdict } = letter;
      // At the moment at which silence counts it has counted.
      const inTime = letter.at < row.askedAt + (row.task.timeout ?? FOREVER);
      if (fits && inTime && row.status === "asking") row.verdict ??= verdict;
    }
  }

  /** What is heard of an attempt on its way. */
  protected listen(row: Row): void {
    if (this.now >= row.endsAt) return;
    for (const { is, after, paid } of soundsOf(this.act(row)).slice(row.heard)) {
      if (row.attemptAt + after > this.now) return;
      row.heard += 1;
      if (is === "says") row.live = paid;
      else {
        row.heardAt = this.now;
        this.money.pay(row, paid);
      }
    }
  }

  protected end(): void {
    const running = this.rows.all.filter(({ status }) => status === "running");
    for (const row of running) this.listen(row);
    const done = running
      .filter(({ endsAt }) => endsAt <= this.now)
      .sort((a, b) => a.endsAt - b.endsAt || this.rows.all.indexOf(a) - this.rows.all.indexOf(b));
    for (const row of done) {
      const act = this.act(row);
      this.money.end(row, paidOf(act));
      if (act.fail !== undefined) this.fail(row, act.fail, act.back);
      else {
        row.gives = act.gives ?? `out ${row.id}`;
        const player = this.player(row);
        if (player.agent !== "") this.gates.succeeded(player, this.now);
        this.become(row, "success");
      }
    }
  }

  /** When it is tried again; null if this was the last word. */
  protected again(row: Row, kind: FailureClass, back: number | undefined): number | null {
    const { retry, fallback } = row.task;
    const player = this.player(row);
    if (kind === "quota" && player.quota !== "") {
      const until = this.gates.close(player, this.now, back);
      const other = playerOf(this.plan, row, true);
      return !row.fellBack && fallback?.agent !== undefined && other.quota !== player.quota
        ? this.now
        : until;
    }
    if (INFRA.includes(kind)) row.infra += 1;
    else row.agent += 1;
    const wait = delayBefore(retry, row.agent + row.infra, ["run", row.task.id, this.epoch, row.n]);
    const infra = INFRA.includes(kind) && row.infra < retry.infraMaxAttempts;
    const agent = !INFRA.includes(kind) && retry.on.includes(kind) && row.agent < retry.maxAttempts;
    if (!NEVER.includes(kind) && (infra || agent)) return this.now + wait;
    if (fallback === undefined || row.fellBack || (NEVER.includes(kind) && !ANOTHERS.includes(kind)))
      return null;
    Object.assign(row, { fellBack: true, agent: 0, infra: 0 });
    return this.now;
  }

  protected fail(row: Row, kind: FailureClass, back?: number): void {
    this.gates.failed(this.player(row), kind, this.now);
    row.slotted = false;
    const at = this.again(row, kind, back);
    if (at === null || at >= this.lastMoment(row)) {
      this.become(row, "failure");
      return;
    }
    Object.assign(row, { status: "waiting", retryAt: at });
  }

  protected lastMoment = ({ task, startedAt }: Row): number =>
    task.totalTimeout === undefined || startedAt === null ? FOREVER : startedAt + task.totalTimeout;

  protected deadlines(row: Row): [number, FailureClass][] {
    const { timeout = FOREVER, idleTimeout = FOREVER } = row.task;
    return [
      [this.lastMoment(row), "timeout"],
      [row.attemptAt + timeout, "timeout"],
      [row.heardAt + idleTimeout, "idle"],
    ];
  }

  /** What becomes of a row whose time is over. Whoever is to be ended anyway is not late any more. */
  protected late(row: Row): (() => void) | null {
    const { status, task } = row;
    if (above(row).some(won)) return null;
    const stopped = this.main(row) && this.stop !== "no";
    if (status === "asking") {
      const silent = row.verdict === null && this.now >= row.askedAt + (task.timeout ?? FOREVER);
      const approves = task.work.type === "approval" && task.work.onTimeout === "approve";
      return silent && !stopped ? () => this.decide(row, approves) : null;
    }
    if (status === "waiting") {
      const over = row.retryAt <= this.now && this.now >= this.lastMoment(row);
      return over && !stopped ? () => this.become(row, "failure") : null;
    }
    if (status !== "running" || (stopped && this.stop !== "drain")) return null;
    if (this.main(row) && this.money.overdrawn(row)) return null;
    const late = this.deadlines(row).find(([at]) => at <= this.now);
    return late === undefined ? null : () => this.timeOut(row, late[1]);
  }

  protected timeOut(row: Row, kind: FailureClass): void {
    this.money.end(row, this.brokenOff(row));
    this.fail(row, kind);
  }

  /** The quotas that hold back everybody who could be at work; null if time will move somebody on. */
  protected held(): readonly number[] | null {
    const waiting = this.rows.all.filter(
      (row) =>
        row.status === "waiting" ||
        (row.status === "pending" && this.passed.has(row) && row.task.role === this.phase()),
    );
    const far = waiting.map((row) => {
      const { quota } = this.player(row);
      const helped =
        !row.fellBack &&
        row.task.fallback?.agent !== undefined &&
        !this.gates.isFar(playerOf(this.plan, row, true).quota, this.now, this.limit());
      return this.gates.isFar(quota, this.now, this.limit()) && !helped
        ? (this.gates.quotas.get(quota)?.until ?? 0)
        : null;
    });
    return far.includes(null) ? null : far.filter((until) => until !== null);
  }

  protected parks(): boolean {
    if (this.running(() => true) > 0) return false;
    const held = this.held();
    return held !== null && (held.length > 0 || this.asking().length > 0);
  }

  protected news(): number {
    const asking = this.asking();
    if (asking.length === 0) return Math.min(...(this.held() ?? []));
    const letters = this.letters.filter(({ row }) => asking.includes(row)).map(({ at }) => at);
    return Math.min(...letters, ...asking.map(({ askedAt, task }) => askedAt + (task.timeout ?? FOREVER)));
  }

  protected resume(at: number): void {
    this.now = Math.max(this.now, at);
    this.epoch += 1;
    this.epochAt = this.now;
    this.gates.reopen();
    for (const row of this.rows.all)
      if (isLeaf(row) && !ended(row) && row.status !== "asking") refreshed(row, this.now);
  }

  protected nextMoment(): number {
    const { cancelAt = FOREVER } = this.world;
    const { all } = this.rows;
    const running = all.filter(({ status }) => status === "running");
    const waiting = all.filter(({ status }) => status === "waiting");
    const says = running.flatMap((row) => soundsOf(this.act(row)).map(({ after }) => row.attemptAt + after));
    const later = [
      ...says,
      ...waiting.flatMap((row) => [row.retryAt, this.lastMoment(row)]),
      ...this.gates.moments(),
      ...this.letters.map((letter) => letter.at),
      cancelAt,
      ["on_start", "task"].includes(this.phase()) ? this.limit() : FOREVER,
    ];
    return Math.min(
      ...running.flatMap((row) => [row.endsAt, ...this.deadlines(row).map(([moment]) => moment)]),
      ...this.asking().map(({ askedAt, task }) => askedAt + (task.timeout ?? FOREVER)),
      ...later.filter((moment) => moment > this.now),
    );
  }
}
