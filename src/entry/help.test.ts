import { expect, test } from "vitest";
import { COMMANDS, GLOBAL_FLAGS } from "./commands.ts";
import { commandHelp, commandPage, topHelp } from "./help.ts";
import { bytesIn } from "./sizes.ts";

const FIRST_SCREEN = 25;
const lineCount = (text: string): number => text.trimEnd().split("\n").length;

test("the first screen of help has at most 25 lines and three examples", () => {
  expect(lineCount(topHelp())).toBeLessThanOrEqual(FIRST_SCREEN);
  expect(topHelp().match(/^ {2}agent-orchestrator /gm)).toHaveLength(3);
  for (const command of COMMANDS) {
    expect(lineCount(commandHelp(command))).toBeLessThanOrEqual(FIRST_SCREEN);
    expect(commandHelp(command).match(/^ {2}agent-orchestrator /gm)).toHaveLength(3);
  }
});

test("help names every command and every flag of it", () => {
  for (const command of COMMANDS) {
    expect(topHelp()).toMatch(new RegExp(`^  (${command.name} |also .*\\b${command.name}\\b)`, "m"));
    for (const flag of command.flags) expect(commandHelp(command)).toContain(`--${flag.name}`);
  }
});

test("the page names every command, flag and exit code", () => {
  const page = commandPage();
  for (const command of COMMANDS) expect(page).toContain(`\n## ${command.name}\n`);
  for (const flag of GLOBAL_FLAGS) expect(page).toContain(`--${flag.name}`);
  for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 70, 130, 143]) expect(page).toContain(`\n| ${code} | `);
});

test("no flag of a command hides a flag of every command", () => {
  const names = new Set(GLOBAL_FLAGS.map((flag) => flag.name));
  const shorts = new Set(GLOBAL_FLAGS.map((flag) => flag.short).filter((short) => short !== undefined));
  for (const { flags } of COMMANDS) {
    for (const flag of flags) {
      expect(names.has(flag.name)).toBe(false);
      expect(flag.short !== undefined && shorts.has(flag.short)).toBe(false);
    }
  }
});

test.each([
  ["300000", 300_000],
  ["4MiB", 4 * 1024 * 1024],
  ["1.5 MB", 1_500_000],
  ["64k", 65_536],
  ["256MiB", 256 * 1024 * 1024],
  ["257MiB", undefined],
  ["0", undefined],
  ["-1", undefined],
  ["big", undefined],
  ["4 parsecs", undefined],
  ["", undefined],
])("the size %j is %s bytes", (text, bytes) => {
  expect(bytesIn(text)).toBe(bytes);
});
