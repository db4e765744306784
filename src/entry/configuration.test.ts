import { expect, test } from "vitest";
import { configuration, configurationText, flagsFrom } from "./configuration.ts";
import { settingsIn } from "./configuration-file.ts";
import { commandNamed } from "./commands.ts";

const run = commandNamed("run");
if (run === undefined) throw new Error("there is no run");

const settings = (
  given: Record<string, string | number | boolean>,
  env: Record<string, string>,
  file: Record<string, string | number | boolean>,
) => configuration(run, new Map(Object.entries(given)), env, new Map(Object.entries(file)));

function valueOf(name: string, ...from: Parameters<typeof settings>): unknown {
  const result = settings(...from);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.find((each) => each.flag.name === name);
}

test("a flag wins over the environment, the environment over the file, the file over the default", () => {
  const env = { AGENT_ORCHESTRATOR_MAX_PARALLEL: "5" };
  const file = { max_parallel: 7 };
  expect(valueOf("max-parallel", { "max-parallel": 3 }, env, file)).toMatchObject({
    value: 3,
    origin: "flag",
  });
  expect(valueOf("max-parallel", {}, env, file)).toMatchObject({ value: 5, origin: "environment" });
  expect(valueOf("max-parallel", {}, {}, file)).toMatchObject({ value: 7, origin: "file" });
  expect(valueOf("max-parallel", {}, {}, {})).toMatchObject({ value: undefined, origin: "default" });
});

test("an empty variable says nothing", () => {
  expect(valueOf("ui", {}, { AGENT_ORCHESTRATOR_UI: "" }, {})).toMatchObject({
    value: "auto",
    origin: "default",
  });
});

test("flags that are no settings are not taken from elsewhere", () => {
  expect(valueOf("json", {}, { AGENT_ORCHESTRATOR_JSON: "true" }, {})).toMatchObject({ origin: "default" });
});

test.each([
  [
    { AGENT_ORCHESTRATOR_QUIET: "perhaps" },
    {},
    'AGENT_ORCHESTRATOR_QUIET needs true or false, not "perhaps"',
  ],
  [
    {},
    { max_parallel: "x" },
    'max_parallel in agent-orchestrator.config.yml needs a whole number of at least 1, not "x"',
  ],
  [{}, { max_paralel: 3 }, 'unknown key "max_paralel" in agent-orchestrator.config.yml'],
] as const)("%j and %j are refused by the name under which they were written", (env, file, message) => {
  const result = settings({}, env, file);
  expect(result.ok ? "" : result.error.message).toBe(message);
});

test("the listing names every value and its place", () => {
  const result = settings({ ui: "plain" }, { AGENT_ORCHESTRATOR_RUNNER: "scripted" }, { quiet: true });
  if (!result.ok) throw new Error(result.error.message);
  const text = configurationText(result.value, false);
  expect(text).toMatch(/^runner +scripted +environment \(AGENT_ORCHESTRATOR_RUNNER\)$/m);
  expect(text).toMatch(/^quiet +true +file \(quiet in agent-orchestrator\.config\.yml\)$/m);
  expect(text).toMatch(/^ui +plain +flag \(--ui\)$/m);
  expect(JSON.parse(configurationText(result.value, true))).toMatchObject({
    schemaVersion: 1,
    settings: { ui: { value: "plain", origin: "flag" } },
  });
});

test("flags are read by what they are", () => {
  const result = settings({ "max-parallel": 2, quiet: true, runner: "x" }, {}, {});
  if (!result.ok) throw new Error(result.error.message);
  const flags = flagsFrom(result.value);
  expect([
    flags.number("max-parallel"),
    flags.on("quiet"),
    flags.text("runner"),
    flags.list("param"),
  ]).toEqual([2, true, "x", []]);
  expect([flags.number("runner"), flags.on("runner"), flags.text("quiet")]).toEqual([
    undefined,
    false,
    undefined,
  ]);
});

test("the file holds plain values under keys", () => {
  expect(settingsIn("max_parallel: 4\nquiet: true\n")).toEqual({
    ok: true,
    value: new Map<string, unknown>([
      ["max_parallel", 4],
      ["quiet", true],
    ]),
  });
  expect(settingsIn("")).toEqual({ ok: true, value: new Map() });
  expect(settingsIn("- a")).toMatchObject({ ok: false });
  expect(settingsIn("a: [1]")).toMatchObject({
    ok: false,
    error: { message: '"a" in agent-orchestrator.config.yml needs a plain value' },
  });
  expect(settingsIn("a: 'x")).toMatchObject({ ok: false });
});
