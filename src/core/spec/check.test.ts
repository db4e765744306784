import fc from "fast-check";
import { expect, test } from "vitest";
import { checked, marks, specOf } from "../../../test/rig/specs.ts";
import { FAILURE_CLASSES } from "../base/vocabulary.ts";
import { NEVER_RETRIED } from "../journal/failure.ts";
import { check } from "./check.ts";
import { isCode } from "./codes.ts";
import { RULES } from "./rules/index.ts";

test("all mistakes are told at once, in the order of the file", () => {
  const text = `name: x
tasks:
  - { id: a, agent: codr, dependencies: [b, nobody] }
  - { id: b, agent: coder, dependencies: [a], prompt: "\${zzz} \${nosuch(1)}" }
`;
  expect(marks(text)).toEqual(["AO1203 codr", "AO1401 b", "AO1201 nobody", "AO1206 zzz", "AO1207 nosuch"]);
});

test("rules have the names of their files, each once", () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  for (const { name } of RULES) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test("what the kernel never retries is what an author cannot ask to be retried", () => {
  for (const kind of FAILURE_CLASSES) {
    const text = `name: x\ntasks:\n  - { id: a, agent: coder, retry: { max_attempts: 2, on: [${kind}] } }\n`;
    expect([kind, marks(text).length > 0]).toEqual([kind, NEVER_RETRIED.has(kind)]);
  }
});

test("no text makes a rule fail, every code is in the table, and every mark lies in the file", () => {
  const word = fc.constantFrom(
    "a",
    "b",
    "c-d",
    "coder",
    "inputs",
    "${a.output}",
    "{{x}}",
    "${",
    "a.status == 'failure'",
    "1",
  );
  const key = fc.constantFrom(
    ..."id agent type dependencies condition prompt run timeout retry for_each loop env trigger_rule steps then_steps".split(
      " ",
    ),
  );
  const task = fc.dictionary(key, fc.oneof(word, fc.array(word, { maxLength: 3 })), { maxKeys: 5 });
  const file = fc.record(
    {
      name: fc.constant("x"),
      tasks: fc.array(task, { maxLength: 4 }),
      inputs: fc.dictionary(word, fc.constant({})),
      outputs: fc.dictionary(word, word),
      finally: fc.array(task, { maxLength: 2 }),
    },
    { requiredKeys: ["name", "tasks"] },
  );
  fc.assert(
    fc.property(file, (data) => {
      const text = JSON.stringify(data);
      for (const { code, span, related = [], message } of checked(text)) {
        expect(isCode(code)).toBe(true);
        expect(message).not.toMatch(/\.$|undefined/);
        for (const each of [span, ...related.map((one) => one.span)]) {
          expect(each.start).toBeGreaterThanOrEqual(0);
          expect(each.end).toBeLessThanOrEqual(text.length);
          expect(each.end).toBeGreaterThanOrEqual(each.start);
        }
      }
    }),
  );
});

test("time grows with the file and not with its square", () => {
  const text = (count: number): string =>
    `name: x\ntasks:\n${Array.from({ length: count }, (_, at) => {
      const needs =
        at === 0 ? "" : `, dependencies: [t${at - 1}], prompt: "\${t0.output} \${t${at - 1}.output}"`;
      return `  - { id: t${at}, agent: coder${needs} }\n`;
    }).join("")}`;
  const [small, large] = [500, 8_000].map((count) => specOf(text(count)));
  if (small === undefined || large === undefined) throw new Error("no workflow");
  const spent = (spec: typeof small): number => {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      expect(check(spec, { agents: new Map(), agentNames: ["coder"] })).toEqual([]);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  spent(small);
  // Sixteen times the tasks: a square would be 256 times the time.
  expect(spent(large)).toBeLessThan(100 * Math.max(1, spent(small)));
});
