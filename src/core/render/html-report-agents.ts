/** Who worked and what it cost, and what went into the run and came out of it. */
import { isoText, lengthText } from "../base/instant.ts";
import type { Fields } from "../base/value.ts";
import { cut } from "../base/cut.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { AgentHealth } from "../view/agent-health.ts";
import { alertText } from "../view/alerts.ts";
import type { Amount } from "../view/budget.ts";
import { shares, type Share } from "../view/shares.ts";
import type { Report } from "../view/report.ts";
import { html, NOTHING, type Html } from "./html.ts";
import { costText, countText, dollars, savingsText } from "./money.ts";

const MAX_NAME = 120;
const MAX_VALUES = 262_144;

function shareLine(one: Share): Html {
  const rate = one.tasks === 0 ? "" : `${one.succeeded} of ${one.tasks}`;
  return html`<tr>
    <td>${one.agent === null ? "commands" : oneLine(one.agent, MAX_NAME)}</td>
    <td class="num">${rate}</td>
    <td class="num">${one.failed}</td>
    <td class="num">${one.attempts}</td>
    <td class="num">${lengthText(one.millis)}</td>
    <td class="num">${countText(one.inputTokens)}</td>
    <td class="num">${countText(one.outputTokens)}</td>
    <td class="num">${one.costUsd === 0 ? "" : costText(one.costUsd)}</td>
  </tr>`;
}

function healthLine(one: AgentHealth): Html {
  const rate = one.of === 0 ? "" : `${one.succeeded} of ${one.of}`;
  const last = one.lastFailure === null ? "" : `${one.lastFailure.outcome}: ${one.lastFailure.message}`;
  return html`<tr>
    <td>${oneLine(one.agent, MAX_NAME)}</td>
    <td>${oneLine(one.runner, MAX_NAME)}</td>
    <td>${one.state}</td>
    <td class="num">${one.failures}</td>
    <td class="num">${rate}</td>
    <td>${oneLine(last, 300)}</td>
  </tr>`;
}

const healthTable = (all: readonly AgentHealth[]): Html =>
  all.length === 0
    ? NOTHING
    : html`<h3>How these agents have been doing here, over all runs</h3>
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>Agent</th>
                <th>Runner</th>
                <th>State</th>
                <th class="num">Failures in a row</th>
                <th class="num">Succeeded</th>
                <th>Last failure</th>
              </tr>
            </thead>
            <tbody>
              ${all.map(healthLine)}
            </tbody>
          </table>
        </div>`;

const amount = (name: string, one: Amount | null, words: (value: number) => string): readonly Html[] =>
  one === null
    ? []
    : [
        html`<li>
          ${name}: ${words(one.spent)} of
          ${words(one.limit)}${one.over > 0 ? `, ${words(one.over)} over` : ""}
        </li>`,
      ];

function moneyLines({ board }: Report): readonly Html[] {
  const { budget, passed, savings, closed, alerts } = board.model;
  return [
    ...(budget === null
      ? []
      : [...amount("Money", budget.cost, dollars), ...amount("Tokens", budget.tokens, countText)]),
    ...passed.map(({ task }) => html`<li>The budget of ${oneLine(task, MAX_NAME)} was passed</li>`),
    ...(savings.tasks === 0 ? [] : [html`<li>${savingsText(savings)}</li>`]),
    ...closed.map(
      ({ pool, until }) =>
        html`<li>The quota of ${oneLine(pool, MAX_NAME)} was used up until ${isoText(until)}</li>`,
    ),
    ...alerts.map((alert) => html`<li>${oneLine(alertText(alert), 300)}</li>`),
  ];
}

export function agentsSection(report: Report): Html {
  const all = shares(report.board.model);
  const lines = moneyLines(report);
  if (all.length === 0 && lines.length === 0) return NOTHING;
  return html`<section id="agents">
    <h2>Agents and costs</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>Agent</th>
            <th class="num">Succeeded</th>
            <th class="num">Failed</th>
            <th class="num">Attempts</th>
            <th class="num">Time</th>
            <th class="num">Tokens in</th>
            <th class="num">Tokens out</th>
            <th class="num">Cost</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(shareLine)}
        </tbody>
      </table>
    </div>
    ${
      lines.length === 0
        ? NOTHING
        : html`<ul>
            ${lines}
          </ul>`
    }${healthTable(report.health)}
  </section> `;
}

function values(title: string, fields: Fields): Html {
  if (Object.keys(fields).length === 0) return NOTHING;
  return html`<h3>${title}</h3>
    <pre>${cut(JSON.stringify(fields, null, 2), MAX_VALUES)}</pre>`;
}

export function valuesSection({ inputs, outputs }: Report): Html {
  if (Object.keys(inputs).length + Object.keys(outputs).length === 0) return NOTHING;
  return html`<section id="values">
    <h2>In and out</h2>
    ${values("Inputs", inputs)}${values("Outputs", outputs)}
  </section> `;
}
