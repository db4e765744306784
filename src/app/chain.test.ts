import { expect, test } from "vitest";
import { aliasesOf } from "../core/spec/fields.ts";
import { ALSO_CALLED, chainDocument, chainTask, type Chain, type Link } from "./chain.ts";

const tasks = (...ids: readonly string[]): Chain["tasks"] => ids.map((id) => ({ id, agent: "coder" }));

const document = (links: readonly Link[], ...ids: readonly string[]) =>
  chainDocument("it", {}, [{ tasks: tasks(...ids), links }]);

const errorOf = (links: readonly Link[], ...ids: readonly string[]): string => {
  const made = document(links, ...ids);
  return made.ok ? "" : made.error;
};

test("the other names of what chains write are those of the language", () => {
  const names = ["dependencies", "condition"].flatMap((key) => aliasesOf(key).map((alias) => [alias, key]));
  expect(ALSO_CALLED).toEqual(Object.fromEntries(names));
});

test("a link adds dependencies after those that were written, in order and once", () => {
  const written = [{ id: "a" }, { id: "b" }, { id: "c", dependencies: ["b"] }];
  const made = chainDocument("it", {}, [{ tasks: written, links: [{ from: ["a", "b"], to: ["c"] }] }]);
  expect(made.ok && made.value["tasks"]).toEqual([
    { id: "a" },
    { id: "b" },
    { id: "c", dependencies: ["b", "a"] },
  ]);
});

test("conditions of several links to one task must all hold", () => {
  const made = document(
    [
      { from: ["a"], to: ["c"], when: "${a.output}" },
      { from: ["b"], to: ["c"], when: "b.output" },
    ],
    "a",
    "b",
    "c",
  );
  expect(made).toMatchObject({
    ok: true,
    value: { tasks: [{}, {}, { condition: "(${a.output}) && (b.output)" }] },
  });
});

test("a fallback of several tasks is one for each, and an agent is the same for all", () => {
  const made = document([{ from: ["a"], to: ["b", "c"], fallback: "d" }], "a", "b", "c", "d");
  expect(made).toMatchObject({
    ok: true,
    value: {
      tasks: [
        { id: "a" },
        { id: "b", fallback: { task: "d" } },
        { id: "c", fallback: { task: "d-for-c" } },
        { id: "d", agent: "coder" },
        { id: "d-for-c", agent: "coder" },
      ],
    },
  });
  const agent = document([{ from: ["a"], to: ["b", "c"], fallback: { agent: "other" } }], "a", "b", "c");
  expect(agent).toMatchObject({
    ok: true,
    value: { tasks: [{}, { fallback: { agent: "other" } }, { fallback: { agent: "other" } }] },
  });
});

test.each<readonly [string, readonly Link[]]>([
  ['there is no task "biuld"; did you mean "build"?', [{ from: ["plan"], to: ["biuld"] }]],
  ['there is no task "plna"; did you mean "plan"?', [{ from: ["plna"], to: ["build"] }]],
  ['there is no task "xyzzy"', [{ from: ["plan"], to: ["build"], fallback: "xyzzy" }]],
  ['"plan" is linked to itself', [{ from: ["plan"], to: ["plan"] }]],
  [
    '"plan" is linked to "build" twice',
    [
      { from: ["plan"], to: ["build"] },
      { from: ["test", "plan"], to: ["build"] },
    ],
  ],
  ['"plan" is linked to "build" twice', [{ from: ["plan"], to: ["build", "build"] }]],
  [
    '"build" has a fallback already',
    [
      { from: ["plan"], to: ["build"], fallback: "test" },
      { from: ["test"], to: ["build"], fallback: { agent: "x" } },
    ],
  ],
  ['"build" cannot take over from itself', [{ from: ["plan"], to: ["build"], fallback: "build" }]],
  [
    "the tasks wait for each other in a circle: plan → build → test → plan",
    [
      { from: ["plan"], to: ["build"] },
      { from: ["build"], to: ["test"] },
      { from: ["test"], to: ["plan"] },
    ],
  ],
])("%s", (message, links) => expect(errorOf(links, "plan", "build", "test")).toBe(message));

test("a circle through dependencies that were written is one as well, however long", () => {
  const ring = Array.from({ length: 2_000 }, (_, place) => ({
    id: `t${place}`,
    dependencies: [`t${(place + 1) % 2_000}`],
  }));
  const made = chainDocument("it", {}, [{ tasks: ring, links: [] }]);
  expect(!made.ok && made.error).toContain("in a circle: t0 → ");
});

test("one task may stand in several chains, two tasks may not have one name", () => {
  expect(chainDocument("it", {}, [{ tasks: [...tasks("a"), ...tasks("a")], links: [] }])).toMatchObject({
    ok: true,
    value: { tasks: [{ id: "a" }] },
  });
  const two = chainDocument("it", {}, [{ tasks: [...tasks("a"), { id: "a", agent: "other" }], links: [] }]);
  expect(!two.ok && two.error).toBe('two tasks are called "a"');
});

test("tasks and workflows are plain data under canonical names", () => {
  expect(chainTask("a", { needs: ["b"], if: "c.output" })).toEqual({
    ok: true,
    value: { id: "a", dependencies: ["b"], condition: "c.output" },
  });
  const refused = (id: unknown, keys: unknown): string => {
    const made = chainTask(id, keys);
    return made.ok ? "" : made.error;
  };
  expect(refused(3, {})).toBe("a task needs an id that is text");
  expect(refused("a", { id: "b" })).toBe('the task "a" has another id, "b"');
  expect(refused("a", { needs: [], dependencies: [] })).toBe('the task "a" has "dependencies" twice');
  expect(refused("a", { prompt: () => "x" })).toContain("must be plain data: prompt is of type function");
  expect(refused("a", [])).toBe('the task "a" must be an object');
  const named = chainDocument("it", { tasks: [] }, []);
  expect(!named.ok && named.error).toBe('the workflow "it" gets its tasks from its own arguments');
});
