/** One task of a report: what it was asked, what it gave, what it wrote, and every try. */
import { cut } from "../base/cut.ts";
import { clockText, lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import { FAILURES, OF_GROUPS } from "../view/explain.ts";
import { isGroupRow, type Row } from "../view/outline.ts";
import type { Report } from "../view/report.ts";
import type { Try } from "../view/tries.ts";
import { causeOf, iconOf, resultOf, wordOf } from "./board-words.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { anchorOf } from "./html-report-tasks.ts";
import { costText, countText } from "./money.ts";

const MAX_NAME = 120;
const MAX_RESULT = 300;
/** Of attempts in a table; the journal has the rest. */
const MOST_TRIES = 50;

export type Size = Readonly<{ log: number; output: number; asked: number }>;

const block = (title: string, text: string): Html =>
  html`<h4>${title}</h4>
    <pre>${text}</pre>`;

/** Our own words mark commands with backticks. */
const marked = (text: string): readonly Html[] =>
  text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

export function failureText(row: Row, limit: number): Html {
  const { failure } = row;
  if (failure === null) return NOTHING;
  const { sentence, hint } =
    (isGroupRow(row) ? OF_GROUPS[failure.kind] : undefined) ?? FAILURES[failure.kind];
  const words =
    failure.message.trim() === ""
      ? NOTHING
      : html`<pre class="bad">${cut(failure.message.trim(), limit)}</pre>`;
  return html`${words}
    <p>${sentence}. ${marked(hint)}</p>`;
}

const tokensOf = ({ usage }: Try): string =>
  usage === null || usage.inputTokens + usage.outputTokens === 0
    ? ""
    : `${countText(usage.inputTokens)} in, ${countText(usage.outputTokens)} out`;

function tryLine(one: Try): Html {
  const { epoch, n, start, end, ended, failure, usage, people } = one;
  const result =
    failure === null ? (people === true ? "waited for people" : (ended ?? "no end")) : causeOf(failure);
  return html`<tr>
    <td>${epoch > 1 ? `${epoch}.` : ""}${n}</td>
    <td>${clockText(start, 0)}</td>
    <td class="num">${end === null ? "" : lengthText(end - start)}</td>
    <td class="num">${usage === null || usage.costUsd === 0 ? "" : costText(usage.costUsd)}</td>
    <td class="num">${tokensOf(one)}</td>
    <td>${oneLine(result, MAX_RESULT)}</td>
  </tr>`;
}

/** One that succeeded at once needs no table, and thousands of tables take their time. */
function onlyTry(one: Try): Html {
  const tokens = tokensOf(one);
  return html`<p>Started ${clockText(one.start, 0)} UTC${tokens === "" ? "" : `, tokens: ${tokens}`}.</p>`;
}

function triesTable(all: readonly Try[]): Html {
  const [first] = all;
  if (first === undefined) return NOTHING;
  if (all.length === 1 && first.ended === "success") return onlyTry(first);
  const more = all.length - MOST_TRIES;
  return html`<table>
      <thead>
        <tr>
          <th>Attempt</th>
          <th>Start</th>
          <th class="num">Time</th>
          <th class="num">Cost</th>
          <th class="num">Tokens</th>
          <th>Ended with</th>
        </tr>
      </thead>
      <tbody>
        ${all.slice(-MOST_TRIES).map(tryLine)}
      </tbody>
    </table>
    ${more > 0 ? html`<p>${more} earlier attempts not shown.</p>` : NOTHING}`;
}

/** The last characters, from the beginning of a line on. */
function ending(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const tail = text.slice(-limit);
  const line = tail.indexOf("\n");
  return `…\n${line < 0 ? tail : tail.slice(line + 1)}`;
}

export function detailOf(report: Report, row: Row, index: number, size: Size): Html {
  const asked = size.asked === 0 ? "" : report.asked(row.id);
  const said = report.said(row.id, { output: size.output, log: size.log });
  const origin = row.origin === null ? "" : `Made by ${row.origin} while the run went on. `;
  const needs = report.needs.get(row.id) ?? [];
  const after = needs.length === 0 ? "" : `After ${needs.join(", ")}. `;
  return html`<details class="task s-${wordOf(row).replace(" ", "-")}" id="${anchorOf(index)}">
    <summary>
      <span aria-hidden="true">${iconOf(row)}</span> ${oneLine(row.id, MAX_NAME)}
      <small>${wordOf(row)}</small>
    </summary>
    <p>${oneLine(`${origin}${after}${resultOf(row)}`, 1000)}</p>
    ${failureText(row, size.log)}${triesTable(report.tries.get(row.id) ?? [])}${asked === "" ? NOTHING : block("Asked, as written", cut(asked, size.asked))}${said.output === null || size.output === 0 ? NOTHING : block("Gave", cut(said.output, size.output))}${said.log === null || size.log === 0 ? NOTHING : block("Wrote", ending(said.log, size.log))}
  </details> `;
}
