/** Bad input, bad disks and bad manners: each ends in a sentence, a code, and nothing lost. */
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Project, type Settings, documentIn, played, project, statuses } from "../rig/program.ts";
import { carriers, type Ended } from "../rig/spawned.ts";

/** Whatever went wrong, it was not our mistake, and it was said in words. */
function expectSentence(ended: Ended, code: number, words: string): void {
  expect(ended.code, ended.err).toBe(code);
  expect(ended.signal).toBe(null);
  expect(ended.err).toContain(words);
  expect(ended.err).toMatch(/error(\[AO\d+\])?: .{10,}/);
  expect(ended.err).toMatch(/help: /);
  expect(ended.err).not.toMatch(/^ +at .*:\d+:\d+/m);
}

describe("a workflow that cannot be one", () => {
  const FILES: readonly (readonly [
    what: string,
    name: string,
    text: string | Uint8Array | null,
    words: string,
  ])[] = [
    ["an unknown file", "no.yml", null, "no.yml"],
    ["an unknown name", "full-stack-featrue", null, "full-stack-feature"],
    ["a directory", "folder", null, "directory"],
    ["a binary file", "b.yml", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0]), "the file"],
    ["broken UTF-8", "u.yml", Uint8Array.from([0x6e, 0x61, 0xff, 0xfe, 0x6d, 0x65]), "UTF-8"],
    ["an empty file", "e.yml", "", "empty"],
    ["two documents", "two.yml", "name: a\n---\nname: b\n", "more than one document"],
    ["no tasks", "none.yml", "name: a\n", "no tasks"],
    ["an empty list of tasks", "nil.yml", "name: a\ntasks: []\n", "no tasks"],
    ["a task without an agent", "who.yml", "name: a\ntasks: [{ id: x }]\n", "names no agent"],
    ["no mapping", "list.yml", "- a\n- b\n", "mapping"],
    ["a loop of links", "loop.yml", null, "loop.yml"],
  ];

  it.each(FILES)("%s is refused and leaves no trace", async (_what, name, text, words) => {
    const place = project();
    mkdirSync(join(place.directory, "folder"));
    symlinkSync("loop.yml", join(place.directory, "loop.yml"));
    if (text !== null) place.write(name, text);
    for (const command of ["run", "validate", "plan"]) {
      const ended = await place.run([command, name]);
      // The findings of `validate` are its data; of the others they are complaints.
      const data = command === "validate" ? ended.out : "";
      expect(ended.out).toBe(data);
      expectSentence({ ...ended, err: data + ended.err }, 2, words);
    }
    expect(place.has(".claude")).toBe(false);
  });
});

const ONE = "name: one\ntasks: [{ id: a, type: command, run: [bash, -c, 'echo a >> ran'] }]\n";

describe("a state folder that cannot be used", () => {
  const PLACES: readonly (readonly [what: string, path: string])[] = [
    ["below a file", "file/state"],
    ["that is a file", "file"],
    ["where nobody may write", "/sys/kernel/agent-orchestrator"],
    ["with a name that is too long", "x".repeat(300)],
  ];

  it.each(PLACES)("%s stops the run before anything starts", async (_what, path) => {
    const place = project({ "one.yml": ONE, file: "" });
    const ended = await place.run(["run", "one.yml", "--state-dir", path]);
    expectSentence(ended, 6, "--state-dir");
    expect(place.has("ran")).toBe(false);
  });

  it.each(PLACES)("%s has no runs to show or to go on with", async (_what, path) => {
    const place = project({ file: "" });
    for (const words of [["status"], ["resume", "latest"], ["logs", "latest"], ["cancel", "latest"]]) {
      const ended = await place.run([...words, "--state-dir", path]);
      expectSentence(ended, 2, "no runs");
    }
  });

  it("with a folder that is no run does not stop the others", async () => {
    const place = project({ "one.yml": ONE });
    mkdirSync(join(place.state, "runs", "20200101-000000-beef"), { recursive: true });
    mkdirSync(join(place.state, "runs", "notes"), { recursive: true });
    writeFileSync(join(place.state, "runs", "20200101-000000-dead"), "a file");
    expect((await place.run(["run", "one.yml"])).code).toBe(0);
    expect((await place.run(["status"])).code).toBe(0);
    expectSentence(await place.run(["status", "20200101-000000-beef"]), 2, "journal");
    expectSentence(await place.run(["resume", "20200101-000000-dead"]), 2, "journal");
  });
});

