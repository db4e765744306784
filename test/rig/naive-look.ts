/** How the reference looks at one task: whether it may begin, what it comes to, and how a group goes on. */
import { checkDelegated } from "../../src/core/plan/delegated.ts";
import { membersOf } from "../../src/core/plan/delegation.ts";
import type { Paid } from "./fate.ts";
import { FOREVER } from "./naive-limits.ts";
import { above, ended, isLeaf, type Row } from "./naive-rows.ts";
import { allows, closing, counts, refusal, won } from "./naive-rules.ts";
import { NaiveState } from "./naive-state.ts";

const taken = (group: Row): string =>
  group.task.work.type !== "conditional" ? "all" : group.answer === "no" ? "else" : "then";

export class NaiveLook extends NaiveState {
  /** Looks at one task that is not at work; true if something about it changed. */
  protected look(row: Row): boolean {
    const { status } = row;
    if (ended(row)) return false;
    if (status === "open") return this.close(row);
    const stopped = this.main(row) && this.stop !== "no";
    const loses = above(row).some(won);
    if (status === "running" || status === "waiting" || status === "asking") {
      const over = status === "running" ? stopped && this.stop !== "drain" : stopped;
      if (status === "running" && !over && !loses && this.main(row) && this.money.overdrawn(row))
        return this.overdraw();
      if (!over && !loses)
        return status === "asking" && row.verdict !== null && this.decide(row, row.verdict === "approve");
      if (status === "running") this.money.end(row, this.brokenOff(row));
      row.stopped = !loses;
      return this.become(row, "cancelled");
    }
    return this.consider(row);
  }

  /** What an attempt that is ended early has cost. */
  protected brokenOff = (row: Row): Paid | undefined => row.live ?? this.act(row).broken;

  protected overdrawn = (): readonly Row[] =>
    this.rows.all.filter(
      (row) =>
        row.status === "running" && this.main(row) && !above(row).some(won) && this.money.overdrawn(row),
    );

  /** All at once: whoever reported it does not save the others by its end. */
  protected overdraw(over: readonly Row[] = this.overdrawn()): boolean {
    for (const row of over) {
      this.money.end(row, this.brokenOff(row));
      this.become(row, "failure");
    }
    return over.length > 0;
  }

  protected decide(row: Row, approved: boolean): boolean {
    row.gives = `approved ${row.id}`;
    return this.become(row, approved ? "success" : "failure");
  }

  protected consider(row: Row): boolean {
    const { task, parent } = row;
    const stopped = this.main(row) && this.stop !== "no";
    if (
      ["on_success", "on_failure"].includes(task.role) &&
      this.concluded !== null &&
      `on_${this.concluded}` !== task.role
    )
      return this.become(row, "skipped");
    if (this.main(row) && this.stop === "cancel") return this.stopRow(row, "cancelled");
    if (this.phase() !== task.role) return false;
    if (parent !== null) {
      const opened = parent.startedAt !== null;
      if ((opened && taken(parent) !== task.parent?.branch) || (!opened && ended(parent)))
        return this.become(row, "skipped");
      if (above(row).some(won)) return this.become(row, "cancelled");
      if (!opened) return false;
    }
    if (!row.needs.every(ended)) return false;
    const kinds = row.needs.map(counts);
    if (!allows(task.rule, kinds)) return this.become(row, refusal(task.rule, kinds));
    if (stopped) return this.stopRow(row, "skipped");
    return this.free(row);
  }

  /** Nothing but its own condition and a place is wanting. */
  protected free(row: Row): boolean {
    const { task } = row;
    if (task.dynamic && row.answer === null) {
      row.answer = this.world.answer(task.id);
      if (row.answer === "error") return this.become(row, "failure");
    }
    if (row.answer === "no" && task.work.type !== "conditional") return this.become(row, "skipped");
    if (row.answer === "missing") return this.become(row, "skipped");
    const hit = task.cache === undefined ? null : (this.world.cached?.(task.id) ?? null);
    if (hit !== null) {
      Object.assign(row, { gives: hit, cached: true });
      return this.become(row, "success");
    }
    if (task.work.type === "approval") return this.ask(row);
    if (isLeaf(row)) {
      this.passed.add(row);
      return false;
    }
    row.startedAt = this.now;
    row.status = "open";
    return true;
  }

  protected ask(row: Row): boolean {
    Object.assign(row, { status: "asking", startedAt: this.now, askedAt: this.now });
    const words = this.world.people?.(row.task.id) ?? [];
    const letters = words.map(({ after, verdict, fits }) => ({ row, at: this.now + after, verdict, fits }));
    this.letters = [...this.letters, ...letters].sort((a, b) => a.at - b.at);
    return true;
  }

  protected close(group: Row): boolean {
    if (!group.steps.every(ended)) return false;
    if (above(group).some(won)) return this.become(group, "cancelled");
    if (won(group)) return this.become(group, "success");
    const result = closing(group);
    if (result !== "grow" && result !== "stopped") return this.become(group, result);
    if (result === "stopped" || this.stop !== "no") return this.stopRow(group, "cancelled");
    return this.grow(group);
  }

  protected grow(group: Row): boolean {
    const { work, id } = group.task;
    const rounds = group.grown + 1;
    switch (work.type) {
      case "for_each": {
        const items = this.world.items?.(id) ?? [];
        if (items.length === 0)
          return this.become(group, { success: "success", skip: "skipped", fail: "failure" }[work.onEmpty]);
        this.rows.expand(
          group,
          items.map(({ key }) => key),
        );
        break;
      }
      case "loop": {
        const needed = work.until === undefined ? work.maxIterations : (this.world.rounds?.(id) ?? 1);
        if (rounds >= needed) return this.become(group, "success");
        const late = this.now >= (group.startedAt ?? 0) + (work.maxDuration ?? FOREVER);
        if (rounds >= work.maxIterations || late) return this.become(group, "failure");
        group.grown += 1;
        this.rows.again(group);
        return true;
      }
      case "delegate": {
        const words =
          this.world.hands?.(
            id,
            membersOf(work.team).map((member) => member.id),
          ) ?? [];
        if (words.length === 0 && work.team.length === 0) return this.become(group, "success");
        const depth = above(group).filter(({ task }) => task.work.type === "delegate").length;
        const checked = checkDelegated(this.plan, group.task, words, depth);
        if (!checked.ok) return this.become(group, "failure");
        this.rows.delegate(this.plan, group, checked.value);
        break;
      }
      case "autonomous": {
        const team = membersOf(work.team).map((member) => member.id);
        const member = (this.world.picks?.(id, team) ?? [])[group.grown];
        if (member === undefined) return this.become(group, "success");
        if (rounds > work.maxIterations) return this.become(group, "failure");
        group.grown += 1;
        this.rows.pick(group, member);
        return true;
      }
      default:
        throw new Error(`${id} does not grow`);
    }
    group.grown += 1;
    return true;
  }
}
