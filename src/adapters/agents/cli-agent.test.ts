import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Agent, Assignment } from "../../ports/agent.ts";
import { OUTPUT_LIMIT } from "./cli-agent.ts";
import { CONTINUE, NOTE_LIMIT } from "./words.ts";
import { codexAgent } from "./codex.ts";
import { CODEX_SETTING, codexWanted } from "./codex-cli.ts";
import { opencodeAgent } from "./opencode.ts";
import { OPENCODE_SETTING, opencodeWanted } from "./opencode-cli.ts";
import { programOf } from "./installed.ts";

const ID = "01a1ff4b-5100-76a2-a115-c9641bbbeaad";
const OTHER = "01a1ff4b-5100-76a2-a115-c9641bbbeaae";
const KEY = "sk-test-0123456789abcdef";

function program(path: string, text = "#!/bin/sh\n", size?: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o755 });
  if (size !== undefined) truncateSync(path, size);
  return path;
}

type Stage = Readonly<{ agent: Agent; given: Assignment; home: string }>;

/** A program that says these events, whatever it is asked; what it was asked lies in a file. */
function stage(events: readonly object[], more = "", changes: Partial<Assignment> = {}): Stage {
  const home = temporaryFolder();
  const lines = events.map((event) => `echo '${JSON.stringify(event)}'`).join("\n");
  const path = program(
    join(home, "codex"),
    `#!/bin/sh\necho "$@" >> ${home}/argv\ncat >> ${home}/stdin\n${more}\n${lines}\n`,
  );
  const env = { [CODEX_SETTING]: path, CODEX_API_KEY: KEY, HOME: home };
  const agent = codexAgent({ env, directories: [] });
  const given = assignment({ agent: agentDefinition({ runner: "codex" }), prompt: "Do it", ...changes });
  return { agent, given: { ...given, env: { ...given.env, HOME: home } }, home };
}

const never = new AbortController().signal;
const attempt = (
  { agent, given }: Stage,
  changes: Partial<Assignment> = {},
  say: (note: string) => void = () => {},
) => agent.attempt({ ...given, ...changes }, say, never);

const began = (thread_id = ID) => ({ type: "thread.started", thread_id });
const said = (text: string) => ({ type: "item.completed", item: { type: "agent_message", text } });
const over = (input_tokens: number, output_tokens: number) => ({
  type: "turn.completed",
  usage: { input_tokens, output_tokens },
});
const usage = (inputTokens: number, outputTokens: number): Usage => ({
  inputTokens,
  outputTokens,
  costUsd: null,
});

/** The record that Codex keeps of a conversation. */
function record(
  home: string,
  id: string,
  answers: readonly (readonly [input: number, output: number])[],
): void {
  const day = new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toISOString().slice(0, 10);
  const folder = join(home, ".codex/sessions", ...day.split("-"));
  mkdirSync(folder, { recursive: true });
  const lines = answers.map(([input_tokens, output_tokens]) =>
    JSON.stringify({ type: "token_usage_record", payload: { usage: { input_tokens, output_tokens } } }),
  );
  writeFileSync(join(folder, `rollout-x-${id}.jsonl`), `${["{}", "half", ...lines].join("\n")}\n`);
}

describe("a command line that is an agent", () => {
  it("is believed what it says of its use, where it keeps no record", async () => {
    expect(await attempt(stage([began(), said("ok"), over(9, 3)]))).toMatchObject({
      ok: true,
      value: { output: "ok", session: ID, usage: usage(9, 3) },
    });
  });

  it("is believed its record more, since that knows of every answer", async () => {
    const set = stage([began(), said("ok"), over(9, 3)]);
    record(set.home, ID, [
      [9, 3],
      [20, 2],
    ]);
    expect(await attempt(set)).toMatchObject({ ok: true, value: { usage: usage(29, 5) } });
  });

  it("whose use nobody knows says nothing of it", async () => {
    const ended = await attempt(stage([began(), said("half")], "", {}));
    expect(ended).toMatchObject({ ok: false, error: { failure: { kind: "agent-exit" }, output: "half" } });
    expect(ended.ok ? null : ended.error.usage).toBeUndefined();
  });

  it("has a name for its conversation only if it looks like one", async () => {
    const ended = await attempt(stage([began("../../etc"), said("ok"), over(1, 1)]));
    expect(ended.ok && ended.value.session).toBeUndefined();
  });

  it("gives no more than the limits of output and notes", async () => {
    const notes: string[] = [];
    const set = stage(
      [began(), over(1, 1)],
      `printf '{"type":"item.completed","item":{"type":"agent_message","text":"'; head -c ${OUTPUT_LIMIT + 5} /dev/zero | tr '\\0' x; echo '"}}'`,
    );
    const ended = await attempt(set, {}, (note) => notes.push(note));
    expect(ended.ok && ended.value.output.length).toBe(OUTPUT_LIMIT);
    expect(notes.map((note) => note.length)).toEqual([NOTE_LIMIT]);
  });

  it("has its key in no file, and in its environment alone", async () => {
    const set = stage(
      [began(), over(1, 1)],
      `echo "key=$CODEX_API_KEY" >&2; echo "{\\"type\\":\\"item.completed\\",\\"item\\":{\\"type\\":\\"agent_message\\",\\"text\\":\\"$CODEX_API_KEY\\"}}"`,
    );
    expect(await attempt(set)).toMatchObject({ ok: true, value: { output: "***" } });
    const kept = ["out", "err"].map((ending) => readFileSync(`${set.given.scratch}.1-1.${ending}`, "utf8"));
    expect(kept.join("")).toContain("key=***");
    expect(kept.join("") + readFileSync(join(set.home, "argv"), "utf8")).not.toContain(KEY);
  });
});

