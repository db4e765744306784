/** The page about the protocol is held to its word: every message on it is checked, every program on it is run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { commandAgent } from "../src/adapters/agents/command.ts";
import { MESSAGE_LIMIT } from "../src/adapters/agents/command.ts";
import { RESULT_FILE_LIMIT } from "../src/adapters/agents/result-file.ts";
import type { Fields } from "../src/core/base/value.ts";
import { answerProblems, handOffProblems } from "../src/core/handoff/message.ts";
import { DEEPEST } from "../src/core/handoff/shape.ts";
import { WORD_LIMIT } from "../src/core/prompt/fence.ts";
import { SECTION_LIMIT, SECTIONS_LIMIT } from "../src/core/prompt/prompt.ts";
import { assignment } from "./rig/assignment.ts";
import { memoryArtifacts } from "./rig/memory.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/communication-protocol.md"), "utf8");
const schema = (name: string): object =>
  JSON.parse(readFileSync(join(root, `schema/${name}.schema.json`), "utf8")) as object;
const ajv = new Ajv({ strict: false });
const [fitsHandOff, fitsAnswer] = [ajv.compile(schema("hand-off")), ajv.compile(schema("answer"))];

const blocks = (kind: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`\\n+(?:\`(?!\`)([^\\n]*)\`)?`, "gm"))].map(
    ([, text = "", said = ""]) => (kind.endsWith("refused") ? `${text}\u0000${said}` : text),
  );
const SENDER = { run: "20261121-115403-a1b2", task: "release", attempt: 1 };

describe("the protocol", () => {
  it.each(blocks("json hand-off"))("hand-off %#", (text) => {
    expect(fitsHandOff(JSON.parse(text))).toBe(true);
    expect(handOffProblems(JSON.parse(text) as Fields)).toEqual([]);
  });

  it.each(blocks("json answer"))("answer %#", (text) => {
    expect(fitsAnswer(JSON.parse(text))).toBe(true);
    expect(answerProblems(JSON.parse(text) as Fields, SENDER)).toEqual([]);
  });

  it.each(blocks("json refused"))("refusal %#", async (block) => {
    const [text = "", words = ""] = block.split("\u0000");
    expect(words).not.toBe("");
    expect(answerProblems(JSON.parse(text) as Fields, SENDER)).toContain(words);
    const argv = ["bash", "-c", `printf '%s' '${text}' > "$AO_OUTPUT_FILE"`];
    const outcome = await commandAgent({ artifacts: memoryArtifacts() }).attempt(
      assignment({ argv, run: SENDER.run, task: SENDER.task }),
      () => {},
      new AbortController().signal,
    );
    expect(outcome).toMatchObject({ ok: false, error: { failure: { kind: "output-invalid" } } });
    if (!outcome.ok) expect(outcome.error.failure.message.slice(0, MESSAGE_LIMIT)).toContain(words);
  });

  it("has an example that works", async () => {
    const [script = ""] = blocks("sh example");
    const [message = "{}"] = blocks("json hand-off");
    const outcome = await commandAgent({ artifacts: memoryArtifacts() }).attempt(
      assignment({ script, inputs: { plan: JSON.parse(message) as Fields } }),
      () => {},
      new AbortController().signal,
    );
    expect(outcome).toMatchObject({
      ok: true,
      value: { output: "2 steps, all sound", structured: { ok: true } },
    });
  });

  it("names its limits as they are", () => {
    expect(RESULT_FILE_LIMIT).toBe(4 << 20);
    expect(page).toContain("at most 4 MiB");
    expect(page).toContain(`nested at most ${DEEPEST} deep`);
    for (const limit of [SECTION_LIMIT, SECTIONS_LIMIT]) expect(page).toContain(limit.toLocaleString("en"));
    expect(page).toContain(`at most ${WORD_LIMIT} letters`);
  });

  it("shows enough of each", () => {
    expect(blocks("json hand-off").length).toBeGreaterThan(1);
    expect(blocks("json answer").length).toBeGreaterThan(1);
    expect(blocks("json refused").length).toBeGreaterThan(2);
  });
});
