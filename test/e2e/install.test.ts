/** A runner's program that is missing in CI: fetched last of all, and told when it cannot be had. */
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { project } from "../rig/cli.ts";

const WORKFLOW = `name: t
context: { secrets: [NEEDED] }
tasks:
  - { id: a, agent: coder, runner: claude, prompt: Say hello, env: { N: "\${secrets.NEEDED}" } }
`;

const NPM = `#!/bin/sh
echo called >> "$HOME/calls"
echo "npm error network refused" >&2
exit 1
`;

test("what is missing is installed only if nothing else is, and the words of an npm that fails are told", async () => {
  const place = project({ "w.yml": WORKFLOW, "bin/npm": NPM });
  const at = (name: string): string => join(place.folder, name);
  chmodSync(at("bin/npm"), 0o755);
  const PATH = [at("bin"), "/bin"].join(delimiter);
  const env = { PATH, HOME: place.folder, CI: "true", NEEDED: "secret-value", ANTHROPIC_API_KEY: "sk-none" };
  const run = (more: Readonly<Record<string, string>>) =>
    place.run(["run", "w.yml"], { env: { ...env, ...more } });

  const keyless = await run({ ANTHROPIC_API_KEY: "" });
  expect(keyless.code).toBe(4);
  expect(keyless.err).toContain("ANTHROPIC_API_KEY");
  const short = await run({ NEEDED: "" });
  expect(short.code).toBe(4);
  expect(short.err).toContain("NEEDED is not set");
  expect((await run({ CI: "" })).err).toContain('the runner "claude" is not available');
  expect(existsSync(at("calls"))).toBe(false);

  const failed = await run({});
  expect(failed.code).toBe(4);
  expect(failed.err).toMatch(/^installing Claude Code [\d.]+ …\n/m);
  expect(failed.err).toMatch(/is not on the PATH .*, and npm could not install .*npm error network refused/);
  expect(place.lines("calls")).toEqual(["called"]);
  expect(readdirSync(place.folder)).not.toContain(".claude");
});
