import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_PLAIN_DEPTH, MAX_PLAIN_NODES, plainValue } from "./plain.ts";

const ROOM = 10_000;
const errorOf = (value: unknown, most = ROOM): string => {
  const result = plainValue(value, most);
  if (result.ok) throw new Error(`taken: ${JSON.stringify(result.value)}`);
  return result.error;
};

test("any JSON comes out as it went in, and shares nothing with it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const before = JSON.stringify(value);
      const result = plainValue(value, 1_000_000);
      expect(JSON.stringify(result)).toBe(`{"ok":true,"value":${before}}`);
      if (typeof value === "object" && value !== null) expect(result.ok && result.value).not.toBe(value);
    }),
  );
});

test("members that are undefined are left out, and holes of a list are null", () => {
  // eslint-disable-next-line no-sparse-arrays
  expect(plainValue({ a: undefined, b: [1, , 2] }, ROOM)).toEqual({ ok: true, value: { b: [1, null, 2] } });
});

test("a member called __proto__ stays a member", () => {
  const result = plainValue(JSON.parse('{"__proto__":{"admin":true}}'), ROOM);
  expect(result.ok && JSON.stringify(result.value)).toBe('{"__proto__":{"admin":true}}');
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
});

test.each([
  [Number.NaN, "it is NaN, which JSON does not know"],
  [{ a: [1, Infinity] }, "a[1] is Infinity, which JSON does not know"],
  [{ f: () => 1 }, "f is of type function, which JSON does not know"],
  [10n, "it is of type bigint, which JSON does not know"],
  [Symbol("x"), "it is of type symbol, which JSON does not know"],
  [undefined, "it is of type undefined, which JSON does not know"],
  [new Date(0), "it is an object of a class; hand over its data"],
  [{ m: new Map() }, "m is an object of a class; hand over its data"],
  [Promise.resolve(1), "it is an object of a class; hand over its data"],
  [
    {
      get a() {
        return 1;
      },
    },
    "a is computed when it is read",
  ],
])("%o is refused", (value, why) => expect(errorOf(value)).toBe(why));

test("neither toJSON nor a getter nor a trap of a proxy is somebody's way in", () => {
  let calls = 0;
  const call = (): never => {
    calls += 1;
    throw new Error("no");
  };
  expect(errorOf({ toJSON: call })).toBe("toJSON is of type function, which JSON does not know");
  expect(errorOf(Object.defineProperty({}, "x", { get: call, enumerable: true }))).toContain("computed");
  expect(calls).toBe(0);
  expect(errorOf(new Proxy({}, { ownKeys: call }))).toBe("it cannot be read");
});

test("what never ends is cut off by depth, by parts and by size", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  expect(errorOf(circle)).toBe(`it is nested deeper than ${MAX_PLAIN_DEPTH} levels`);
  expect(
    errorOf(
      Array.from({ length: MAX_PLAIN_NODES + 1 }, () => 0),
      1e9,
    ),
  ).toContain("parts");
  expect(errorOf("x".repeat(ROOM + 1))).toBe("it is too large");
  const sparse: unknown[] = [];
  sparse.length = 4_000_000_000;
  expect(errorOf(sparse)).toContain("parts");
});
