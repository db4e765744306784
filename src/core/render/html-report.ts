/** A run as one page that can be carried away: it asks nothing of any network, and says all it has to say without its script. */
import { byteLength, cut } from "../base/cut.ts";
import { isoText, lengthText } from "../base/instant.ts";
import { isolationText } from "../base/isolation.ts";
import { sha256 } from "../base/sha256.ts";
import { oneLine } from "../guard/sanitise.ts";
import { finishedOf, tasksOf } from "../view/board.ts";
import type { Report } from "../view/report.ts";
import { ICONS, moneyOf, verdict } from "./board-words.ts";
import { asWritten, html, markup, NOTHING, type Html } from "./html.ts";
import { agentsSection, valuesSection } from "./html-report-agents.ts";
import { detailOf } from "./html-report-detail.ts";
import { failuresSection, nextSection } from "./html-report-failures.ts";
import { graphSection } from "./html-report-graph.ts";
import { SCRIPT, STYLE } from "./html-report-page.ts";
import { MOST_REPORT_ROWS, rowsOf, tasksSection } from "./html-report-tasks.ts";
import { conclusionText } from "./status-table.ts";

/** As much as a browser opens without being asked to wait. */
export const MAX_REPORT_BYTES = 20 * 1024 * 1024;
const MAX_NAME = 120;
const MAX_SOURCE = 262_144;

/** Characters of what failed tasks and the others wrote and gave, from all to nothing; `whole` is how many tasks have a part of their own. */
type Room = Readonly<{ failed: number; log: number; output: number; asked: number; whole: number }>;

const ROOMS: readonly Room[] = [
  { failed: 400_000, log: 40_000, output: 100_000, asked: 20_000, whole: MOST_REPORT_ROWS },
  { failed: 50_000, log: 4000, output: 10_000, asked: 4000, whole: MOST_REPORT_ROWS },
  { failed: 8000, log: 0, output: 500, asked: 500, whole: MOST_REPORT_ROWS },
  { failed: 2000, log: 0, output: 0, asked: 0, whole: 1000 },
];

const HEX = /[0-9a-f]{2}/g;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Of 32 bytes, which are not divisible by three. */
function base64(hex: string): string {
  const bytes = (hex.match(HEX) ?? []).map((pair) => Number.parseInt(pair, 16));
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const all = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const signs = [18, 12, 6, 0].map((shift) => SIGNS.charAt((all >> shift) & 63));
    text += `${signs[0] ?? ""}${signs[1] ?? ""}${b === undefined ? "=" : (signs[2] ?? "")}${c === undefined ? "=" : (signs[3] ?? "")}`;
  }
  return text;
}

const source = (text: string): string => `'sha256-${base64(sha256(text))}'`;

/** Nothing is loaded from anywhere, and of what is here only our own style and script count. */
export const POLICY = `default-src 'none'; style-src ${source(STYLE)}; script-src ${source(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** Not a sign may stand around them: their digests would be others. */
const [STYLED, SCRIPTED] = [asWritten(`<style>${STYLE}</style>`), asWritten(`<script>${SCRIPT}</script>`)];

const WEB = /^https?:\/\/[A-Za-z0-9._:[\]/-]+$/;

/** No other address is ever made a link. */
const linkTo = (url: string | null, words: string): Html =>
  url !== null && WEB.test(url) ? html`<a href="${url}" rel="noopener noreferrer">${words}</a>` : NOTHING;

function headLine(report: Report): string {
  const { board, driven } = report;
  const { words, task, cause } = verdict(board);
  if (board.model.conclusion === null && !driven) return conclusionText(board.model, false);
  return `${words}${task === null ? "" : ` ${task}`}${cause === "" ? "" : `: ${cause}`}`;
}

function facts(report: Report): readonly (readonly [name: string, value: Html])[] {
  const { board, run, commit, url, madeAt } = report;
  const { model } = board;
  const { startedAt, finishedAt, savings, isolation } = model;
  const text = (value: string): Html => html`${value}`;
  const until = finishedAt ?? (report.driven ? madeAt : null);
  const spent = moneyOf(model);
  return [
    ["Run", html`<code>${run}</code>`],
    ["Tasks", text(`${finishedOf(model).length} of ${tasksOf(model).length} finished`)],
    ...(startedAt === null ? [] : [["Started", text(isoText(startedAt))] as const]),
    ...(startedAt === null || until === null ? [] : [["Took", text(lengthText(until - startedAt))] as const]),
    ...(spent === "" ? [] : [["Cost", text(spent)] as const]),
    ...(savings.tasks === 0 ? [] : [["Reused", text(`${savings.tasks} tasks`)] as const]),
    ...(commit === "" ? [] : [["Commit", html`<code>${commit.slice(0, 12)}</code>`] as const]),
    ...(url === null ? [] : [["Where", linkTo(url, "the run on the platform")] as const]),
    ["Isolation", text(isolationText(isolation).replace(/^isolation /, "level "))],
  ];
}

function header(report: Report): Html {
  const { board } = report;
  const { word } = verdict(board);
  const pairs = facts(report).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<header class="w-${word.replace(" ", "-")}">
    <h1>
      <span aria-hidden="true">${ICONS[word]}</span> ${oneLine(board.model.name, MAX_NAME)}
      <small>${oneLine(headLine(report), 400)}</small>
    </h1>
    <dl>${pairs}</dl>
  </header>`;
}

