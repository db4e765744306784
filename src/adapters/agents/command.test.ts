import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import { memoryArtifacts } from "../../../test/rig/memory.ts";
import { millis } from "../../core/base/brand.ts";
import type { Result } from "../../core/base/result.ts";
import type { Answer, Assignment, Refusal } from "../../ports/agent.ts";
import { marked } from "../system/proc-table.ts";
import { reapStrays } from "../system/pursuit.ts";
import { commandAgent, MESSAGE_LIMIT, MESSAGE_LINES, OUTPUT_LIMIT } from "./command.ts";
import { RESULT_FILE_LIMIT } from "./result-file.ts";

const artifacts = memoryArtifacts();
const agent = commandAgent({ artifacts });
const never = new AbortController().signal;

const filesOf = ({ scratch }: Assignment): readonly string[] =>
  readdirSync(dirname(scratch))
    .filter((name) => name.startsWith(`${basename(scratch)}.`))
    .sort();

const attempt = (changes: Partial<Assignment>): Promise<Result<Answer, Refusal>> =>
  agent.attempt(assignment(changes), () => {}, never);

const bash = (script: string, changes: Partial<Assignment> = {}): Promise<Result<Answer, Refusal>> =>
  attempt({ script, ...changes });

async function outputOf(given: Promise<Result<Answer, Refusal>>): Promise<string> {
  const answer = await given;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.output;
}

async function failureOf(given: Promise<Result<Answer, Refusal>>): Promise<Refusal["failure"]> {
  const answer = await given;
  if (answer.ok) throw new Error(`should have failed: ${answer.value.output}`);
  return answer.error.failure;
}

describe("a command's world", () => {
  it("gets its argv byte for byte, without a shell", async () => {
    const argv = ["printf", "%s|", "a b", "$HOME", "*", "'\"`", "ü\n", ""];
    expect(await outputOf(attempt({ argv }))).toBe(`a b|$HOME|*|'"\`|ü\n||`);
  });

  it("has exactly the environment that it was given, and the names of the conventions", async () => {
    const env = { PATH: process.env["PATH"] ?? "", OWN: "x y" };
    const part = assignment({ argv: ["env", "-0"], env, inputs: { plan: { output: "p" } }, itemKey: "k" });
    const answer = await agent.attempt(part, () => {}, never);
    const seen = new Map(
      (answer.ok ? answer.value.output : "")
        .split("\0")
        .map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]),
    );
    const names =
      "AO_AGENT AO_ATTEMPT AO_INPUTS_FILE AO_OUTPUT_FILE AO_PROMPT_FILE AO_RUN_ID AO_TASK_ID".split(" ");
    names.push("IDEMPOTENCY_KEY", "OWN", "PATH", "TRACEPARENT");
    expect(new Set([...seen.keys()].filter((name) => name !== ""))).toEqual(new Set(names));
    expect(seen.get("OWN")).toBe("x y");
    expect(seen.get("IDEMPOTENCY_KEY")).toBe(`${part.run}/build/k`);
    expect(seen.get("TRACEPARENT")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(JSON.parse(readFileSync(seen.get("AO_INPUTS_FILE") ?? "", "utf8"))).toEqual({
      plan: { output: "p" },
    });
  });

  it("can always read prompt and inputs, also where there are none", async () => {
    expect(await outputOf(bash('cat "$AO_PROMPT_FILE" "$AO_INPUTS_FILE"'))).toBe("{}");
  });

  it("reads the prompt on stdin if it is an agent, and nothing if it is a task", async () => {
    const definition = agentDefinition({ command: ["bash", "-c", 'cat; cat "$AO_PROMPT_FILE"'] });
    expect(await outputOf(attempt({ agent: definition, prompt: "Do it. " }))).toBe("Do it. Do it. ");
    expect(await outputOf(bash("cat", { prompt: "Do it." }))).toBe("");
  });

  it("finds what was too long for its prompt in a file that it can read and not change", async () => {
    const base = assignment();
    const attached = { folder: `${base.scratch}.files`, files: [{ name: "a.txt", text: "all of it" }] };
    const path = `${attached.folder}/a.txt`;
    const script = `cat ${path}; stat -c " %a" ${path} | tr -d "\\n"; stat -c " %a" ${attached.folder}`;
    for (const attempt of [1, 2])
      expect(await outputOf(bash(script, { ...base, attempt, attached }))).toBe("all of it 400 700");
  });

  it("is told what was wrong with its answer only where something was, in files of that call", async () => {
    const show = 'cat "${AO_REPAIR_FILE:-/dev/null}"';
    expect(await outputOf(bash(show))).toBe("");
    const repair = { issues: ["ok must be boolean"], previous: "{}" };
    const part = assignment({ script: show, repair, part: "repair-1", call: 1 });
    const answer = await agent.attempt(part, () => {}, never);
    expect(answer.ok && JSON.parse(answer.value.output)).toEqual(repair);
    expect(filesOf(part).every((name) => name.startsWith("build.1-1.repair-1."))).toBe(true);
  });

  it("runs in its directory", async () => {
    const part = assignment({ argv: ["pwd"] });
    const answer = await agent.attempt(part, () => {}, never);
    expect(answer.ok && answer.value.output).toBe(part.directory);
  });

  it("ends a script at its first failure, also inside a pipe and at a name that is not set", async () => {
    expect(await failureOf(bash("false; echo on"))).toMatchObject({ kind: "agent-exit", code: 1 });
    expect(await failureOf(bash("false | cat"))).toMatchObject({ kind: "agent-exit", code: 1 });
    expect(await failureOf(bash('echo "$NOT_SET"'))).toMatchObject({
      message: expect.stringContaining("NOT_SET") as string,
    });
  });
});

