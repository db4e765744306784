import { expect, test } from "vitest";
import { compiledPlan } from "../../test/rig/compiled.ts";
import { missingSecrets, unsupported } from "./preflight.ts";

const messages = (text: string, types?: ReadonlySet<string>): readonly string[] =>
  unsupported(compiledPlan(`name: x\ntasks:\n${text}`), types).map(({ message }) => message);

test("what can be planned but not run is told, also inside of patterns", () => {
  expect(
    messages(
      "  - { id: a, type: git, operation: fetch }\n  - { id: b, type: message, to: lead, for_each: [1] }\n  - { id: c, agent: coder, samples: 2 }",
    ),
  ).toEqual(['task "b": type "message" can be planned but not run by this version']);
});

test("types of plugins run where a plugin gives them", () => {
  const text = "  - { id: a, type: lint, options: { level: 2 } }";
  expect(messages(text)).toEqual(['task "a": no plugin gives the type "lint"']);
  expect(messages(text, new Set(["lint"]))).toEqual([]);
});

test("a secret is asked for where a pattern uses it", () => {
  const plan = compiledPlan(
    "name: x\ncontext: { secrets: [TOKEN, OTHER] }\ntasks: [{ id: a, agent: coder, for_each: [1], env: { T: '${secrets.TOKEN}' } }]",
  );
  expect(missingSecrets(plan, {}).map(({ message }) => message)).toEqual([
    "secret TOKEN is used, but the environment variable TOKEN is not set",
  ]);
  expect(missingSecrets(plan, { TOKEN: "x" })).toEqual([]);
});
