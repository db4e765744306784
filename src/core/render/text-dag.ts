/** A plan as a picture made of text: levels from top to bottom, and beside each task what it waits for. */
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Budget, Plan, Role, Task } from "../plan/plan.ts";
import { agentOf } from "../view/outline.ts";
import { graph, type Graph } from "../view/graph.ts";
import { preview, type Preview } from "../view/preview.ts";
import { aligned, padded } from "./columns.ts";
import type { Style } from "./paint.ts";
import { marks, MAX_NAME, plural, who } from "./plan-marks.ts";
import { previewLines } from "./preview.ts";

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

function headline(plan: Plan, limits: Budget, model: Graph, style: Style, signs: Signs): readonly string[] {
  const tasks = plan.tasks.filter((task) => task.role === "task").length;
  const { settings } = plan;
  const facts = [
    plural(tasks, "task"),
    plural(model.levels.length, "level"),
    `${settings.maxParallel} at once`,
    `on failure ${settings.onFailure}`,
    ...(settings.timeout === undefined ? [] : [`at most ${lengthText(settings.timeout)}`]),
    ...(limits.maxCostUsd === undefined ? [] : [`at most $${limits.maxCostUsd}`]),
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
  compensate: "to undo",
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

const costLines = (model: Preview, style: Style): readonly string[] => {
  const lines = previewLines(model);
  return lines.length === 0
    ? []
    : ["", ...lines.map((line, at) => `  ${style.paint("dim", at === 0 ? "cost" : "    ")}  ${line}`)];
};

/** `limits` are those that hold for this run, if somebody changed them. */
export function textDag(plan: Plan, style: Style, limits: Budget = plan.settings.budget): string {
  const signs = style.unicode ? UNICODE : ASCII;
  const model = graph(plan);
  const path =
    model.critical.length < 2
      ? []
      : ["", `  ${style.paint("green", signs.critical)} longest path: ${model.critical.join(signs.arrow)}`];
  return [
    ...headline(plan, limits, model, style, signs),
    "",
    ...levelLines(model, style, signs),
    ...handlerLines(model, style, signs),
    ...path,
    ...costLines(preview(plan, limits), style),
    "",
  ].join("\n");
}
