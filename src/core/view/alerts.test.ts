import { describe, expect, it } from "vitest";
import { millis } from "../base/brand.ts";
import { type Circuit, closed, observe } from "../run/circuit.ts";
import { alertFields, alerts, alertText, freshAlerts } from "./alerts.ts";

const failing = (circuit: Circuit, ...times: readonly number[]): Circuit =>
  times.reduce(
    (now, at) => observe(now, { kind: "failure", failure: "agent-error", at: millis(at) }),
    circuit,
  );
const calm = closed({ failures: 2, coolDown: millis(1000) });

describe("alerts", () => {
  it("name every agent whose circuit is not closed, and until when", () => {
    const circuits = new Map([
      ["well", failing(calm, 1)],
      ["coder", failing(calm, 1, 2)],
    ]);
    const [alert, ...others] = alerts({ circuits });
    expect(others).toEqual([]);
    if (alert === undefined) throw new Error("no alert");
    expect(alertText(alert)).toBe(
      'agent "coder" failed 2 times in a row and is left alone until 1970-01-01T00:00:01.002Z',
    );
    expect(alertFields(alert)).toEqual({
      kind: "circuit-open",
      agent: "coder",
      failures: 2,
      until: "1970-01-01T00:00:01.002Z",
      message: alertText(alert),
    });
  });

  it("are given once, and again when the agent fails once more", () => {
    const circuits = new Map([["coder", failing(calm, 1, 2)]]);
    const fresh = freshAlerts({ circuits });
    expect([fresh().length, fresh().length]).toEqual([1, 0]);
    circuits.set("coder", failing(calm, 1, 2, 3));
    expect([fresh().length, fresh().length]).toEqual([1, 0]);
    circuits.set("coder", calm);
    expect(fresh()).toEqual([]);
  });
});
