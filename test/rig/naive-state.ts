/** What the reference knows of a run, and how the run as a whole is stopped and concluded. */
import type { Plan } from "../../src/core/plan/plan.ts";
import type { Act, World } from "./fate.ts";
import { FOREVER, Gates, Money, playerOf, type Player } from "./naive-limits.ts";
import { ended, isLeaf, Rows, type Row } from "./naive-rows.ts";
import { fails } from "./naive-rules.ts";

const ORDER = ["on_start", "task", "compensate", "finally", "on_success", "on_failure", "on_complete"];

type Letter = Readonly<{ row: Row; at: number; verdict: string; fits: boolean }>;

export class NaiveState {
  readonly rows: Rows;
  readonly starts: string[] = [];
  protected readonly plan: Plan;
  protected readonly world: World;
  protected readonly gates: Gates;
  protected readonly money: Money;
  protected readonly passed = new Set<Row>();
  protected letters: Letter[] = [];
  protected now = 0;
  protected epoch = 1;
  protected epochAt = 0;
  protected stop: "no" | "drain" | "end" | "cancel" = "no";
  protected why = "";
  protected undone = false;
  concluded: string | null = null;

  constructor(plan: Plan, world: World) {
    this.plan = plan;
    this.world = world;
    this.rows = new Rows(plan.tasks);
    this.gates = new Gates(plan);
    this.money = new Money(plan, () => this.rows.all);
  }

  protected main = ({ task }: Row): boolean => task.role === "task" || task.role === "on_start";

  protected phase(): string {
    const open = (role: string): boolean =>
      this.rows.all.some((row) => row.task.role === role && !ended(row));
    return (
      ORDER.find((role) => open(role) || (role === "compensate" && this.undoes() && !this.undone)) ?? "done"
    );
  }

  protected undoes = (): boolean =>
    this.plan.settings.onFailure === "rollback" &&
    (this.why === "failure" || (this.stop === "no" && this.rows.all.some(fails)));

  /** When the tasks must have ended: what cleans up has its time after it, but at most half of it all. */
  protected limit(): number {
    const { timeout = FOREVER, finallyTimeout } = this.plan.settings;
    const cleansUp = this.rows.all.some(({ task }) => task.role === "finally");
    return this.epochAt + timeout - (cleansUp ? Math.min(finallyTimeout, timeout / 2) : 0);
  }

  protected cancelIfDue(): void {
    const { cancelAt = FOREVER } = this.world;
    if (this.now < cancelAt || this.stop === "cancel" || !["on_start", "task"].includes(this.phase())) return;
    // What is ended already for another reason stays so.
    if (this.stop !== "end") this.why = "cancel";
    if (this.stop !== "end") this.stop = "cancel";
  }

  protected stopIfDue(): boolean {
    if (!["on_start", "task"].includes(this.phase()) || this.stop === "end" || this.stop === "cancel")
      return false;
    const why = this.now >= this.limit() ? "timeout" : this.money.overrun() ? "budget" : null;
    if (why !== null) {
      Object.assign(this, { stop: "end", why });
      return true;
    }
    const { onFailure } = this.plan.settings;
    if (this.stop !== "no" || onFailure === "continue" || !this.rows.all.some(fails)) return false;
    this.stop = onFailure === "cancel" ? "end" : "drain";
    this.why = "failure";
    return true;
  }

  protected conclude(): boolean {
    if (
      this.concluded !== null ||
      !["on_success", "on_failure", "on_complete", "done"].includes(this.phase())
    )
      return false;
    const missed = this.rows.all.some(
      ({ task, status }) => task.role === "task" && task.required && status !== "success",
    );
    const unclean = this.rows.all.some(
      ({ task, status }) => task.role === "finally" && task.onFailure === "fail" && status === "failure",
    );
    const bad = this.stop !== "no" || this.rows.all.some(fails) || missed || unclean;
    this.concluded = this.stop === "cancel" ? "cancelled" : bad ? "failure" : "success";
    return true;
  }

  protected become(row: Row, status: string): boolean {
    row.status = status === "failure" && row.task.onFailure === "skip" ? "skipped" : status;
    row.slotted = false;
    row.doneAt = this.now;
    if (!isLeaf(row)) row.gives = `group ${row.id}`;
    this.passed.delete(row);
    return true;
  }

  protected stopRow(row: Row, status: string): boolean {
    row.stopped = true;
    return this.become(row, status);
  }

  protected act = ({ task, n, attemptAt }: Row): Act => this.world.act(task.id, n, attemptAt);

  protected player = (row: Row): Player => playerOf(this.plan, row, row.fellBack);

  protected running = (wanted: (row: Row) => boolean): number =>
    this.rows.all.filter((row) => row.status === "running" && wanted(row)).length;

  protected asking = (): readonly Row[] => this.rows.all.filter(({ status }) => status === "asking");
}
