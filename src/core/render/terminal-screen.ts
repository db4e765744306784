/** The live region: what runs now, in a fixed number of lines below everything that is finished. */
import type { Millis, TaskId } from "../base/brand.ts";
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Progress, Running } from "../view/progress.ts";
import { cells, padded } from "./columns.ts";
import { costText } from "./money.ts";
import { painter, type Style } from "./paint.ts";

const MAX_ROWS = 8;
const BAR = 22;
/** Room that most names fit into, so that columns do not jump when tasks come and go. */
const LEAST_TASK = 14;
const LEAST_WHO = 14;

type Widths = Readonly<{ task: number; who: number }>;

export type Frame = Readonly<{ now: number; columns: number; tick: number }>;

const SPIN_UNICODE = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const SPIN_ASCII = ["|", "/", "-", "\\"];

function bar(model: Progress, style: Style): string {
  const total = model.graph.total();
  const share = total === 0 ? 1 : Math.min(1, model.done.size / total);
  const full = Math.floor(share * BAR);
  const [on, off] = style.unicode ? ["█", "░"] : ["#", "."];
  return style.paint("green", on.repeat(full)) + style.paint("dim", off.repeat(BAR - full));
}

function headline(model: Progress, frame: Frame, style: Style): string {
  const plain = headlineText(model, frame, { ...style, paint: painter(false) });
  return cells(plain) < frame.columns ? headlineText(model, frame, style) : fitted(plain, frame.columns);
}

function headlineText(model: Progress, frame: Frame, style: Style): string {
  const age = model.startedAt === null ? 0 : frame.now - model.startedAt;
  const failed = model.failed.size === 0 ? "" : `  ${style.paint("red", `${model.failed.size} failed`)}`;
  const cost = model.costUsd === 0 ? "" : `  ${costText(model.costUsd)}`;
  const name = style.paint("bold", oneLine(model.plan.name, 40));
  return ` ${name}  ${model.done.size}/${model.graph.total()}  ${bar(model, style)}  ${lengthText(age)}${cost}${failed}`;
}

/** A line longer than the terminal would wrap, and repainting would then climb too few lines. */
function fitted(text: string, columns: number): string {
  if (cells(text) < columns) return text;
  let cut = "";
  let width = 0;
  for (const point of text) {
    width += cells(point);
    if (width >= columns - 1) break;
    cut += point;
  }
  return `${cut}…`;
}

function whoOf(each: Running, model: Progress): string {
  const work = model.graph.find(each.task)?.work;
  return work === undefined ? "" : work.type === "agent" ? oneLine(work.agent, 20) : work.type;
}

function row(each: Running, model: Progress, frame: Frame, style: Style, widths: Widths): string {
  const spin = style.unicode ? SPIN_UNICODE : SPIN_ASCII;
  const sign = spin[frame.tick % spin.length] ?? "*";
  const again = each.n > 1 ? ` attempt ${each.n}` : "";
  const age = lengthText(frame.now - each.since).padStart(6);
  const text = ` ${sign} ${padded(each.task, widths.task)}  ${padded(whoOf(each, model), widths.who)} ${age}${again}  ${oneLine(each.note, 80)}`;
  return fitted(text.trimEnd(), frame.columns);
}

function askingRow(task: TaskId, since: Millis, frame: Frame, style: Style, widths: Widths): string {
  const sign = style.unicode ? "◇" : "?";
  const age = lengthText(frame.now - since).padStart(6);
  const text = ` ${sign} ${padded(task, widths.task)}  ${padded("approval", widths.who)} ${age}  waits for an answer`;
  return fitted(text, frame.columns);
}

/** The lines of the region, oldest running task first. */
export function liveRegion(model: Progress, frame: Frame, style: Style): readonly string[] {
  const running = [...model.running.values()];
  const shown = running.slice(0, MAX_ROWS);
  const widths: Widths = {
    task: Math.max(LEAST_TASK, ...shown.map((each) => cells(each.task))),
    who: Math.max(LEAST_WHO, ...shown.map((each) => cells(whoOf(each, model)))),
  };
  const hidden = running.length - shown.length;
  const asking = [...model.asking].slice(0, MAX_ROWS);
  return [
    headline(model, frame, style),
    ...shown.map((each) => row(each, model, frame, style, widths)),
    ...(hidden > 0 ? [`   and ${hidden} more`] : []),
    ...asking.map(([task, since]) => askingRow(task, since, frame, style, widths)),
  ];
}
