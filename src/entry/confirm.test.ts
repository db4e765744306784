import { describe, expect, it } from "vitest";
import { called, desk } from "../../test/rig/person.ts";
import { confirm } from "./confirm.ts";

describe("a question at the terminal", () => {
  it.each([
    ["y\n", "yes"],
    ["YES \n", "yes"],
    ["\n", "no"],
    ["n\n", "no"],
    ["yes, but later\n", "no"],
    ["", "no"],
  ])("answered by %j is %s", async (words, consent) => {
    const person = desk(words);
    expect(await confirm(called("/").call, "Undo?", person.desk)).toBe(consent);
    expect(person.shown()).toBe("Undo? [y/N] ");
  });

  it("is put to nobody where nobody reads, wants to be asked or sits, and not where it is answered", async () => {
    const person = desk("y\n");
    expect(await confirm(called("/", [], false).call, "Undo?", person.desk)).toBe("nobody");
    expect(await confirm(called("/", ["no-input"]).call, "Undo?", person.desk)).toBe("nobody");
    expect(await confirm(called("/").call, "Undo?", () => Promise.resolve(null))).toBe("nobody");
    expect(await confirm(called("/", ["yes"]).call, "Undo?", person.desk)).toBe("yes");
    expect(person.shown()).toBe("");
  });
});
