import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOrder, type Order, writer } from "./forker-order.ts";

type Names = Readonly<Record<string, string>>;

const orderOf = (env: Names, usual?: Names): Order => ({
  argv: ["true"],
  env,
  ...(usual === undefined ? {} : { usual }),
  directory: "/",
  stdin: null,
  stdout: "/out",
  stderr: "/err",
  weigh: [],
  marks: [],
  grace: 0,
});

/** What the other side has after an order, as the script there reads it. */
function after(there: ReadonlyMap<string, string>, bytes: Buffer): ReadonlyMap<string, string> {
  expect(bytes.readUInt32BE()).toBe(bytes.length - 4);
  const fields = bytes.subarray(4).toString("utf8").split("\0");
  expect(fields[0]).toBe(String(fields.length));
  const [files, words, anew] = [Number(fields[1]), Number(fields[2]), fields[4] === "1"];
  const set = fields.slice(9 + files + words);
  const now = new Map(anew ? [] : there);
  for (let at = 0; at < set.length; at += 2) now.set(set[at] ?? "", set[at + 1] ?? "");
  return now;
}

const name = fc.constantFrom("A", "B", "C", "toString", "__proto__");
const env = fc
  .array(fc.tuple(name, fc.constantFrom("", "1", "2")), { maxLength: 4 })
  .map((pairs): Names => Object.fromEntries(pairs));

test("an environment arrives whole, whatever was ordered before", () => {
  const usuals = fc.array(env, { minLength: 1, maxLength: 2 });
  const step = fc.record({ env, usual: fc.nat(2), forgets: fc.boolean() });
  fc.assert(
    fc.property(usuals, fc.array(step, { maxLength: 8 }), (shared, steps) => {
      const orders = writer();
      let there: ReadonlyMap<string, string> = new Map([["LEFT", "over"]]);
      for (const { env: own, usual: which, forgets } of steps) {
        if (forgets) orders.forget();
        const usual = shared[which];
        there = after(there, orders.bytes(orderOf(own, usual)));
        expect(there).toEqual(new Map([...Object.entries(usual ?? {}), ...Object.entries(own)]));
      }
    }),
  );
});

test("what all are given alike is sent once", () => {
  const orders = writer();
  const usual = { HOME: "/home", PATH: "/bin" };
  orders.bytes(orderOf({ AO_TASK_ID: "a" }, usual));
  const second = orders.bytes(orderOf({ AO_TASK_ID: "b" }, usual)).toString("utf8");
  expect(second).toContain("AO_TASK_ID\0b");
  expect(second).not.toContain("HOME");
});

test("a name that a forker cannot set is not for it, wherever it stands", () => {
  expect(isOrder(orderOf({ A: "1" }, { B: "2" }))).toBe(true);
  for (const bad of [{ "": "1" }, { "A=B": "1" }]) {
    expect(isOrder(orderOf(bad))).toBe(false);
    expect(isOrder(orderOf({ A: "1" }, bad))).toBe(false);
  }
});
