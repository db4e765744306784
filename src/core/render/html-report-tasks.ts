/** The table of a report: every task with its bars on one axis of time, so that a row is read as a whole. */
import type { Millis } from "../base/brand.ts";
import { clockText, lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Board } from "../view/board.ts";
import { isGroupRow, type Row } from "../view/outline.ts";
import type { Report } from "../view/report.ts";
import type { Try } from "../view/tries.ts";
import { iconOf, plural, resultOf, wordOf } from "./board-words.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { costText } from "./money.ts";

/** A table of more rows counts the rest. */
export const MOST_REPORT_ROWS = 10_000;
const MAX_NAME = 120;
const MAX_RESULT = 200;
/** The length of the axis, in units of the drawing. */
const AXIS = 1000;
const LEAST_BAR = 3;
const TICKS = 5;
/** Deeper groups are not moved further to the right. */
const DEEPEST = 6;

/** What hooks did not come to is no news. */
export const rowsOf = ({ model }: Board): readonly Row[] =>
  model.rows.filter(({ role, status }) => role === "task" || status !== "pending");

/** A name for links that no text of others is part of. */
export const anchorOf = (at: number): string => `t-${at + 1}`;

export const classOf = (row: Row): string => wordOf(row).replace(" ", "-");

type Span = Readonly<{ start: number; length: number }>;

/** Waiting before the first start is left out: it would swamp the work. */
export function spanOf({ tries, board, driven, madeAt }: Report): Span | null {
  let [start, end] = [Infinity, -Infinity];
  for (const all of tries.values())
    for (const one of all) {
      start = Math.min(start, one.start);
      end = Math.max(end, one.end ?? one.start);
    }
  if (start === Infinity) return null;
  const { finishedAt } = board.model;
  const last = finishedAt ?? (driven ? madeAt : null);
  return { start, length: Math.max(1, Math.max(end, last ?? end) - start) };
}

const at = (span: Span, moment: number): number =>
  Math.min(AXIS, Math.max(0, Math.round(((moment - span.start) / span.length) * AXIS)));

const kindOf = ({ ended, people }: Try): string => (people === true ? "people" : (ended ?? "open"));

const WORDS: Readonly<Record<string, string>> = {
  people: "waited for people",
  open: "no end",
  success: "succeeded",
  failure: "failed",
  cancelled: "cancelled",
};

function bar(one: Try, span: Span): Html {
  const from = Math.min(at(span, one.start), AXIS - LEAST_BAR);
  const until = one.end ?? ((span.start + span.length) as Millis);
  const width = Math.max(LEAST_BAR, at(span, until) - from);
  const words = [
    `attempt ${one.n}`,
    ...(one.epoch > 1 ? [`start ${one.epoch} of the run`] : []),
    WORDS[kindOf(one)] ?? "",
    `${clockText(one.start, 0)} UTC`,
    lengthText(until - one.start),
  ];
  return html`<rect class="b-${kindOf(one)}" x="${from}" y="3" width="${width}" height="14" rx="2"
    ><title>${words.join(", ")}</title></rect
  >`;
}

function drawing(bars: readonly Try[], span: Span | null): Html {
  if (span === null || bars.length === 0) return NOTHING;
  return html`<svg
    viewBox="0 0 ${AXIS} 20"
    preserveAspectRatio="none"
    role="img"
    aria-label="${plural(bars.length, "attempt")}"
  >
    ${bars.map((one) => bar(one, span))}
  </svg>`;
}

const took = ({ startedAt, finishedAt, reused }: Row): number | null =>
  startedAt === null || finishedAt === null || reused ? null : finishedAt - startedAt;

function rowLine(row: Row, index: number, report: Report, span: Span | null): Html {
  const { usage, reused, depth, agent, type } = row;
  const length = took(row);
  const cost = usage.costUsd === 0 || reused ? "" : costText(usage.costUsd);
  const name = oneLine(row.id, MAX_NAME);
  return html`<tr
    class="s-${classOf(row)}"
    data-n="${index}"
    data-t="${length ?? -1}"
    data-c="${usage.costUsd ?? -1}"
  >
    <td class="word"><span aria-hidden="true">${iconOf(row)}</span> ${wordOf(row)}</td>
    <td class="d${Math.min(depth, DEEPEST)}"><a href="#${anchorOf(index)}">${name}</a></td>
    <td class="who">${oneLine(agent ?? (type === "approval" ? "people" : type), MAX_NAME)}</td>
    <td class="num">${length === null ? "" : lengthText(length)}</td>
    <td class="num">${cost}</td>
    <td class="gantt">${isGroupRow(row) ? NOTHING : drawing(report.tries.get(row.id) ?? [], span)}</td>
    <td class="said">${oneLine(resultOf(row), MAX_RESULT)}</td>
  </tr> `;
}

function axis(span: Span | null): Html {
  if (span === null) return html`When`;
  const ticks = Array.from({ length: TICKS }, (_, n) => (n / (TICKS - 1)) * span.length);
  return html`<div class="axis">
    ${ticks.map((tick) => html`<span>${tick === 0 ? clockText(span.start, 0) : `+${lengthText(tick)}`}</span>`)}
  </div>`;
}

const CONTROLS = html`<div class="controls" hidden>
  <label>Find <input type="search" id="find" autocomplete="off" /></label>
  <label><input type="checkbox" id="bad" /> only what did not succeed</label>
  <label
    >Order
    <select id="order">
      <option value="n">as in the file</option>
      <option value="t">longest first</option>
      <option value="c">dearest first</option>
    </select></label
  >
  <span id="count" role="status"></span>
</div>`;

export function tasksSection(report: Report): Html {
  const all = rowsOf(report.board);
  const rows = all.slice(0, MOST_REPORT_ROWS);
  const span = spanOf(report);
  const more = all.length - rows.length;
  return html`<section id="tasks">
    <h2>Tasks</h2>
    ${CONTROLS}
    <div class="wide" tabindex="0" role="region" aria-label="Tasks and when they ran">
      <table class="tasks">
        <thead>
          <tr>
            <th>State</th>
            <th>Task</th>
            <th class="who">Agent</th>
            <th class="num">Time</th>
            <th class="num">Cost</th>
            <th class="gantt">${axis(span)}</th>
            <th class="said">Result</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, index) => rowLine(row, index, report, span))}
        </tbody>
      </table>
    </div>
    <p class="key">
      <span class="k b-success"></span> succeeded <span class="k b-failure"></span> failed
      <span class="k b-open"></span> no end <span class="k b-cancelled"></span> cancelled
      <span class="k b-people"></span> waited for people; times are UTC
    </p>
    ${more === 0 ? NOTHING : html`<p>${plural(more, "task")} more not shown.</p>`}
  </section> `;
}