/** Long enough in its journal to fill any of the small disks below in the middle of the run. */
const SCRIPT = `test "$AO_ATTEMPT" = 2 || { head -c 3000 /dev/zero | tr '\\0' x >&2; exit 1; }
test "$AO_TASK_ID" != t1 || setsid sleep 60 > /dev/null 2>&1 &
echo "$AO_TASK_ID" >> "$HOME/ran"; echo "$AO_TASK_ID is done"`;
const LONG = JSON.stringify({
  name: "long",
  settings: { max_parallel: 1 },
  tasks: Array.from({ length: 60 }, (_, index) => ({
    id: `t${index}`,
    type: "command",
    run: ["bash", "-c", SCRIPT],
    retry: { max_attempts: 2, delay: 0 },
    dependencies: index === 0 ? [] : [`t${index - 1}`],
  })),
});

type Disk = Readonly<{
  what: string;
  words: RegExp;
  make: (place: Project) => Readonly<{ state: string; small: Settings; grow: () => void }>;
}>;

const LIMITED: Disk = {
  what: "a limit on the size of files",
  words: /the system allows/,
  make: (place) => ({
    state: place.state,
    small: {
      before: ["bash", "-c", 'ulimit -f 100; exec "$@"', "bash"],
      env: { NODE_DISABLE_COMPILE_CACHE: "1" },
    },
    grow: () => {},
  }),
};

const mounted = (path: string, options: string): void => {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "none", path], { stdio: "ignore" });
};

