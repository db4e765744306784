import { expect, test } from "vitest";
import { specOf } from "../../../test/rig/specs.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import { boundInputs } from "./compile-inputs.ts";

const SPEC = specOf(`name: preview
inputs:
  what: { type: string, required: true }
  size: { type: string, enum: [small, large], required: true }
  count: { type: integer, required: true }
  loud: { type: boolean, required: true }
  list: { type: list, required: true }
  map: { type: object, required: true }
  plain: { type: string, default: here }
  free: { type: string }
tasks: [{ id: a, agent: coder }]
`);

const bound = (preview: boolean) => {
  const diagnostics: Diagnostic[] = [];
  const inputs = boundInputs(SPEC, {}, "operator", diagnostics, preview);
  const values = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
  return { values, missing: diagnostics.map(({ code, message }) => `${code} ${message}`) };
};

test("a run needs its required inputs", () => {
  expect(bound(false)).toEqual({
    values: { plain: "here" },
    missing: ["what", "size", "count", "loud", "list", "map"].map(
      (name) => `AO1122 the input "${name}" is required`,
    ),
  });
});

test("a preview stands in for them, by name or by the plainest value of the type", () => {
  expect(bound(true)).toEqual({
    values: { what: "<what>", size: "small", count: 0, loud: false, list: [], map: {}, plain: "here" },
    missing: [],
  });
});
