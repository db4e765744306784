import { describe, expect, it } from "vitest";
import { digest, millis, taskId } from "../base/brand.ts";
import type { Shown } from "../view/question.ts";
import { answerCommands, gateFields, type Pending } from "../view/waiting.ts";
import { gatesText, MAX_GATES, MAX_PROMPT_LINES } from "./gates.ts";
import { styled } from "./paint.ts";

const RUN = "20261121-140211-8k2f";
const SHOWN = digest("3fa2b1c4d5e6".padEnd(64, "0"));
const NOON = Date.UTC(2026, 10, 21, 14, 2, 11);

const question: Shown = {
  gate: taskId("release"),
  prompt: "Release 1.2?\n\u001b[31mReally\u001b[0m?",
  fields: [
    { name: "version", type: "string", required: true, description: "Which one" },
    {
      name: "channel",
      type: "string",
      required: true,
      description: "",
      default: "beta",
      enum: ["beta", "stable"],
    },
  ],
  approvers: ["maintain", "ada"],
  upstream: [],
};
const gate = (words: Partial<Pending> = {}): Pending => ({
  id: taskId("release"),
  shown: SHOWN,
  since: millis(NOON),
  question,
  answer: null,
  ...words,
});
const text = (...gates: readonly Pending[]): string =>
  gatesText(gates, RUN, styled(false, true), millis(NOON + 180_000));

describe("questions that wait for people", () => {
  it("are shown with all that is needed to answer, and nothing that the terminal would obey", () => {
    expect(text(gate())).toBe(`
  ◇ release waits for an answer  asked 3m00s ago, digest 3fa2b1c4d5e6
    | Release 1.2?
    | Really?
    field version (a text, required): Which one
    field channel ("beta" or "stable", default "beta")
    may be answered by maintain, ada
    approve: agent-orchestrator approve ${RUN} release 3fa2b1c4d5e6 --field 'version=<a text>'
    reject:  agent-orchestrator reject ${RUN} release --reason '<why>'
`);
  });

  it("are cut where they are long", () => {
    const prompt = Array.from({ length: MAX_PROMPT_LINES + 5 }, (_, line) => `line ${line}`).join("\n");
    const lines = text(gate({ question: { ...question, prompt } })).split("\n");
    expect(lines.filter((line) => line.startsWith("    | line"))).toHaveLength(MAX_PROMPT_LINES);
    expect(lines).toContain("    | … and 5 more lines");
  });

  it("are counted where there are many", () => {
    const gates = Array.from({ length: MAX_GATES + 3 }, (_, at) => gate({ id: taskId(`g${at}`) }));
    expect(text(...gates).match(/waits for an answer/g)).toHaveLength(MAX_GATES);
    expect(text(...gates)).toContain(
      `\n  and 3 more: agent-orchestrator status ${RUN} --json shows all of them\n`,
    );
  });

  it("may be answered by everybody who may write where nobody is named", () => {
    expect(text(gate({ question: { ...question, approvers: [] } }))).toContain("by everybody who may write");
  });

  it("are named also where the store has lost what was shown", () => {
    expect(text(gate({ question: null }))).toContain("not in the store any more");
  });

  it("that are answered say by whom, and do not ask again", () => {
    const answer = {
      at: millis(NOON),
      shown: SHOWN,
      answer: "x",
      verdict: "reject",
      by: "ada",
      fields: {},
      reason: "",
    } as const;
    expect(text(gate({ answer }))).toBe("\n  ◇ release  rejected by ada, not taken up yet\n");
    expect(gateFields(RUN, gate({ answer }))).toMatchObject({
      answered: { verdict: "reject", by: "ada", at: "2026-11-21T14:02:11.000Z" },
    });
  });

  it("are nothing where there are none", () => expect(text()).toBe(""));

  it("are the same for programs", () => {
    expect(gateFields(RUN, gate())).toEqual({
      id: "release",
      prompt: question.prompt,
      fields: question.fields,
      approvers: ["maintain", "ada"],
      digest: "3fa2b1c4d5e6",
      since: "2026-11-21T14:02:11.000Z",
      ...answerCommands(RUN, gate()),
    });
  });

  it("have commands that a shell leaves as they are", () => {
    const { approve } = answerCommands(RUN, gate({ id: taskId("ship[a b]#2"), question: null }));
    expect(approve).toBe(`agent-orchestrator approve ${RUN} 'ship[a b]#2' 3fa2b1c4d5e6`);
  });
});
