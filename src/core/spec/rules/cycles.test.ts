import fc from "fast-check";
import { expect, test } from "vitest";
import { checked } from "../../../../test/rig/specs.ts";

const workflow = (needs: readonly (readonly number[])[]): string =>
  `name: x\ntasks:\n${needs.map((list, at) => `  - { id: t${at}, agent: coder, dependencies: [${list.map((n) => `t${n}`).join(", ")}] }\n`).join("")}`;

const cyclesIn = (text: string): readonly string[] =>
  checked(text)
    .filter(({ code }) => code === "AO1401" || code === "AO1402")
    .map(({ message }) => message);

test("a graph whose edges all point back has no circle", () => {
  const graph = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.tuple(
        ...Array.from({ length: size }, (_, at) =>
          fc.uniqueArray(fc.nat(Math.max(0, at - 1)), { maxLength: at }),
        ),
      ),
    );
  fc.assert(
    fc.property(graph, (needs) => {
      expect(cyclesIn(workflow(needs))).toEqual([]);
    }),
  );
});

test("every circle that is told about is one, and none is told about only if there is none", () => {
  const graph = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(graph, (needs) => {
      const told = cyclesIn(workflow(needs)).filter((message) => message.startsWith("tasks wait"));
      for (const message of told) {
        const ids = message.slice("tasks wait for each other: ".length).split(" → ");
        expect(ids.at(-1)).toBe(ids[0]);
        ids.slice(1).forEach((id, at) => {
          expect(needs[Number(ids[at]?.slice(1))]).toContain(Number(id.slice(1)));
        });
      }
      expect(told.length > 0).toBe(hasCircle(needs.map((list, at) => list.filter((n) => n !== at))));
    }),
  );
});

/** Slow and obviously right: takes away what waits for nothing until nothing changes. */
function hasCircle(needs: readonly (readonly number[])[]): boolean {
  const left = new Set(needs.keys());
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const node of left) if (!needs[node]?.some((need) => left.has(need))) left.delete(node);
  }
  return left.size > 0;
}

test("a ring of 300 tasks is one circle with its edges framed", () => {
  const text = workflow(Array.from({ length: 300 }, (_, at) => [(at + 1) % 300]));
  const [only, ...others] = checked(text);
  expect(others).toEqual([]);
  expect(only?.message).toMatch(/^tasks wait for each other: t0 → t1 → .* → … 288 more → t0$/);
  expect(only?.related?.length).toBe(39);
});
