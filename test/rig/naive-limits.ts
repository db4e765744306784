/** The reference's picture of money, quotas and the health of agents. */
import type { Budget, Plan } from "../../src/core/plan/plan.ts";
import { UNHEALTHY } from "./naive-rules.ts";
import { above, type Row } from "./naive-rows.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";

/** Who makes the attempts, and on whose quota. Empty for a command. */
export type Player = Readonly<{ agent: string; quota: string }>;

export function playerOf(plan: Plan, { task }: Row, fellBack: boolean): Player {
  const { work, fallback, pool } = task;
  if (work.type !== "agent") return { agent: "", quota: "" };
  const agent = (fellBack ? fallback?.agent : undefined) ?? work.agent;
  const usual = agent === work.agent ? work.runner : (plan.agents[agent]?.runner ?? work.runner);
  const runner = (fellBack ? fallback?.runner : undefined) ?? usual;
  return { agent, quota: pool ?? runner };
}

const QUOTA_WAIT = 60_000;
const LONGEST = 3_600_000;

type Gate = { until: number; closings: number };

export class Gates {
  readonly quotas = new Map<string, Gate>();
  /** When each agent failed since it last succeeded. */
  readonly failures = new Map<string, number[]>();
  readonly #succeeded = new Map<string, number>();
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  reopen(): void {
    this.failures.clear();
    this.#succeeded.clear();
    for (const gate of this.quotas.values()) gate.until = 0;
  }

  close({ quota }: Player, now: number, back: number | undefined): number {
    const before = this.quotas.get(quota);
    const again = before !== undefined && now < before.until;
    const closings = (before?.closings ?? 0) + (again ? 0 : 1);
    const asked =
      back === undefined || back <= 0
        ? now + Math.min(QUOTA_WAIT * 2 ** (closings - 1), LONGEST)
        : now + back;
    const until = again ? Math.max(before.until, asked) : asked;
    this.quotas.set(quota, { until, closings });
    return until;
  }

  succeeded({ agent, quota }: Player, now: number): void {
    this.quotas.delete(quota);
    this.failures.set(agent, []);
    this.#succeeded.set(agent, now);
  }

  failed({ agent }: Player, kind: FailureClass, now: number): void {
    if (agent === "" || !UNHEALTHY.includes(kind) || this.#succeeded.get(agent) === now) return;
    this.failures.set(agent, [...(this.failures.get(agent) ?? []), now]);
  }

  /** When an agent may be tried again; null if it may be asked as it is. */
  healthyAt(agent: string): number | null {
    const { failures, coolDown } = this.#plan.settings.circuit;
    const known = this.failures.get(agent) ?? [];
    return known.length >= failures ? Math.max(...known) + coolDown : null;
  }

  /** `busy` says whether somebody of the same agent or quota is at work. */
  shut(
    player: Player,
    now: number,
    busy: (other: Player) => Readonly<{ agent: boolean; quota: boolean }>,
  ): boolean {
    const gate = this.quotas.get(player.quota);
    const at = this.healthyAt(player.agent);
    const work = busy(player);
    return (
      (gate !== undefined && (now < gate.until || work.quota)) || (at !== null && (now < at || work.agent))
    );
  }

  isFar(quota: string, now: number): boolean {
    return (this.quotas.get(quota)?.until ?? 0) - now > LONGEST;
  }

  moments(): readonly number[] {
    return [
      ...[...this.quotas.values()].map(({ until }) => until),
      ...[...this.failures.keys()].flatMap((agent) => this.healthyAt(agent) ?? []),
    ];
  }
}

type Purse = { limit: Budget; owner: Row | null; spent: number; agents: number };

export type Offer = Readonly<
  { is: "free"; reserve: number | null } | { is: "later" } | { is: "spent"; owner: Row | null; limit: string }
>;

export class Money {
  readonly #rows: () => readonly Row[];
  readonly #run: Purse;
  readonly #purses = new Map<Row, Purse>();

  constructor(plan: Plan, rows: () => readonly Row[]) {
    this.#rows = rows;
    this.#run = { limit: plan.settings.budget, owner: null, spent: 0, agents: 0 };
  }

  #of(row: Row): readonly Purse[] {
    const owners = [row, ...above(row)].flatMap((owner): readonly Purse[] => {
      const limit = owner.task.budget;
      if (limit === undefined) return [];
      const purse = this.#purses.get(owner) ?? { limit, owner, spent: 0, agents: 0 };
      this.#purses.set(owner, purse);
      return [purse];
    });
    return [...owners, this.#run];
  }

  #drawing(purse: Purse): readonly Row[] {
    return this.#rows().filter((row) => row.status === "running" && this.#of(row).includes(purse));
  }

  offer(row: Row, places: number): Offer {
    let reserve: number | null = null;
    for (const purse of this.#of(row)) {
      const { maxAgents, maxCostUsd } = purse.limit;
      if (maxAgents !== undefined && purse.agents >= maxAgents)
        return { is: "spent", owner: purse.owner, limit: "agents" };
      if (maxCostUsd === undefined) continue;
      const drawing = this.#drawing(purse);
      const holding = drawing.filter(({ held }) => held !== null);
      // Who has said that it costs more than what was set aside for it will hardly take that back.
      const left =
        maxCostUsd -
        purse.spent -
        drawing.reduce((sum, { held, live }) => sum + Math.max(held ?? 0, live ?? 0), 0);
      if (left <= 1e-9)
        return holding.length > 0 ? { is: "later" } : { is: "spent", owner: purse.owner, limit: "cost" };
      const share = left / (purse.owner === row ? 1 : places);
      reserve = reserve === null ? share : Math.min(reserve, share);
    }
    return { is: "free", reserve };
  }

  begin(row: Row, reserve: number | null): void {
    row.held = reserve;
    for (const purse of this.#of(row)) purse.agents += row.task.work.type === "agent" ? 1 : 0;
  }

  end(row: Row, cost: number | null | undefined): void {
    if (cost !== undefined) for (const purse of this.#of(row)) purse.spent += cost ?? row.held ?? 0;
    row.held = null;
    row.live = null;
  }

  /** What is known to be spent is more than the run may spend. */
  overrun(): boolean {
    const { maxCostUsd } = this.#run.limit;
    if (maxCostUsd === undefined) return false;
    const told = this.#drawing(this.#run).reduce((sum, { live }) => sum + (live ?? 0), 0);
    return told > 0 && this.#run.spent + told > maxCostUsd + 1e-9;
  }
}