describe("a conversation", () => {
  it("that was cut off is gone on with in a later epoch, and what nobody told is told", async () => {
    const set = stage([began(), said("ok"), over(9, 3)]);
    record(set.home, ID, [[9, 3]]);
    const open = { id: ID, epoch: 1, state: "open", log: "build.1-1.out", before: {} };
    await attempt(set);
    const path = `${set.given.scratch}.session.json`;
    const basis = (JSON.parse(readFileSync(path, "utf8")) as { basis: string }).basis;
    writeFileSync(path, JSON.stringify({ ...open, basis }));
    const ended = await attempt(set, { epoch: 2, call: 1 });
    // Its first call was never told: the record had it before the second began.
    expect(ended).toMatchObject({ ok: true, value: { usage: usage(9, 3) } });
    expect(readFileSync(join(set.home, "argv"), "utf8").split("\n").at(-2)).toContain(`resume ${ID} -`);
    expect(readFileSync(join(set.home, "stdin"), "utf8")).toBe(`Do it${CONTINUE}`);
  });

  it("that nobody knows any more begins anew", async () => {
    const forget = `case "$*" in *resume*) echo 'Error: no rollout found for thread id' >&2; exit 1;; esac`;
    const set = stage([began(OTHER), said("ok"), over(1, 1)], forget);
    const repair = { issues: [], previous: "", session: ID };
    expect(await attempt(set, { repair, part: "repair-1", call: 1 })).toMatchObject({
      ok: true,
      value: { output: "ok", session: OTHER },
    });
  });

  it("begins anew where its file is broken or says something else", async () => {
    for (const text of [
      "{",
      "[]",
      '{"id":"--evil"}',
      JSON.stringify({ id: ID, epoch: 1, basis: "other", state: "open", log: "../x" }),
    ]) {
      const set = stage([began(), said("ok"), over(1, 1)]);
      mkdirSync(dirname(set.given.scratch), { recursive: true });
      writeFileSync(`${set.given.scratch}.session.json`, text);
      expect((await attempt(set, { epoch: 2, call: 1 })).ok).toBe(true);
      expect(readFileSync(join(set.home, "argv"), "utf8")).not.toContain("resume");
    }
  });
});

describe("what is installed", () => {
  const machine = `${process.platform}-${process.arch}`;

  /** As npm lays it out without running its scripts. */
  function installation(
    name: string,
    main: string,
    binary: string,
  ): Readonly<{ folder: string; binary: string }> {
    const folder = temporaryFolder();
    const modules = join(folder, "node_modules");
    const wrapper = program(join(modules, main));
    mkdirSync(join(modules, ".bin"));
    symlinkSync(wrapper, join(modules, ".bin", name));
    return { folder, binary: program(join(modules, binary), "#!/bin/sh\n", 2 << 20) };
  }

  it("of Codex is the program, not the script around it", () => {
    const triples: Readonly<Record<string, string>> = {
      x64: "x86_64-unknown-linux-musl",
      arm64: "aarch64-unknown-linux-musl",
    };
    const vendor = `@openai/codex-${machine}/vendor/${triples[process.arch] ?? ""}/bin/codex`;
    const { folder, binary } = installation("codex", "@openai/codex/bin/codex.js", vendor);
    expect(programOf(codexWanted(), { PATH: join(folder, "node_modules/.bin") }, [])).toEqual({
      ok: true,
      value: binary,
    });
    expect(programOf(codexWanted(), { PATH: "" }, [join(folder, "a")])).toEqual({ ok: true, value: binary });
  });

  it("of opencode is the program, not what stands in its place", () => {
    const { folder, binary } = installation(
      "opencode",
      "opencode-ai/bin/opencode.exe",
      `opencode-${machine}/bin/opencode`,
    );
    expect(programOf(opencodeWanted(), { PATH: join(folder, "node_modules/.bin") }, [])).toEqual({
      ok: true,
      value: binary,
    });
  });

  it("may be nothing, which is said exactly", async () => {
    const env = { PATH: "/nowhere", HOME: temporaryFolder() };
    const directories = [temporaryFolder()];
    const codex = await codexAgent({ env, directories }).ready();
    expect(codex?.missing).toMatch(
      /"codex" is not available: .*PATH.*@openai\/codex.*, and neither CODEX_API_KEY nor/,
    );
    expect(codex?.hint).toContain("--runner scripted");
    const opencode = await opencodeAgent({ env, directories }).ready();
    expect(opencode?.missing).toMatch(/"opencode" is not available: .*PATH.*opencode-ai is not installed$/);
    const named = await opencodeAgent({
      env: { ...env, [OPENCODE_SETTING]: "/no/such" },
      directories,
    }).ready();
    expect(named?.missing).toContain(`${OPENCODE_SETTING} names /no/such, which cannot be run`);
  });
});