describe("a command's output", () => {
  it("is its stdout without the last line break, byte for byte otherwise", async () => {
    expect(await outputOf(bash("printf 'a\\n\\n'"))).toBe("a\n");
    expect(await outputOf(bash("printf ' no break'"))).toBe(" no break");
    expect(await outputOf(bash("echo x > /dev/stderr"))).toBe("");
  });

  it("has broken UTF-8 replaced", async () => {
    expect(await outputOf(bash("printf 'a\\xff\\xfeb'"))).toBe("a\ufffd\ufffdb");
  });

  it("may be missing because stdout was closed", async () => {
    expect(await outputOf(bash("exec >&- 2>&-; sleep 0.05; exit 0"))).toBe("");
  });

  it("of 100 MB is cut at the limit, and all of it is kept", { timeout: 30_000 }, async () => {
    const answer = await bash("head -c 100000000 /dev/zero | tr '\\0' x");
    if (!answer.ok || answer.value.whole === undefined) throw new Error("no whole output");
    expect(answer.value.output).toHaveLength(OUTPUT_LIMIT);
    expect(artifacts.get(answer.value.whole)).toHaveLength(100_000_000);
  });

  it("is not cut inside a sign", async () => {
    const answer = await bash(`printf x; head -c ${OUTPUT_LIMIT} /dev/zero | sed 's/\\x00/é/g'`);
    expect(answer.ok && answer.value.output.endsWith("é")).toBe(true);
    expect(answer.ok && Buffer.byteLength(answer.value.output)).toBe(OUTPUT_LIMIT - 1);
  });

  it("counts as data where a schema asks for data and it is JSON", async () => {
    const answer = await bash(`echo '{"a":1}'`, { schema: { type: "object" } });
    expect(answer).toMatchObject({ ok: true, value: { output: '{"a":1}', structured: { a: 1 } } });
    expect(await bash("echo no", { schema: {} })).toEqual({
      ok: true,
      value: { output: "no", log: "build.1-1.out" },
    });
  });

  it("comes from the result file if there is one, which is gone afterwards", async () => {
    const part = assignment({
      script: `echo chatter; echo '{"output":"done","structured":[1]}' > "$AO_OUTPUT_FILE"`,
    });
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({
      ok: true,
      value: { output: "done", structured: [1] },
    });
    expect(filesOf(part)).toEqual(["build.1-1.err", "build.1-1.out"]);
    expect(readFileSync(`${part.scratch}.1-1.out`, "utf8")).toBe("chatter\n");
  });

  it.each([
    ["no JSON", "echo '{' > $AO_OUTPUT_FILE", "holds no JSON"],
    ["a list", "echo '[]' > $AO_OUTPUT_FILE", "must hold a JSON object"],
    ["a directory", "mkdir $AO_OUTPUT_FILE", "is not a file"],
    ["far too much", `head -c ${RESULT_FILE_LIMIT + 1} /dev/zero > $AO_OUTPUT_FILE`, "at most"],
  ])("is invalid if the result file holds %s", async (_, script, words) => {
    const failure = await failureOf(bash(script));
    expect(failure).toMatchObject({
      kind: "output-invalid",
      message: expect.stringContaining(words) as string,
    });
  });

  it("does not take what an earlier call of the same attempt left for its own", async () => {
    const part = assignment({ script: "true", call: 1 });
    mkdirSync(dirname(part.scratch), { recursive: true });
    writeFileSync(`${part.scratch}.1-1.result.json`, '{"output":"old"}');
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({ ok: true, value: { output: "" } });
  });
});

