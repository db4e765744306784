import { describe, expect, it } from "vitest";
import { guarded, StoreTrouble, troubleOf } from "./trouble.ts";

const failure = (code: string): Error => Object.assign(new Error("raw words"), { code });

describe("trouble with the disk", () => {
  it.each([
    ["ENOSPC", "the disk is full"],
    ["EROFS", "the disk is read-only"],
    ["EACCES", "permission is denied"],
    ["ENOTDIR", "a file stands where a directory is needed"],
  ])("with %s is told in a sentence with a hint", (code, words) => {
    const trouble = troubleOf(failure(code), "write the journal /a");
    expect(trouble).toMatchObject({ code, message: `Could not write the journal /a: ${words}` });
    expect(trouble.hint).not.toBe("");
  });

  it("keeps the words of the system where we have none", () => {
    expect(troubleOf(failure("EODD"), "do it").message).toBe("Could not do it: raw words");
    expect(troubleOf("thrown", "do it").message).toBe("Could not do it: thrown");
  });

  it("is told once, by the one who was nearest", () => {
    const act = (): void =>
      guarded("outer", () =>
        guarded("inner", () => {
          throw failure("EIO");
        }),
      );
    expect(act).toThrow(StoreTrouble);
    expect(act).toThrow("Could not inner: the disk reports an error");
  });
});
