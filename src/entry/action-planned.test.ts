import { describe, expect, it } from "vitest";
import { inputsFrom } from "./action-planned.ts";

describe("inputs of a plan", () => {
  it("are what somebody wrote into the form, without the fields that were left empty", () =>
    expect(inputsFrom("workflow_dispatch", '{"who":"","note":"x","deep":false,"none":0}')).toBe(
      '{"note":"x","deep":false,"none":0}',
    ));

  it("are left as they are where no form was filled in", () => {
    for (const text of ['{"who":""}', "who: ''\n", "", "[1]"]) expect(inputsFrom("push", text)).toBe(text);
    for (const text of ["who: ''\n", "", "[1]", "null"])
      expect(inputsFrom("workflow_dispatch", text)).toBe(text);
  });

  it("may have any name", () =>
    expect(inputsFrom("workflow_dispatch", '{"__proto__":"x","constructor":""}')).toBe('{"__proto__":"x"}'));
});