describe("a command that fails", () => {
  it("gives its last words: stderr first, else stdout, cut to size", async () => {
    expect(await failureOf(bash("echo out; echo bad >&2; exit 3"))).toEqual({
      kind: "agent-exit",
      code: 3,
      message: "bad",
    });
    expect(await failureOf(bash("echo out; exit 3"))).toMatchObject({ message: "out" });
    expect(await failureOf(bash("exit 3"))).toMatchObject({ message: "It said nothing (exit code 3)" });
    const { message } = await failureOf(bash("seq 1 100 >&2; exit 1"));
    expect(message.split("\n")).toHaveLength(MESSAGE_LINES);
    const long = await failureOf(bash("head -c 9999 /dev/zero | tr '\\0' x >&2; exit 1"));
    expect(long.message).toHaveLength(MESSAGE_LIMIT);
  });

  it("by a signal says which", async () => {
    expect(await failureOf(bash("kill -9 $$"))).toMatchObject({
      kind: "agent-exit",
      code: null,
      signal: "SIGKILL",
    });
  });

  it("with 75 may be tried again", async () => {
    expect(await failureOf(bash("echo later >&2; exit 75"))).toEqual({
      kind: "infrastructure",
      message: "later",
    });
  });

  it.each([
    [
      "is not installed",
      { argv: ["no-such-command-here"] },
      'The command "no-such-command-here" was not found',
    ],
    ["may not be executed", { argv: ["/etc"] }, 'The command "/etc" may not be executed'],
    [
      "has no directory",
      { argv: ["true"], directory: "/nowhere" },
      'The directory "/nowhere" does not exist',
    ],
    [
      "has a zero byte in its argv",
      { argv: ["true", "a\0b"] },
      'The command "true" could not be started (ERR_INVALID_ARG_VALUE)',
    ],
    ["has too large an argument", { argv: ["true", "x".repeat(3_000_000)] }, "larger than the system allows"],
    ["has no name", { argv: [] }, "build names no command to run"],
  ])("because it %s says so", async (_, changes, words) => {
    expect((await failureOf(attempt(changes))).message).toContain(words);
  });
});

describe("a command that does not want to end", () => {
  const stopped = async (
    script: string,
    grace: number,
  ): Promise<readonly [Result<Answer, Refusal>, Assignment]> => {
    const part = assignment({ script: `${script}`, cancelGrace: millis(grace) });
    const stop = new AbortController();
    const answer = await agent.attempt(part, () => stop.abort(), stop.signal);
    return [answer, part];
  };

  it.each([
    ["ignores every polite signal", "trap '' INT TERM; echo ready; while :; do sleep 0.05; done"],
    ["forks a daemon in a session of its own", "setsid sleep 600 & echo ready; sleep 600"],
    ["leaves an orphan in a session of its own", "(setsid sleep 600 &) ; echo ready; sleep 600"],
  ])("and %s is gone with everything it started", async (_, script) => {
    const [answer, part] = await stopped(script, 300);
    expect(answer).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
    expect(marked([`AO_RUN_ID=${part.run}`])).toEqual([]);
  });

  it("keeps what it cost if it says so on SIGINT", async () => {
    const script = `trap 'echo "{\\"cost_usd\\":0.3}" > "$AO_OUTPUT_FILE"; exit 1' INT; echo ready; while :; do sleep 0.05; done`;
    const [answer] = await stopped(script, 2000);
    expect(answer).toMatchObject({ ok: false, error: { usage: { costUsd: 0.3 } } });
  });

  it("does not hold up an attempt that is done, and is found at the end of the run", async () => {
    // What has not left its group yet goes with it, and is not left to be found.
    const left = "(setsid sh -c 'touch \"$AO_OUTPUT_FILE.left\"; exec sleep 600' &)";
    const part = assignment({
      script: `${left}; while [ ! -e "$AO_OUTPUT_FILE.left" ]; do sleep 0.01; done; echo done`,
    });
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({ ok: true, value: { output: "done" } });
    expect(await reapStrays(part.run)).toBe(1);
    expect(marked([`AO_RUN_ID=${part.run}`])).toEqual([]);
  });

  it("does not hold up an attempt with secrets either, though it keeps the pipe", async () => {
    const part = assignment({ script: "sleep 600 & echo done", secrets: ["hunter2"] });
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({ ok: true, value: { output: "done" } });
    expect(await reapStrays(part.run)).toBe(1);
  });
});

