import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../test/rig/assignment.ts";
import { plan, task } from "../../test/rig/plans.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { scriptedAgent } from "../adapters/agents/scripted.ts";
import { millis } from "../core/base/brand.ts";
import type { Value } from "../core/base/value.ts";
import type { Agent } from "../ports/agent.ts";
import {
  cassetteIn,
  cassetteText,
  merged,
  MOST_CASSETTE,
  MOST_OUTPUT,
  recorded,
  type Recorded,
} from "./cassette.ts";
import { recorder, type Recorder } from "./tape.ts";
import { testClock } from "./test-clock.ts";

const one = (name: string, call: number, output: string, key?: string): Recorded => ({
  task: name,
  ...(key === undefined ? {} : { key }),
  call,
  reply: { output },
});

describe("a cassette", () => {
  it("is read as it was written", () => {
    const answers = [
      one("a", 0, "x"),
      one("b", 0, "ü\n", "k"),
      { ...one("b", 1, "y"), prompt: "00", part: "verify-1" },
    ];
    const { text, left } = cassetteText({ workflow: "w", answers });
    expect(left).toBe(0);
    expect(cassetteIn(text)).toEqual({ ok: true, value: { workflow: "w", answers } });
    expect(text.split("\n").filter((line) => line.includes('"task"'))).toHaveLength(3);
  });

  it("is in the order of task, key and call, whoever answered first", () => {
    const shuffled = [one("b", 1, "4"), one("b", 0, "3"), one("a", 0, "2", "k"), one("a", 0, "1")];
    expect(merged([], shuffled).map(({ reply }) => reply["output"])).toEqual(["1", "2", "3", "4"]);
  });

  it("keeps what was not asked again, and forgets what came after what was", () => {
    const before = [one("a", 0, "old"), one("b", 0, "b0"), one("b", 1, "b1"), one("b", 2, "b2")];
    const after = merged(before, [one("b", 1, "new"), one("c", 0, "c0")]);
    expect(after.map(({ task: name, call, reply }) => [name, call, reply["output"]])).toEqual([
      ["a", 0, "old"],
      ["b", 0, "b0"],
      ["b", 1, "new"],
      ["c", 0, "c0"],
    ]);
  });

  it("has a largest size, and says how much did not fit", () => {
    const half = "x".repeat(MOST_CASSETTE / 2);
    const { text, left } = cassetteText({ workflow: "w", answers: [one("a", 0, half), one("b", 0, half)] });
    expect(left).toBe(1);
    expect(text.length).toBeLessThan(MOST_CASSETTE);
    expect(cassetteIn(text).ok).toBe(true);
  });

  it("cuts an answer that is too long", () => {
    const long = "x".repeat(MOST_OUTPUT + 1);
    const answer = { ok: true, value: { output: long } } as const;
    const { reply } = recorded(assignment({ prompt: "p" }), answer, millis(0), digestOf);
    expect(reply["output"]).toHaveLength(MOST_OUTPUT);
  });

  it.each([
    ["[", "it is no JSON"],
    ["[]", "it holds no object"],
    ['{"schemaVersion":2}', "another version"],
    ['{"schemaVersion":1}', '"answers"'],
    ['{"schemaVersion":1,"answers":[{"task":"a","call":0,"reply":{}},{"task":"a"}]}', "answer 2 "],
  ])("%s is refused", (text, why) => {
    const read = cassetteIn(text);
    expect(read.ok ? "" : read.error).toContain(why);
  });
});

type Taped = Readonly<{
  all?: string | null;
  extra?: Readonly<Record<string, Value>>;
  mock: Value;
  secrets?: readonly string[];
}>;

async function taped({ all = null, extra = {}, mock, secrets = [] }: Taped): Promise<Recorder | null> {
  const clock = testClock();
  const agent: Agent = scriptedAgent({ sleep: clock.sleep });
  const own = task("build", { extra });
  const made = recorder({
    plan: plan([own, task("other")]),
    agents: new Map([["scripted", agent]]),
    all,
    clock,
    hash: digestOf,
  });
  const part = assignment({ mock, prompt: "Do it", agent: agentDefinition(), secrets });
  const trying = made?.agents.get("scripted")?.attempt(part, () => {}, new AbortController().signal);
  for (let more = true; more;) {
    await new Promise((resolve) => void setImmediate(resolve));
    more = clock.next();
  }
  await trying;
  return made;
}

describe("a recorder", () => {
  it("keeps what was said, how long it took and what it cost, and of the question only its digest", async () => {
    const mock = { delay: 2, output: "done", structured: { a: 1 }, cost_usd: 0.1, input_tokens: 5 };
    const tapes = (await taped({ all: "", mock }))?.tapes;
    expect(tapes?.get("")).toEqual([
      {
        task: "build",
        call: 0,
        prompt: digestOf("Do it"),
        reply: {
          delay: 2,
          output: "done",
          structured: { a: 1 },
          cost_usd: 0.1,
          input_tokens: 5,
          output_tokens: 0,
        },
      },
    ]);
  });

  it("keeps failures too, and strikes secrets out of everything", async () => {
    const mock = { fail: "agent-error", message: "token hunter22 refused" };
    const tapes = (await taped({ all: "", mock, secrets: ["hunter22"] }))?.tapes;
    expect(tapes?.get("")?.[0]?.reply).toEqual({ fail: "agent-error", message: "token *** refused" });
  });

  it("listens only to the tasks that want it, and keeps them in the file that they name", async () => {
    expect(await taped({ mock: { output: "x" } })).toBeNull();
    expect((await taped({ extra: { record: true }, mock: "x" }))?.tapes.has("")).toBe(true);
    expect((await taped({ extra: { record: "b.json" }, mock: "x" }))?.tapes.has("b.json")).toBe(true);
  });
});