type Written = Readonly<{ details: readonly Html[]; left: number }>;

/** Null as soon as there is no room for it. */
function details(report: Report, room: Room, limit: number): Written | null {
  const rows = rowsOf(report.board).slice(0, MOST_REPORT_ROWS);
  const kept = rows.slice(0, room.whole);
  const found: Html[] = [];
  let bytes = 0;
  for (const [at, row] of kept.entries()) {
    const log = row.status === "failure" ? room.failed : room.log;
    const one = detailOf(report, row, at, { log, output: room.output, asked: room.asked });
    bytes += byteLength(markup(one));
    if (bytes > limit) return null;
    found.push(one);
  }
  return { details: found, left: rows.length - kept.length };
}

function body(report: Report, { details: parts, left }: Written, isCut: boolean): Html {
  const more = left === 0 ? NOTHING : html`<p>${left} more tasks have no part of their own here.</p>`;
  const note = isCut
    ? html`<p class="note">
        This page is shortened: <code>agent-orchestrator logs ${report.run}</code> shows all of it where the
        run's state lies.
      </p>`
    : NOTHING;
  return html`${header(report)}
    <main>
      ${note}${nextSection(report)}${failuresSection(report)}${tasksSection(report)}${graphSection(report.board)}${agentsSection(report)}${valuesSection(report)}
      <section id="details">
        <h2>Each task</h2>
        ${parts}${more}
      </section>
      ${sourceSection(report.source)}
    </main>
    <footer>
      Written ${isoText(report.madeAt)} by agent-orchestrator. This page is complete in itself: it loads
      nothing.
    </footer>`;
}

const sourceSection = (text: string): Html =>
  text === ""
    ? NOTHING
    : html`<section>
        <h2>The workflow as it ran</h2>
        <details>
          <summary>Show the file</summary>
          <pre>${cut(text, MAX_SOURCE)}</pre>
        </details>
      </section> `;

/** Everything that fits; what does not is left out in fixed steps, and the page says so. */
export function reportPage(report: Report, limit = MAX_REPORT_BYTES): string {
  const around = (inner: Html): string =>
    markup(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${asWritten(POLICY)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <meta name="color-scheme" content="light dark" />
          <title>${oneLine(`${report.board.model.name}: ${headLine(report)}`, MAX_NAME)}</title>
          ${STYLED}
        </head>
        <body>
          ${inner} ${SCRIPTED}
        </body>
      </html> `);
  for (const [at, room] of ROOMS.entries()) {
    const written = details(report, room, limit);
    const text = written === null ? null : around(body(report, written, at > 0));
    if (text !== null && byteLength(text) <= limit) return text;
  }
  return around(
    html`${header(report)}
      <main>${body0(report)}</main>`,
  );
}

const body0 = (report: Report): Html =>
  html`<p class="note">
    There is too much of this run for a page: <code>agent-orchestrator status ${report.run}</code> shows it
    where its state lies.
  </p>`;
