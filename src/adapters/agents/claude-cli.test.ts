import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { claudeAgent } from "./claude.ts";
import { CLAUDE_SETTING, claudeWanted, lacksKey } from "./claude-cli.ts";
import { type Outside, programOf } from "./installed.ts";

const STUB = "#!/bin/sh\necho 'native binary not installed' >&2\nexit 1\n";

const programAt = (env: Outside, directories: readonly string[]) =>
  programOf(claudeWanted(), env, directories);

function program(path: string, size?: number): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, STUB, { mode: 0o755 });
  if (size !== undefined) truncateSync(path, size);
  return path;
}

/** As npm lays it out: with its script run, or without. */
function installation(folder: string, size: number | undefined): Readonly<{ bin: string; binary: string }> {
  const modules = join(folder, "node_modules");
  const real = program(join(modules, "@anthropic-ai/claude-code/bin/claude.exe"), size);
  const binary = program(
    join(modules, `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`),
    2 << 20,
  );
  mkdirSync(join(modules, ".bin"));
  symlinkSync(real, join(modules, ".bin/claude"));
  return { bin: join(modules, ".bin/claude"), binary };
}

describe("the program", () => {
  it("is the one of the setting, and no other if that cannot be run", () => {
    const folder = temporaryFolder();
    const named = program(join(folder, "own/claude"));
    const usual = program(join(folder, "bin/claude"));
    const PATH = dirname(usual);
    expect(programAt({ PATH, [CLAUDE_SETTING]: named }, [])).toEqual({ ok: true, value: named });
    expect(programAt({ PATH, [CLAUDE_SETTING]: "/no/claude" }, [])).toMatchObject({ ok: false });
    expect(programAt({ PATH: `:${PATH}` }, [])).toEqual({ ok: true, value: usual });
  });

  it("is found in node_modules of a directory or above it", () => {
    const folder = temporaryFolder();
    const { bin } = installation(folder, 2 << 20);
    const below = join(folder, "a/b");
    expect(programAt({ PATH: "" }, [below])).toEqual({ ok: true, value: bin });
  });

  it("is the binary of the platform where the install ran no scripts", () => {
    const folder = temporaryFolder();
    const { bin, binary } = installation(folder, undefined);
    expect(programAt({ PATH: "" }, [folder])).toEqual({ ok: true, value: binary });
    expect(programAt({ PATH: dirname(bin) }, [])).toEqual({ ok: true, value: binary });
  });

  it("may be missing", () => {
    const found = programAt({ PATH: "/nowhere" }, [temporaryFolder()]);
    expect(found).toMatchObject({ ok: false, error: expect.stringContaining("PATH") as string });
  });
});

describe("the key", () => {
  it("is a variable, or the login of who uses this machine", () => {
    const HOME = temporaryFolder();
    expect(lacksKey({ HOME, ANTHROPIC_API_KEY: "" }, "linux")).toContain("ANTHROPIC_API_KEY");
    expect(lacksKey({ HOME, CLAUDE_CODE_OAUTH_TOKEN: "x" })).toBeNull();
    mkdirSync(join(HOME, ".claude"));
    writeFileSync(join(HOME, ".claude/.credentials.json"), "{}");
    expect(lacksKey({ HOME })).toBeNull();
    expect(lacksKey({ HOME, CLAUDE_CONFIG_DIR: join(HOME, "other") }, "linux")).not.toBeNull();
    expect(lacksKey({ HOME, CLAUDE_CONFIG_DIR: join(HOME, "other") }, "darwin")).toBeNull();
  });

  it("and the program are named together if both are missing, with a way to go on without", async () => {
    const env = { PATH: "/nowhere", HOME: temporaryFolder() };
    const lack = await claudeAgent({ env, directories: [temporaryFolder()] }).ready();
    expect(lack?.missing).toMatch(/^the runner "claude" is not available: .*PATH.*, and .*ANTHROPIC_API_KEY/);
    expect(lack?.hint).toContain("--runner scripted");
  });
});
