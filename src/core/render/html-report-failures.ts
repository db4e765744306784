/** What a report begins with: what somebody has to do, and what went wrong in its own words. */
import { failures, isGroupRow } from "../view/outline.ts";
import type { Report } from "../view/report.ts";
import { answerCommands } from "../view/waiting.ts";
import { iconOf, plural } from "./board-words.ts";
import { oneLine } from "../guard/sanitise.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { failureText } from "./html-report-detail.ts";
import { anchorOf, rowsOf } from "./html-report-tasks.ts";

const MOST_FAILURES = 20;
/** Characters of each; its own part has more. */
const MAX_CAUSE = 6000;
const MAX_NAME = 120;

const command = (line: string): Html => html`<pre class="do">${line}</pre>`;

/** Nothing for a run that succeeded or goes on. */
export function nextSection({ board, run, driven }: Report): Html {
  const { model, gates } = board;
  if (model.conclusion === "success" || (driven && gates.length === 0)) return NOTHING;
  const asked = gates.map((gate) => {
    const { approve, reject } = answerCommands(run, gate);
    return html`<p>${gate.question?.prompt ?? "the question has been lost"}</p>
      ${command(`${approve}\n${reject}`)}`;
  });
  return html`<section id="next">
    <h2>What to do</h2>
    ${asked}
    <p>Where the run's state lies, go on; what succeeded is kept:</p>
    ${command(`agent-orchestrator resume ${run}`)}
  </section> `;
}

export function failuresSection({ board }: Report): Html {
  const places = new Map(rowsOf(board).map((row, index) => [row.id, index]));
  const rows = failures(board.model).filter((row) => !isGroupRow(row));
  if (rows.length === 0) return NOTHING;
  const parts = rows.slice(0, MOST_FAILURES).map((row) => {
    const tries = row.attempts > 1 ? ` after ${row.attempts} attempts` : "";
    return html`<article>
      <h3>
        <span aria-hidden="true">${iconOf(row)}</span>
        <a href="#${anchorOf(places.get(row.id) ?? 0)}">${oneLine(row.id, MAX_NAME)}</a
        ><small>${tries}</small>
      </h3>
      ${failureText(row, MAX_CAUSE)}
    </article> `;
  });
  const more = rows.length - parts.length;
  return html`<section id="failures">
    <h2>What went wrong</h2>
    ${parts}${more > 0 ? html`<p>${plural(more, "failed task")} more: see the table.</p>` : NOTHING}
  </section> `;
}
