import { expect, test } from "vitest";
import { specOf } from "../../../../test/rig/specs.ts";
import { codeElement, sitesOf } from "./sites.ts";

test.each([
  ["npm test", -1],
  ["bash -c CODE", 2],
  ["bash -lc CODE x", 2],
  ["/bin/sh -c CODE", 2],
  ["bash -euo pipefail -c CODE", 4],
  ["env bash -c CODE", 3],
  ["sudo env zsh -c CODE", 4],
  ["node -e CODE", 2],
  ["node -pe CODE", 2],
  ["node --eval CODE", 2],
  ["python3 -c CODE", 2],
  ["python3.12 -c CODE", 2],
  ["perl -e CODE", 2],
  ["ruby -e CODE", 2],
  ["bash script.sh -x", -1],
  ["grep -c word", -1],
  ["node server.js", -1],
  ["deno eval CODE", 2],
])("the code in %j is element %i", (argv, place) => {
  expect(codeElement(argv.split(" "))).toBe(place);
});

test("every place of an expression knows what becomes of it", () => {
  const text = `name: x
inputs: { a: {}, n: { type: integer } }
context:
  variables: { v: "\${a}" }
tasks:
  - id: t
    agent: coder
    name: "\${a} 1"
    prompt: "\${a} 2"
    parameters: { deep: [{ er: "\${a} 3" }] }
    condition: a == 4
    timeout: "\${n}"
    env: { E: "\${a} 5" }
    retry: { max_attempts: "\${n}", when: "failure.class != '6'" }
    for_each: { items: "\${a}", key: "\${item}", max_parallel: "\${n}" }
    verify: [{ run: ["\${a}", "\${a} 7"] }, { run: "\${a} 8" }, "a == 9"]
    compensate: { type: command, run: [sh, -c, "\${a} 10"] }
  - { id: c, type: command, run: [bash, -c, "\${a} 11", "\${a} 12"] }
  - { id: g, type: git, operation: commit, branch: "\${a} 13", message: "\${a} 14" }
  - { id: "\${x}", agent: coder }
outputs: { o: "\${a} 15" }
`;
  expect(sitesOf(specOf(text)).map(({ path, sink }) => `${path.join(".")}: ${sink}`)).toEqual([
    "name: prompt",
    "prompt: prompt",
    "parameters.deep.0.er: prompt",
    "condition: condition",
    "timeout: steering",
    "env.E: env",
    "retry.max_attempts: steering",
    "retry.when: condition",
    "for_each.items: prompt",
    "for_each.key: prompt",
    "for_each.max_parallel: steering",
    "verify.0.run.0: program",
    "verify.0.run.1: argument",
    "verify.1.run: code",
    "verify.2.condition: condition",
    "compensate.run.2: code",
    "run.2: code",
    "run.3: argument",
    "branch: ref",
    "message: prompt",
    "id: fixed",
    "variables.v: variable",
    "outputs.o: output",
  ]);
});
