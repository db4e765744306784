import fc from "fast-check";
import { expect, test } from "vitest";
import { invocation, type Invocation, type UsageError } from "./arguments.ts";
import { COMMANDS } from "./commands.ts";

function parsed(...words: string[]): Extract<Invocation, { kind: "command" }> {
  const result = invocation(words);
  if (!result.ok || result.value.kind !== "command") throw new Error(JSON.stringify(result));
  return result.value;
}

function refused(...words: string[]): UsageError {
  const result = invocation(words);
  if (result.ok) throw new Error(`accepted: ${words.join(" ")}`);
  return result.error;
}

test("a command, its arguments and its flags are told apart in any order", () => {
  const { command, args, given } = parsed(
    "-C",
    "there",
    "run",
    "-p",
    "a=1",
    "demo",
    "--param=b=x y",
    "--json",
  );
  expect(command.name).toBe("run");
  expect(args).toEqual(["demo"]);
  expect(Object.fromEntries(given)).toEqual({ directory: "there", param: ["a=1", "b=x y"], json: true });
});

test("a flag that needs no value takes one only with =", () => {
  expect(parsed("run", "--record", "demo").args).toEqual(["demo"]);
  expect(parsed("run", "--record", "demo").given.get("record")).toBe("");
  expect(parsed("run", "demo", "--record=kept.json").given.get("record")).toBe("kept.json");
});

test("what follows two dashes is never a flag", () => {
  expect(parsed("validate", "--", "--strange.yml").args).toEqual(["--strange.yml"]);
});

test("numbers are numbers", () => {
  expect(parsed("run", "demo", "--max-parallel", "12").given.get("max-parallel")).toBe(12);
  expect(parsed("resume", "latest", "--max-cost-usd=2.5").given.get("max-cost-usd")).toBe(2.5);
});

test.each([
  [["rnu"], 'unknown command "rnu"', 'did you mean "run"?'],
  [["frobnicate"], 'unknown command "frobnicate"', "agent-orchestrator --help lists them"],
  [["run", "x", "--jsno"], 'unknown flag "--jsno" for "run"', 'did you mean "--json"?'],
  [["run", "x", "-z"], 'unknown flag "-z" for "run"', "agent-orchestrator run --help lists them"],
  [["--verison"], 'unknown flag "--verison"', 'did you mean "--version"?'],
  [["run"], '"run" needs a file, or the name of a workflow', "write agent-orchestrator run <workflow>"],
  [["version", "x"], '"version" does not know what to do with "x"', "write agent-orchestrator version"],
  [["run", "x", "--runner"], "--runner needs a value", "write --runner <name>"],
  [["run", "x", "--params", "--json"], "--params needs a value", "write --params <file>"],
  [["run", "x", "--json=1"], "--json takes no value", "write just --json"],
  [
    ["run", "x", "--max-parallel", "0"],
    '--max-parallel needs a whole number of at least 1, not "0"',
    undefined,
  ],
  [
    ["run", "x", "--max-parallel", "1.5"],
    '--max-parallel needs a whole number of at least 1, not "1.5"',
    undefined,
  ],
  [
    ["run", "x", "--max-parallel", "many"],
    '--max-parallel needs a whole number of at least 1, not "many"',
    undefined,
  ],
  [
    ["validate", "--format", "srif"],
    '--format does not know "srif"',
    'did you mean "sarif"? it takes one of text, json, sarif, github, compact',
  ],
])("%j is refused with a sentence", (words, message, help) => {
  const error = refused(...words);
  expect(error.message).toBe(message);
  expect(error.help).toBe(help);
});

test("help is reached at each level and by each spelling", () => {
  const top = { ok: true, value: { kind: "help", command: null } };
  expect(invocation([])).toEqual(top);
  expect(invocation(["--help"])).toEqual(top);
  expect(invocation(["-h"])).toEqual(top);
  expect(invocation(["help"])).toEqual(top);
  for (const command of COMMANDS) {
    for (const words of [
      [command.name, "--help"],
      [command.name, "-h"],
      ["help", command.name],
      ["-C", ".", command.name, "x", "--help"],
    ]) {
      expect(invocation(words)).toEqual({ ok: true, value: { kind: "help", command } });
    }
  }
});

test("--version is understood", () => {
  expect(parsed("--version").command.name).toBe("version");
  expect(parsed("-V").command.name).toBe("version");
});

test("no words can break the parser", () => {
  const word = fc.oneof(
    fc.constantFrom("run", "validate", "--", "-p", "--json", "-C", "--ui", "--help", "-", "=", "--=x", "-hq"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const result = invocation(words);
      if (!result.ok) expect(result.error.message).not.toBe("");
    }),
  );
});
