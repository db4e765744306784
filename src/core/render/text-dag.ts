/** A plan as a picture made of text: levels from top to bottom, and beside each task what it waits for. */
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Plan, Role, Task } from "../plan/plan.ts";
import { agentOf } from "../view/outline.ts";
import { graph, type Graph } from "../view/graph.ts";
import { aligned, padded } from "./columns.ts";
import type { Style } from "./paint.ts";

const MAX_CONDITION = 72;
const MAX_NAME = 40;
const STANDARD_RULE = "none_failed_min_one_success";

type Signs = Readonly<{
  critical: string;
  task: string;
  after: string;
  bar: string;
  fork: string;
  last: string;
  inside: string;
  arrow: string;
}>;

const UNICODE: Signs = {
  critical: "◆",
  task: "○",
  after: "←",
  bar: "│",
  fork: "├─",
  last: "└─",
  inside: "·",
  arrow: " → ",
};
const ASCII: Signs = {
  critical: "#",
  task: "o",
  after: "<-",
  bar: "|",
  fork: "|-",
  last: "`-",
  inside: ".",
  arrow: " -> ",
};

const plural = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? "" : "s"}`;

function who(task: Task): string {
  const { work } = task;
  switch (work.type) {
    case "agent":
      return oneLine(work.agent, MAX_NAME);
    case "command":
      return "command";
    case "parallel":
      return work.waitFor === "any" ? "group, first wins" : "group";
    case "conditional":
      return "either, or";
    default:
      return work.type;
  }
}

function retryMark(task: Task): readonly string[] {
  const { maxAttempts, delay, backoff } = task.retry;
  if (maxAttempts <= 1) return [];
  return [
    `up to ${maxAttempts} attempts (${lengthText(delay)}${backoff === "exponential" ? ", growing" : ""})`,
  ];
}

function marks(task: Task): readonly string[] {
  const { work } = task;
  return [
    ...(work.type === "conditional" ? [`if ${oneLine(work.condition, MAX_CONDITION)}`] : []),
    ...(task.condition === undefined ? [] : [`if ${oneLine(task.condition, MAX_CONDITION)}`]),
    ...(task.rule === STANDARD_RULE || task.role !== "task" ? [] : [`when ${task.rule}`]),
    ...Object.keys(task.extra).map((key) => key),
    ...retryMark(task),
    ...(task.timeout === undefined ? [] : [`at most ${lengthText(task.timeout)}`]),
    ...(task.onFailure === "continue" ? ["may fail"] : []),
    ...(task.onFailure === "skip" ? ["skipped on failure"] : []),
    ...(task.required ? ["required"] : []),
    ...(task.pool === undefined ? [] : [`pool ${oneLine(task.pool, MAX_NAME)}`]),
    ...(task.maxCostUsd === undefined ? [] : [`at most $${task.maxCostUsd}`]),
  ];
}

const inside = (task: Task, signs: Signs): string =>
  task.parent === undefined
    ? ""
    : `${signs.inside} in ${task.parent.id}${task.parent.branch === "all" ? "" : `, ${task.parent.branch}`}`;

function cellsOf(task: Task, lead: string, sign: string, style: Style, signs: Signs): readonly string[] {
  const { paint } = style;
  const waits = task.needs.length === 0 ? "" : `${signs.after} ${task.needs.join(", ")}`;
  const agent = who(task);
  return [
    `${paint("dim", lead)}${sign} ${paint("bold", task.id)}`,
    agentOf(task) === null ? paint("dim", agent) : paint("cyan", agent),
    paint("dim", [waits, inside(task, signs)].filter((text) => text !== "").join(" ")),
    paint("yellow", marks(task).join(", ")),
  ];
}

function headline(plan: Plan, model: Graph, style: Style, signs: Signs): readonly string[] {
  const tasks = plan.tasks.filter((task) => task.role === "task").length;
  const { settings } = plan;
  const facts = [
    plural(tasks, "task"),
    plural(model.levels.length, "level"),
    `${settings.maxParallel} at once`,
    `on failure ${settings.onFailure}`,
    ...(settings.timeout === undefined ? [] : [`at most ${lengthText(settings.timeout)}`]),
    ...(settings.budget.maxCostUsd === undefined ? [] : [`at most $${settings.budget.maxCostUsd}`]),
  ];
  const description = oneLine(plan.description, 100);
  return [
    `${style.paint("bold", oneLine(plan.name, MAX_NAME))}  ${style.paint("dim", facts.join(` ${signs.inside} `))}`,
    ...(description === "" ? [] : [description]),
  ];
}

type Drawn = Readonly<{ level: number; cells: readonly string[] | null }>;

function drawnLevels(model: Graph, style: Style, signs: Signs): readonly Drawn[] {
  const onPath = new Set(model.critical);
  return model.levels.flatMap((tasks, level) => {
    const rows = tasks.map((task, at): Drawn => {
      const lead = tasks.length === 1 ? "" : at === tasks.length - 1 ? `${signs.last} ` : `${signs.fork} `;
      const sign = onPath.has(task.id) ? style.paint("green", signs.critical) : signs.task;
      return { level: at === 0 ? level + 1 : 0, cells: cellsOf(task, lead, sign, style, signs) };
    });
    return level + 1 < model.levels.length ? [...rows, { level: 0, cells: null }] : rows;
  });
}

function levelLines(model: Graph, style: Style, signs: Signs): readonly string[] {
  const drawn = drawnLevels(model, style, signs);
  const texts = aligned(drawn.flatMap((row) => (row.cells === null ? [] : [row.cells])));
  const width = String(model.levels.length).length;
  let next = 0;
  return drawn.map((row) => {
    const number = padded(row.level === 0 ? "" : String(row.level), width);
    if (row.cells === null) return `  ${" ".repeat(width)}  ${style.paint("dim", signs.bar)}`;
    const text = texts[next] ?? "";
    next += 1;
    return `  ${style.paint("dim", number)}  ${text}`;
  });
}

const HANDLER_WORDS: Readonly<Record<Exclude<Role, "task">, string>> = {
  on_start: "before",
  finally: "finally",
  on_success: "on success",
  on_failure: "on failure",
  on_complete: "at the end",
};

function handlerLines(model: Graph, style: Style, signs: Signs): readonly string[] {
  if (model.handlers.length === 0) return [];
  const rows = model.handlers.flatMap((task) =>
    task.role === "task"
      ? []
      : [[style.paint("dim", HANDLER_WORDS[task.role]), ...cellsOf(task, "", signs.task, style, signs)]],
  );
  return ["", ...aligned(rows).map((line) => `  ${line}`)];
}

export function textDag(plan: Plan, style: Style): string {
  const signs = style.unicode ? UNICODE : ASCII;
  const model = graph(plan);
  const path =
    model.critical.length < 2
      ? []
      : ["", `  ${style.paint("green", signs.critical)} longest path: ${model.critical.join(signs.arrow)}`];
  return [
    ...headline(plan, model, style, signs),
    "",
    ...levelLines(model, style, signs),
    ...handlerLines(model, style, signs),
    ...path,
    "",
  ].join("\n");
}
