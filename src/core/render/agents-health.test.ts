import { expect, test } from "vitest";
import { millis } from "../base/brand.ts";
import type { AgentHealth } from "../view/agent-health.ts";
import { healthDocument, healthTable } from "./agents-health.ts";
import { styled } from "./paint.ts";

const NOW = millis(100_000);
const well: AgentHealth = {
  agent: "coder",
  runner: "claude",
  state: "closed",
  failures: 0,
  until: null,
  lastFailure: null,
  succeeded: 3,
  of: 3,
};
const ill: AgentHealth = {
  ...well,
  agent: "reviewer",
  state: "open",
  failures: 5,
  until: millis(120_000),
  lastFailure: { outcome: "timeout", message: "took\n\u001b[31mtoo long", at: millis(60_000) },
  succeeded: 1,
  of: 6,
};

test("the health of agents is a table with one line for each", () => {
  expect(healthTable([well, ill], styled(false, true), NOW)).toBe(
    [
      "agent     runner  state   failures in a row  succeeded  open until                last failure",
      "coder     claude  closed  0                  100% of 3",
      "reviewer  claude  open    5                  17% of 6   1970-01-01T00:02:00.000Z  timeout 40s ago: took too long",
      "",
    ].join("\n"),
  );
});

test("where nobody was ever asked, that is said", () => {
  expect(healthTable([], styled(false, true), NOW)).toBe("no agent was asked anything here yet\n");
});

test("the health of agents is a document for programs", () => {
  expect(healthDocument([well, ill])).toEqual({
    schemaVersion: 1,
    agents: [
      {
        agent: "coder",
        runner: "claude",
        state: "closed",
        consecutive_failures: 0,
        open_until: null,
        last_failure: null,
        attempts: 3,
        success_rate: 1,
      },
      {
        agent: "reviewer",
        runner: "claude",
        state: "open",
        consecutive_failures: 5,
        open_until: "1970-01-01T00:02:00.000Z",
        last_failure: {
          class: "timeout",
          message: "took\n\u001b[31mtoo long",
          at: "1970-01-01T00:01:00.000Z",
        },
        attempts: 6,
        success_rate: 1 / 6,
      },
    ],
  });
});
