import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { claudeAgent } from "./claude.ts";
import { CLAUDE_SETTING, claudeWanted } from "./claude-cli.ts";
import { codexAgent } from "./codex.ts";
import { install, INSTALL_LIMIT_MS, npmEnvironment, WORDS_LIMIT } from "./install.ts";
import { type Outside, programOf } from "./installed.ts";
import { agentsFolder, PINNED, pinnedFolder } from "./pinned.ts";
import { INSTALL_SETTING, mayInstall } from "./readiness.ts";

const BINARY = join("node_modules", claudeWanted().binaries[0] ?? "");

/** Does what npm does with a package of one program: as often as it is asked, and writes down each time. */
const GOOD = `mkdir -p "$(dirname "$3/${BINARY}")"
printf '#!/bin/sh\\n' > "$3/${BINARY}"
chmod 755 "$3/${BINARY}"`;

type Scene = Readonly<{ folder: string; env: Outside; calls: () => readonly string[] }>;

function scene(doing: string | null, more: Outside = {}): Scene {
  const folder = temporaryFolder();
  const log = join(folder, "calls");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const text = `#!/bin/sh\nPATH=/usr/bin:/bin\necho "$*" >> '${log}'\nenv > '${log}.env'\npwd > '${log}.at'\n${doing ?? ""}\n`;
  if (doing !== null) writeFileSync(join(bin, "npm"), text, { mode: 0o755 });
  const env = { HOME: folder, PATH: bin, CI: "true", ANTHROPIC_API_KEY: "key-of-a-model", ...more };
  const calls = (): readonly string[] =>
    existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
  return { folder, env, calls };
}

const ready = ({ env, folder }: Scene) => claudeAgent({ env, directories: [folder] }).ready();
const left = ({ env }: Scene): readonly string[] => readdirSync(agentsFolder(env));
const place = ({ env }: Scene): string => pinnedFolder(PINNED.claude, env);
const VERSION = PINNED.claude.version;

async function mended(set: Scene): Promise<Readonly<{ failure: string | null; said: readonly string[] }>> {
  const said: string[] = [];
  const lack = await ready(set);
  if (lack?.mend === undefined) throw new Error("there is nothing that would mend it");
  return { failure: await lack.mend((line) => said.push(line)), said };
}

