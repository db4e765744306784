/** Inputs as the runner hands them over: read once, every mistake at once, nothing taken that is not done. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { INPUTS, OUTPUTS } from "./action-table.ts";
import { SECRET_INPUTS, variableOf, wishes } from "./action-wishes.ts";

const env = (given: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [variableOf(name), value]));

const value = (given: Readonly<Record<string, string>>) => {
  const result = wishes(env(given));
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join("\n"));
  return result.value;
};

const objections = (given: Readonly<Record<string, string>>): readonly string[] => {
  const result = wishes(env(given));
  return result.ok ? [] : result.error.map(({ message, hint }) => `${message} (${hint})`);
};

describe("the table", () => {
  it.each([
    ["inputs", INPUTS],
    ["outputs", OUTPUTS],
  ])("names each of the %s once", (_, rows) => {
    const names = rows.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe("wishes", () => {
  it("fills in what the file leaves out", () =>
    expect(value({ workflow: "demo" })).toMatchObject({
      mode: "run",
      comment: "live",
      check: true,
      annotations: true,
      forks: "refuse",
      resume: "",
      allowedBots: [],
      dryRun: false,
      credentials: {},
    }));

  it("reads lists of names by commas and lines", () =>
    expect(value({ workflow: "x", allowed_bots: "a[bot], b[bot]\n c[bot]\n" }).allowedBots).toEqual([
      "a[bot]",
      "b[bot]",
      "c[bot]",
    ]));

  it("hands credentials on under the names that Claude Code knows", () =>
    expect(
      value({ workflow: "x", anthropic_api_key: "sk-1", claude_code_oauth_token: "t" }).credentials,
    ).toEqual({
      ANTHROPIC_API_KEY: "sk-1",
      CLAUDE_CODE_OAUTH_TOKEN: "t",
    }));

  it("names every mistake at once", () => {
    const found = objections({
      comment: "lve",
      annotations: "perhaps",
      max_parallel: "many",
      timeout: "soon",
      rerun: "all",
    });
    expect(found).toHaveLength(6);
    expect(found.join("\n")).toContain('did you mean "live"');
    expect(found.join("\n")).toContain("`workflow` is missing");
  });

  it("asks for what each part of a run cannot do without, and takes nothing of a whole run", () => {
    expect(objections({ mode: "plan" })).toEqual([expect.stringContaining("`workflow` is missing")]);
    expect(objections({ mode: "task" })).toHaveLength(2);
    expect(objections({ mode: "advance", plan: "x" })).toEqual([
      expect.stringContaining("`wave` is missing"),
    ]);
    expect(objections({ mode: "finish" })).toEqual([]);
    expect(objections({ mode: "task", task: "a", plan: "x", dry_run: "true" })).toEqual([
      expect.stringContaining("`dry_run` is not taken with `mode: task`"),
    ]);
    expect(objections({ mode: "plan", workflow: "x", resume: "20261121-124340-84e2", inputs: "{}" })).toEqual(
      [],
    );
    expect(objections({ mode: "plan", workflow: "x", timeout: "", max_cost_usd: "", runner: "" })).toEqual(
      [],
    );
  });

  it.each(["begin", "leg", "all"])("refuses the mode %s with a sentence", (mode) => {
    const found = objections({ workflow: "x", mode });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`does not know "${mode}"`);
  });

  it("refuses everything that is reserved, and no default", () => {
    for (const { name, later, choices, default: standard } of INPUTS) {
      if (later === undefined) continue;
      const refused = later === "any" ? ["something"] : later;
      for (const each of refused)
        expect(objections({ workflow: "x", effects: "none", [name]: each }), `${name}: ${each}`).toHaveLength(
          1,
        );
      for (const each of choices ?? []) {
        if (refused.includes(each)) continue;
        expect(objections({ workflow: "x", effects: "none", [name]: each }), `${name}: ${each}`).toEqual([]);
      }
      if (standard !== undefined) expect(objections({ workflow: "x", [name]: standard })).toEqual([]);
    }
  });

  it("needs no workflow to validate or to go on", () => {
    expect(objections({ mode: "validate" })).toEqual([]);
    expect(objections({ resume: "20261121-124340-84e2" })).toEqual([]);
  });

  it("needs one to go on with whatever fits, since nothing may fit, and takes what a new run needs", () => {
    expect(objections({ resume: "auto" })).toEqual([expect.stringContaining("`workflow` is missing")]);
    expect(objections({ resume: "auto", workflow: "x", inputs: "a: 1", timeout: "5m" })).toEqual([]);
    expect(objections({ resume: "20261121-124340-84e2", inputs: "a: 1" })).toHaveLength(1);
  });
});

describe("action.yml", () => {
  const file = parse(readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8")) as {
    inputs: Record<string, { default?: string; description: string }>;
    outputs: Record<string, { description: string }>;
    runs: Record<string, string>;
  };

  it("says what the table says", () => {
    expect(Object.keys(file.inputs)).toEqual(INPUTS.map(({ name }) => name));
    expect(Object.keys(file.outputs)).toEqual(OUTPUTS.map(({ name }) => name));
    for (const { name, default: standard } of INPUTS) expect(file.inputs[name]?.default).toBe(standard);
  });

  it("runs under Node 24, before and after the rest of the job", () =>
    expect(file.runs).toEqual({ using: "node24", main: "dist/action.js", post: "dist/post.js" }));

  it("marks every input that is a secret by its name", () =>
    expect(SECRET_INPUTS).toEqual(
      INPUTS.filter(({ name }) => /token|key/.test(name)).map(({ name }) => name),
    ));
});
