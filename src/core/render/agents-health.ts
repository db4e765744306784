/** How agents have been doing, as a table and as a document. */
import type { Millis } from "../base/brand.ts";
import { isoText, lengthText } from "../base/instant.ts";
import type { Fields } from "../base/value.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { AgentHealth } from "../view/agent-health.ts";
import { aligned } from "./columns.ts";
import type { Style, Tone } from "./paint.ts";

const LONGEST_NAME = 40;
const LONGEST_FAILURE = 80;
const HEAD = ["agent", "runner", "state", "failures in a row", "succeeded", "open until", "last failure"];
const TONES: Readonly<Record<AgentHealth["state"], Tone>> = {
  closed: "green",
  open: "red",
  "half-open": "yellow",
};

const rate = ({ succeeded, of }: AgentHealth): string =>
  of === 0 ? "" : `${Math.round((succeeded / of) * 100)}% of ${of}`;

function cellsOf(one: AgentHealth, style: Style, now: Millis): readonly string[] {
  const { state, until, lastFailure } = one;
  const failure =
    lastFailure === null
      ? ""
      : `${lastFailure.outcome} ${lengthText(now - lastFailure.at)} ago: ${lastFailure.message}`;
  return [
    oneLine(one.agent, LONGEST_NAME),
    oneLine(one.runner, LONGEST_NAME),
    style.paint(TONES[state], state),
    String(one.failures),
    rate(one),
    state === "open" && until !== null ? isoText(until) : "",
    style.paint("dim", oneLine(failure, LONGEST_FAILURE)),
  ];
}

export function healthTable(all: readonly AgentHealth[], style: Style, now: Millis): string {
  if (all.length === 0) return "no agent was asked anything here yet\n";
  const head = HEAD.map((word) => style.paint("bold", word));
  return `${aligned([head, ...all.map((one) => cellsOf(one, style, now))]).join("\n")}\n`;
}

export const HEALTH_VERSION = 1;

function fieldsOf(one: AgentHealth): Fields {
  const { until, lastFailure } = one;
  return {
    agent: one.agent,
    runner: one.runner,
    state: one.state,
    consecutive_failures: one.failures,
    open_until: until === null ? null : isoText(until),
    last_failure:
      lastFailure === null
        ? null
        : { class: lastFailure.outcome, message: lastFailure.message, at: isoText(lastFailure.at) },
    attempts: one.of,
    success_rate: one.of === 0 ? null : one.succeeded / one.of,
  };
}

export const healthDocument = (all: readonly AgentHealth[]): Fields => ({
  schemaVersion: HEALTH_VERSION,
  agents: all.map((one) => fieldsOf(one)),
});