describe("a program that is missing in CI", () => {
  it("is installed once, said in one line, and found from then on without npm", async () => {
    const set = scene(GOOD);
    expect(await mended(set)).toEqual({ failure: null, said: [`installing Claude Code ${VERSION} …`] });
    expect(await ready(set)).toBeNull();
    const program = join(place(set), BINARY);
    expect(programOf(claudeWanted(), { HOME: set.folder, PATH: "" }, [])).toEqual({
      ok: true,
      value: program,
    });
    expect(set.calls()).toHaveLength(1);
    expect(set.calls()[0]).toMatch(
      new RegExp(
        `^install --prefix \\S+ --ignore-scripts --no-audit --no-fund @anthropic-ai/claude-code@${VERSION}$`,
      ),
    );
    expect(left(set)).toEqual([`claude-${VERSION}`]);
  });

  it("is left alone while it is found, a place of its own is named, or a key is missing", async () => {
    const set = scene(GOOD);
    const own = join(set.folder, "bin/claude");
    writeFileSync(own, "#!/bin/sh\n", { mode: 0o755 });
    expect(await ready(set)).toBeNull();
    const named = await ready(scene(GOOD, { [CLAUDE_SETTING]: "/no/claude" }));
    expect(named?.missing).toContain("/no/claude");
    expect(named?.mend).toBeUndefined();
    const keyless = await ready(scene(GOOD, { ANTHROPIC_API_KEY: "" }));
    expect(keyless?.missing).toContain("nobody is logged in");
    expect(keyless?.mend).toBeUndefined();
    const { env, folder } = scene(GOOD, { OPENAI_API_KEY: "key" });
    expect((await codexAgent({ env, directories: [folder] }).ready())?.mend).toBeTypeOf("function");
  });

  it("stays missing where npm fails, with its words and without its login; nothing is left", async () => {
    const set = scene(`echo "npm error 404 of $npm_config__authToken" >&2; exit 3`, {
      npm_config__authToken: "login-of-npm",
    });
    const { failure } = await mended(set);
    expect(failure).toContain("exit code 3: npm error 404 of ***");
    expect(left(set)).toEqual([]);
    const long = scene(`head -c 9000 /dev/zero | tr '\\0' x >&2; exit 1`);
    expect((await mended(long)).failure?.length).toBeLessThan(WORDS_LIMIT + 200);
  });

  it("stays missing without npm, without a place, or where the package has none for this machine", async () => {
    expect((await mended(scene(null))).failure).toMatch(/^npm, .* is not on the PATH$/);
    expect((await mended(scene("exit 0"))).failure).toContain("no program for this machine");
    const set = scene(GOOD);
    writeFileSync(join(set.folder, ".cache"), "");
    expect((await mended(set)).failure).toContain("no place to install it");
    expect(set.calls()).toEqual([]);
  });

  it("is not taken for installed where an install was cut off, and old remains are swept away", async () => {
    const set = scene(`${GOOD}; exec sleep 60`);
    expect(await install(PINNED.claude, set.env, 200)).toContain("ended by SIGKILL, after 0.2 s");
    expect(await ready(set)).not.toBeNull();
    const again = scene(GOOD);
    const [old, young] = ["old", "young"].map((name) =>
      join(dirname(place(again)), `.claude-${VERSION}.${name}`),
    );
    for (const path of [old, young]) mkdirSync(path ?? "", { recursive: true });
    const long = Date.now() / 1000 - (3 * INSTALL_LIMIT_MS) / 1000;
    utimesSync(old ?? "", long, long);
    expect((await mended(again)).failure).toBeNull();
    expect(left(again)).toEqual([`.claude-${VERSION}.young`, `claude-${VERSION}`]);
  });

  it("is whole when two install it at once", async () => {
    const set = scene(`${GOOD}\nsleep 0.1`);
    const both = await Promise.all([mended(set), mended(set)]);
    expect(both.map(({ failure }) => failure)).toEqual([null, null]);
    expect(set.calls()).toHaveLength(2);
    expect(left(set)).toEqual([`claude-${VERSION}`]);
    expect(await ready(set)).toBeNull();
  });

  it("is not believed where others could have put it", async () => {
    const set = scene(GOOD);
    await mended(set);
    chmodSync(place(set), 0o777);
    expect(await ready(set)).not.toBeNull();
  });

  it("is fetched by an npm that sees its own settings, no keys, and no settings of a repository", async () => {
    const set = scene(GOOD, {
      npm_config_registry: "https://registry.test",
      NPM_CONFIG_CAFILE: "/ca",
      https_proxy: "http://proxy",
      NODE_OPTIONS: "--inspect",
      GITHUB_TOKEN: "token",
    });
    await mended(set);
    const seen = readFileSync(join(set.folder, "calls.env"), "utf8");
    for (const name of ["npm_config_registry", "NPM_CONFIG_CAFILE", "https_proxy", "HOME"])
      expect(seen).toContain(`${name}=`);
    expect(seen).not.toMatch(/ANTHROPIC|GITHUB_TOKEN|NODE_OPTIONS/);
    expect(readFileSync(join(set.folder, "calls.at"), "utf8")).toContain(`/agents/.claude-${VERSION}.`);
    expect(npmEnvironment({ PATH: "/bin", OPENAI_API_KEY: "k", HOME: undefined })).toEqual({ PATH: "/bin" });
  });
});

describe("the leave to install", () => {
  it("is given in CI and by who asks for it, and nowhere else", async () => {
    expect(mayInstall({}, "linux")).toEqual({ ok: true, value: false });
    expect(mayInstall({ CI: "false" }, "linux")).toEqual({ ok: true, value: false });
    expect(mayInstall({ CI: "1" }, "linux")).toEqual({ ok: true, value: true });
    expect(mayInstall({ GITHUB_ACTIONS: "true" }, "linux")).toEqual({ ok: true, value: true });
    expect(mayInstall({ [INSTALL_SETTING]: "always" }, "linux")).toEqual({ ok: true, value: true });
    expect(mayInstall({ CI: "true", [INSTALL_SETTING]: "never" }, "linux")).toEqual({
      ok: true,
      value: false,
    });
    expect(mayInstall({ CI: "true" }, "win32")).toEqual({ ok: true, value: false });
    expect((await ready(scene(GOOD, { CI: "" })))?.mend).toBeUndefined();
    const odd = await ready(scene(GOOD, { [INSTALL_SETTING]: "perhaps" }));
    expect(odd?.missing).toContain(`${INSTALL_SETTING} is never or always, not "perhaps"`);
  });
});

it("installs the versions that the project is tried with", () => {
  const script = readFileSync(new URL("../../../.ci/run", import.meta.url), "utf8");
  for (const { name, version } of Object.values(PINNED))
    expect(script).toContain(`\nreadonly ${name.toUpperCase()}=${version}\n`);
});
