/** The tool that breaks the kernel must really break it, and must leave alone what cannot matter. */
import { describe, expect, it } from "vitest";
import { mutants, mutated } from "../scripts/mutate/mutants.ts";

const changed = (source: string): readonly string[] =>
  mutants("x.ts", source).map((mutant) => mutated(source, mutant));

describe("mutants", () => {
  it("turn comparisons round and move their borders", () =>
    expect(changed("f = a < b;")).toEqual(expect.arrayContaining(["f = a <= b;", "f = a >= b;"])));

  it("swap and with or, and take negations away", () => {
    expect(changed("const f = a && b;")).toEqual(["const f = a || b;"]);
    expect(changed("const f = !a;")).toEqual(["const f = a;"]);
  });

  it("force conditions both ways", () =>
    expect(changed("if (a) b;")).toEqual(["if (true) b;", "if (false) b;", "if (a) ;"]));

  it("take statements out, and change literals, lists and methods", () => {
    expect(changed("f();")).toEqual([";"]);
    expect(changed("const f = 1;")).toEqual(["const f = 2;"]);
    expect(changed(`const f = "a";`)).toEqual([`const f = "";`]);
    expect(changed("const f = [a];")).toEqual(["const f = [];"]);
    expect(changed("const f = { a };")).toEqual(["const f = ({});"]);
    expect(changed("const f = `${a}`;")).toEqual([`const f = "";`]);
    expect(changed("function f() { return a; }")).toEqual(["function f() { ; }"]);
    expect(changed("const f = a.some(b);")).toEqual(["const f = a.every(b);"]);
  });

  it("end loops at once, but never make them endless on purpose", () =>
    expect(changed("while (a) {}")).toEqual(["while (false) {}"]));

  it("leave types, imports and internal errors alone", () =>
    expect(
      changed(
        `import { a } from "./a.ts";\ntype T = "x" | 1;\nconst f = (x: "y"): x is "y" => { throw new Error("z"); };`,
      ),
    ).toEqual([]));

  it("leave alone what only a broken promise of the types could reach", () => {
    expect(changed("function f(x) { switch (x) { default: return unreachable(x); } }")).toEqual([]);
    expect(changed("if (a) { throw new Error(b); }")).toEqual(["if (true) { throw new Error(b); }"]);
  });

  it("say where they are and what they replace", () =>
    expect(
      mutants("x.ts", "a;\n\n  const f = 1;").map(({ line, was, context }) => [line, was, context]),
    ).toEqual([
      [1, "a;", "a;"],
      [3, "1", "const f = 1;"],
    ]));
});