function canMount(): boolean {
  try {
    execFileSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"], { stdio: "ignore" });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

const FULL: Disk = {
  what: "a disk without room",
  words: /the disk is full|no space left/,
  make(place) {
    const state = join(place.directory, "small");
    mkdirSync(state);
    mounted(state, "size=600k");
    onTestFinished(() => void execFileSync("umount", ["-l", state]));
    return {
      state,
      small: {},
      grow: () => execFileSync("mount", ["-o", "remount,size=50m", state]),
    };
  },
};

/** Where a test may mount disks, a real one is filled as well. */
const DISKS: readonly Disk[] = canMount() ? [LIMITED, FULL] : [LIMITED];

describe("a disk that fills up in the middle", () => {
  it.each(DISKS)(
    "$what: the run stops with a sentence, and a resume finishes it without running anything twice",
    async ({ words, make }) => {
      const place = project({ "long.json": LONG });
      const { state, small, grow } = make(place);
      const ended = await place.run(["run", "long.json", "--state-dir", state], small);
      expect(ended.code, ended.err).toBe(6);
      expect(ended.err).toMatch(words);
      const before = place.lines("ran");
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(60);
      expect((await place.run(["status", "--state-dir", state], small)).code).toBe(0);
      grow();
      const resumed = await place.run(["resume", "latest", "--state-dir", state, "--json"]);
      expect(resumed.code, resumed.err).toBe(0);
      expect(new Set(Object.values(statuses(documentIn(resumed))))).toEqual(new Set(["success"]));
      const ran = place.lines("ran");
      expect(new Set(ran).size).toBe(60);
      // Only what was at work when the disk was full may have run again.
      expect(ran.length).toBeLessThanOrEqual(61);
    },
  );

  it("that was read-only from the start is named as such", async () => {
    const place = project({ "one.yml": ONE });
    const state = join(place.directory, "state");
    mkdirSync(state);
    if (canMount()) {
      mounted(state, "ro");
      onTestFinished(() => void execFileSync("umount", ["-l", state]));
    }
    const path = canMount() ? state : "/sys/kernel/agent-orchestrator";
    expectSentence(
      await place.run(["run", "one.yml", "--state-dir", path]),
      6,
      canMount() ? "read-only" : "permission",
    );
    expect(place.has("ran")).toBe(false);
  });

  it("that is taken away while a task runs is named, and nothing of the run stays alive", async () => {
    const text = `name: gone\nsettings: { cancel_grace: 1 }\ntasks:
  - { id: a, type: command, run: [bash, -c, 'rm -rf "$STATE"; echo a >> ran'], env: { STATE: "\${inputs.state}" } }
  - { id: b, type: command, dependencies: [a], run: [bash, -c, "echo b >> ran"] }
inputs: { state: { type: string, required: true } }\n`;
    const place = project({ "gone.yml": text });
    const ended = await place.run(["run", "gone.yml", "-p", `state=${place.state}`]);
    expect(ended.code, ended.err).not.toBe(70);
    expect(ended.signal).toBe(null);
    expect(ended.err).not.toMatch(/^ +at .*:\d+:\d+/m);
  });
});

const commands = (
  rows: readonly string[],
  settings = "on_failure: continue, cancel_grace: 1, max_parallel: 4",
): string => `name: it\nsettings: { ${settings} }\ntasks:\n${rows.map((row) => `  - ${row}`).join("\n")}\n`;

describe("a command without manners", () => {
  it("ignores SIGTERM, hides in its own session, and is gone at the end all the same", async () => {
    const { document, status, task } = await played(
      commands([
        `{ id: deaf, type: command, timeout: 0.3, run: [bash, -c, 'trap "" INT TERM HUP; while :; do sleep 1; done'] }`,
        `{ id: daemon, type: command, run: [bash, -c, 'setsid bash -c "trap \\"\\" INT TERM; sleep 60; sleep 60" > /dev/null 2>&1 & echo left'] }`,
        `{ id: holds, type: command, run: [bash, -c, "(setsid sleep 60 &) ; echo held"] }`,
      ]),
    );
    expect(status).toEqual({ deaf: "failure", daemon: "success", holds: "success" });
    expect(task("deaf").reason).toMatch(/^timeout/);
    expect(task("daemon").output).toBe("left");
    expect(task("holds").output).toBe("held");
    expect(task("holds").duration_ms ?? 60_000).toBeLessThan(10_000);
    expect(carriers(`AO_RUN_ID=${document.run_id}`)).toEqual([]);
  });

  it("prints 100 MB, and the run keeps the start as output and the whole as a file", async () => {
    const { code, task, place, document } = await played(
      commands([
        `{ id: loud, type: command, run: [bash, -c, "head -c 100000000 /dev/zero | tr '\\\\0' x"] }`,
        `{ id: after, type: command, dependencies: [loud], run: [bash, -c, 'node -e "console.log(Object.keys(JSON.parse(fs.readFileSync(process.env.AO_INPUTS_FILE))))"'] }`,
      ]),
    );
    expect(code).toBe(0);
    expect(String(task("loud").output).length).toBe(1 << 20);
    expect(statSync(join(place.folder(document.run_id), "logs/loud.1-1.out")).size).toBe(100_000_000);
    expect(task("after").output).toContain("loud");
  });

  it("prints 30 MB in which secrets have to be looked for", async () => {
    const text = commands([
      `{ id: loud, type: command, run: [bash, -c, "head -c 30000000 /dev/zero | tr '\\\\0' x; echo $0"], env: {} }`,
    ]);
    const { code, place, document } = await played(`${text}context: { secrets: [TOKEN] }\n`, [], {
      env: { TOKEN: "xxxxxxxxxy" },
    });
    expect(code).toBe(0);
    expect(statSync(join(place.folder(document.run_id), "logs/loud.1-1.out")).size).toBeGreaterThan(
      29_999_990,
    );
  });

  it("says nothing, no newline, half a sign, or closes its streams", async () => {
    const { code, task } = await played(
      commands([
        `{ id: nothing, type: command, run: ["true"] }`,
        `{ id: open, type: command, run: [printf, "a\\nb"] }`,
        `{ id: last, type: command, run: [printf, "a\\n\\n"] }`,
        `{ id: broken, type: command, run: [bash, -c, 'printf "a\\\\xff\\\\xc3"'] }`,
        `{ id: nul, type: command, run: [bash, -c, 'printf "a\\\\0b"'] }`,
        `{ id: closed, type: command, run: [bash, -c, "echo before; exec >&- 2>&-; exec 0<&-; sleep 0.1"] }`,
        `{ id: reads, type: command, run: [cat] }`,
        `{ id: follows, type: command, dependencies: [nothing, broken, nul], run: [printf, "[%s][%s]", "\${nothing.output}", "\${broken.output}"] }`,
      ]),
    );
    expect(code).toBe(0);
    expect(task("nothing").output).toBe("");
    expect(task("open").output).toBe("a\nb");
    expect(task("last").output).toBe("a\n");
    expect(task("broken").output).toBe("a\ufffd\ufffd");
    expect(task("nul").output).toBe("a\0b");
    expect(task("closed").output).toBe("before");
    expect(task("reads").output).toBe("");
    expect(task("follows").output).toBe("[][a\ufffd\ufffd]");
  });

  it("cannot be started, is killed, asks to be tried again, or is given more than the system takes", async () => {
    const { code, status, task } = await played(
      commands([
        `{ id: unknown, type: command, run: [no-such-command] }`,
        `{ id: folder, type: command, run: [/tmp] }`,
        `{ id: killed, type: command, run: [bash, -c, "kill -KILL $$"] }`,
        `{ id: again, type: command, retry: { delay: 0 }, run: [bash, -c, 'test "$AO_ATTEMPT" = 3 || exit 75'] }`,
        `{ id: always, type: command, retry: { delay: 0 }, run: [bash, -c, "exit 75"] }`,
        `{ id: big, type: command, run: [bash, -c, "head -c 200000 /dev/zero | tr '\\\\0' x"] }`,
        `{ id: too-big, type: command, dependencies: [big], run: [echo, "\${big.output}"] }`,
        `{ id: nul, type: command, run: [bash, -c, 'printf "a\\\\0b"'] }`,
        `{ id: with-nul, type: command, dependencies: [nul], run: [echo, "\${nul.output}"] }`,
      ]),
    );
    expect(code).toBe(1);
    expect(status).toMatchObject({
      again: "success",
      always: "failure",
      unknown: "failure",
      folder: "failure",
      killed: "failure",
      "too-big": "failure",
      "with-nul": "failure",
    });
    expect(task("unknown").reason).toContain('"no-such-command" was not found');
    expect(task("folder").reason).toContain("may not be executed");
    expect(task("killed").reason).toContain("SIGKILL");
    expect([task("again").attempts, task("always").attempts]).toEqual([3, 3]);
    expect(task("always").reason).toMatch(/^infrastructure/);
    expect(task("too-big").reason).toContain("larger than the system allows");
  });

  it("writes rubbish where its result belongs", async () => {
    const { status, task } = await played(
      commands([
        `{ id: text, type: command, run: [bash, -c, 'echo no json > "$AO_OUTPUT_FILE"'] }`,
        `{ id: list, type: command, run: [bash, -c, 'echo "[]" > "$AO_OUTPUT_FILE"'] }`,
        `{ id: folder, type: command, run: [bash, -c, 'mkdir "$AO_OUTPUT_FILE"'] }`,
        `{ id: link, type: command, run: [bash, -c, 'ln -s /dev/zero "$AO_OUTPUT_FILE"'] }`,
        `{ id: huge, type: command, run: [bash, -c, 'head -c 9000000 /dev/zero > "$AO_OUTPUT_FILE"'] }`,
        `{ id: good, type: command, run: [bash, -c, 'echo noise; echo "{\\"output\\": \\"said\\", \\"cost_usd\\": 0.25}" > "$AO_OUTPUT_FILE"'] }`,
      ]),
    );
    expect(status).toEqual({
      text: "failure",
      list: "failure",
      folder: "failure",
      link: "failure",
      huge: "failure",
      good: "success",
    });
    for (const id of ["text", "list", "folder", "link", "huge"])
      expect(task(id).reason, id).toMatch(/^output-invalid: /);
    expect(task("good")).toMatchObject({ output: "said", cost_usd: 0.25 });
  });
});

describe("a reader that goes away", () => {
  const shell = (script: string): readonly string[] => ["bash", "-c", script, "bash"];

  it.each([
    ["of stdout", '"$@" --json | head -c 1 > /dev/null; echo "${PIPESTATUS[0]}" > code'],
    ["of stderr", '"$@" 2>&1 > /dev/null | head -c 1 > /dev/null; echo "${PIPESTATUS[0]}" > code'],
    ["of both from the start", '"$@" >&- 2>&-; echo "$?" > code'],
  ])("%s does not disturb the run", async (_what, script) => {
    const place = project({ "long.json": LONG.replaceAll('"max_parallel":1', '"max_parallel":8') });
    await place.run(["run", "long.json"], { before: shell(script) });
    expect(place.lines("code")).toEqual(["0"]);
    expect(new Set(place.lines("ran")).size).toBe(60);
    const [run = ""] = place.runs();
    expect(place.journal(run).map(({ type }) => type)).toContain("run.finished");
  });
});

describe("many at once", () => {
  it("runs of one workflow do not disturb each other", async () => {
    const place = project({ "one.yml": ONE });
    const all = await Promise.all(Array.from({ length: 6 }, () => place.run(["run", "one.yml", "--json"])));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(new Set(all.map((ended) => documentIn(ended).run_id)).size).toBe(6);
    expect(place.lines("ran")).toHaveLength(6);
  });
});