describe("a command that knows a secret", () => {
  it("leaves it in no file, however it is printed", async () => {
    const secret = "s3cr3t-value-of-some-length";
    const script = `printf '%s' "$KEY" | cut -c1-5 | tr -d '\\n'; sleep 0.05; printf '%s\\n' "$KEY" | cut -c6-
      printf %s "x$KEY" | base64 -w0 >&2; printf %s "$KEY" | od -An -tx1 -v | tr -d ' \\n' >&2
      printf '{"output":"%s"}' "$KEY" > "$AO_OUTPUT_FILE"`;
    const env = { PATH: process.env["PATH"] ?? "", KEY: secret };
    const part = assignment({ script, env, secrets: [secret] });
    const answer = await agent.attempt(part, () => {}, never);
    expect(answer).toMatchObject({ ok: true, value: { output: "***" } });
    const [complaints = "", out = "", ...more] = ["1-1.err", "1-1.out"].map((name) =>
      readFileSync(`${part.scratch}.${name}`, "utf8"),
    );
    expect([out, more, filesOf(part).length]).toEqual(["***\n", [], 2]);
    expect(complaints).toMatch(/^.{0,2}\*\*\*=*\*\*\*$/);
    expect(existsSync(`${part.scratch}.1-1.result.json`)).toBe(false);
  });
});

describe("money", () => {
  it("that is set aside is told, where a budget counts it", async () => {
    const script = 'echo "$AO_MAX_COST_USD $AO_MAX_TOKENS"';
    expect(await outputOf(bash(script, { maxCostUsd: 3.25, maxTokens: 900 }))).toBe("3.25 900");
    expect(await outputOf(bash('echo "${AO_MAX_COST_USD-none}"'))).toBe("none");
  });

  it("that an agent says to have spent so far is heard while it works, and what it wrote last counts", async () => {
    const script =
      'echo \'{"cost_usd": 1}\' > "$AO_OUTPUT_FILE"; until [ -e go ]; do sleep 0.05; done; echo \'{"output": "x", "cost_usd": 2}\' > "$AO_OUTPUT_FILE"';
    const given = assignment({ agent: agentDefinition({ command: ["bash", "-c", script] }) });
    const heard: unknown[] = [];
    const answer = await agent.attempt(
      given,
      () => {},
      never,
      ({ costUsd }) => {
        heard.push(costUsd);
        writeFileSync(`${given.directory}/go`, "");
      },
    );
    expect(heard[0]).toBe(1);
    expect(answer).toMatchObject({ ok: true, value: { output: "x", usage: { costUsd: 2 } } });
  });

  it("or a quota that is used up may say when it comes back", async () => {
    const script =
      'echo \'{"error": {"class": "quota", "message": "enough", "retry_after": 60}}\' > "$AO_OUTPUT_FILE"';
    const before = Date.now();
    const failure = await failureOf(bash(script));
    if (failure.kind !== "quota") throw new Error(failure.kind);
    expect((failure.until ?? 0) - before).toBeGreaterThanOrEqual(60_000);
  });
});
