/** The reference's picture of money, quotas and the health of agents. */
import type { Budget, Plan } from "../../src/core/plan/plan.ts";
import { UNHEALTHY } from "./naive-rules.ts";
import { above, type Row } from "./naive-rows.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import type { Paid } from "./fate.ts";

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

export const FOREVER = Number.POSITIVE_INFINITY;

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

  /** `limit` is when the run has to have ended; without one there is a longest wait. */
  isFar(quota: string, now: number, limit: number): boolean {
    const until = this.quotas.get(quota)?.until;
    return until !== undefined && (limit === FOREVER ? until - now > LONGEST : until >= limit);
  }

  moments(): readonly number[] {
    return [
      ...[...this.quotas.values()].map(({ until }) => until),
      ...[...this.failures.keys()].flatMap((agent) => this.healthyAt(agent) ?? []),
    ];
  }
}

type Purse = { limit: Budget; owner: Row | null; costUsd: number; tokens: number; agents: number };

/** What is set aside. */
export type Held = Readonly<{ costUsd?: number; tokens?: number }>;

type Currency = "costUsd" | "tokens";

export type Offer = Readonly<
  { is: "free"; reserve: Held | null } | { is: "later" } | { is: "spent"; owner: Row | null }
>;

/** Where nobody knows what something cost, it cost what was set aside for it. */
const priceOf = (paid: Paid, held: Held | null): Readonly<Record<Currency, number>> => ({
  costUsd: paid.costUsd ?? held?.costUsd ?? 0,
  tokens: paid.costUsd === null && paid.tokens === 0 ? (held?.tokens ?? 0) : paid.tokens,
});

const less = (held: Held | null, price: Readonly<Record<Currency, number>>): Held | null =>
  held === null
    ? null
    : {
        ...(held.costUsd === undefined ? {} : { costUsd: Math.max(0, held.costUsd - price.costUsd) }),
        ...(held.tokens === undefined ? {} : { tokens: Math.max(0, held.tokens - price.tokens) }),
      };

export class Money {
  readonly #rows: () => readonly Row[];
  readonly #run: Purse;
  readonly #purses = new Map<Row, Purse>();

  constructor(plan: Plan, rows: () => readonly Row[]) {
    this.#rows = rows;
    this.#run = { limit: plan.settings.budget, owner: null, costUsd: 0, tokens: 0, agents: 0 };
  }

  #of(row: Row): readonly Purse[] {
    const owners = [row, ...above(row)].flatMap((owner): readonly Purse[] => {
      const limit = owner.task.budget;
      if (limit === undefined) return [];
      const purse = this.#purses.get(owner) ?? { limit, owner, costUsd: 0, tokens: 0, agents: 0 };
      this.#purses.set(owner, purse);
      return [purse];
    });
    return [...owners, this.#run];
  }

  #drawing(purse: Purse): readonly Row[] {
    return this.#rows().filter((row) => row.status === "running" && this.#of(row).includes(purse));
  }

  /** Who has said that it costs more than what was set aside for it will hardly take that back. */
  #left(purse: Purse, limit: number, of: Currency): number {
    return this.#drawing(purse).reduce(
      (left, { held, live }) => left - Math.max(held?.[of] ?? 0, live?.[of] ?? 0),
      limit - purse[of],
    );
  }

  offer(row: Row, places: number): Offer {
    const least: Record<Currency, number> = { costUsd: FOREVER, tokens: FOREVER };
    for (const purse of this.#of(row)) {
      const { maxAgents = FOREVER, maxCostUsd, maxTokens } = purse.limit;
      if (purse.agents >= maxAgents) return { is: "spent", owner: purse.owner };
      const sharing = purse.owner === row ? 1 : places;
      const limits = [["costUsd", maxCostUsd] as const, ["tokens", maxTokens] as const];
      for (const [of, limit] of limits) {
        if (limit === undefined) continue;
        const left = this.#left(purse, limit, of);
        const somebody = this.#drawing(purse).some(({ held }) => held !== null);
        if (left <= 1e-9) return somebody ? { is: "later" } : { is: "spent", owner: purse.owner };
        const share = of === "costUsd" ? left / sharing : Math.max(1, Math.floor(left / sharing));
        least[of] = Math.min(least[of], share);
      }
    }
    const reserve = {
      ...(least.costUsd === FOREVER ? {} : { costUsd: least.costUsd }),
      ...(least.tokens === FOREVER ? {} : { tokens: least.tokens }),
    };
    return { is: "free", reserve: Object.keys(reserve).length === 0 ? null : reserve };
  }

  begin(row: Row, reserve: Held | null): void {
    row.held = reserve;
    for (const purse of this.#of(row)) purse.agents += row.task.work.type === "agent" ? 1 : 0;
  }

  /** A call of it has ended; of what was set aside the rest stays so. */
  pay(row: Row, paid: Paid): void {
    const price = priceOf(paid, row.held);
    for (const purse of this.#of(row)) {
      purse.costUsd += price.costUsd;
      purse.tokens += price.tokens;
    }
    row.held = less(row.held, price);
    row.live = null;
  }

  end(row: Row, paid: Paid | undefined): void {
    if (paid !== undefined) this.pay(row, paid);
    row.held = null;
    row.live = null;
  }

  #passed(purse: Purse): boolean {
    const { maxCostUsd = FOREVER, maxTokens = FOREVER } = purse.limit;
    const told = this.#drawing(purse).filter(({ heard }) => heard > 0);
    if (told.length === 0) return false;
    const sum = (of: Currency): number => told.reduce((all, { live }) => all + (live?.[of] ?? 0), purse[of]);
    return sum("costUsd") > maxCostUsd + 1e-9 || sum("tokens") > maxTokens;
  }

  /** What is known to be spent is more than the run may spend. */
  overrun = (): boolean => this.#passed(this.#run);

  /** Whose own budget, or that of a group around it, is passed in the same way. */
  overdrawn = (row: Row): boolean =>
    row.task.work.type === "agent" &&
    this.#of(row).some((purse) => purse !== this.#run && this.#passed(purse));
}
