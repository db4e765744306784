import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../base/value.ts";
import { isFields } from "../base/value.ts";
import { OBJECTS } from "./fields.ts";
import { plain } from "./read-value.ts";
import { readSpec } from "./read.ts";
import { workflowSchema } from "./schema.ts";
import { parseSyntax } from "./syntax.ts";

const schema = workflowSchema();
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);
const root = join(import.meta.dirname, "../../..");

function data(text: string): unknown {
  const { root: node } = parseSyntax(text);
  return node === null ? null : JSON.parse(JSON.stringify(plain(node)));
}

function problems(text: string): readonly string[] {
  return validate(data(text))
    ? []
    : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ""}`);
}

const files = ["workflows", "test/workflows/ok"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(ya?ml|json)$/.test(name) && !/\.(script|test)\.yml$/.test(name))
    .map((name) => join(folder, name)),
);

test.each(files)("%s fits the schema", (file) => {
  expect(problems(readFileSync(join(root, file), "utf8"))).toEqual([]);
});

describe("the schema", () => {
  test.each([
    "name: x\ntasks: [{ id: a, agent: c, dependancies: [b] }]",
    "name: x\ntaks: []",
    "name: x\ntasks: [{ agent: c }]",
    "tasks: []",
    "name: x\ntasks: [{ id: a, agent: c, on_failure: stopp }]",
    "name: x\ntasks: [{ id: a, agent: c, timeout: soon }]",
    "name: x\ntasks: [{ id: a, agent: c, retry: { max_attempts: 0 } }]",
    "name: x\nsettings: { max_paralel: 3 }\ntasks: []",
    "name: x\nsteps: [{ id: a, persona: c, params: 5 }]",
    "name: x\npattern: sequental\nsteps: []",
    "name: x\ntasks: [{ id: a, type: conditional, then_steps: [{ id: b, agnet: c }] }]",
    "- a",
  ])("refuses %j", (text) => {
    expect(problems(text)).not.toEqual([]);
  });

  test.each([
    "name: x\ntasks: [{ id: a, agent: c, needs: [b], if: true, timeout: 10m, retries: 2 }]",
    "name: x\nexecution: { max_parallel: '${inputs.n}' }\ntasks: [{ id: a, type: my-plugin, options: { x: 1 } }]",
    "name: x\nsteps: [{ id: a, type: persona-request, persona: c, timeout: '{{variables.t}}' }]",
    '{"name":"x","pattern":"parallel","steps":[{"agent":"a"},{"agent":"b","parameters":{"task":"t"}}]}',
    "name: x\nhooks: { on_start: { type: command, run: [echo, 1] } }\ntasks: []",
    "name: x\ntasks: [{ id: a, agent: c, mock: { by_key: { k: [{ fail: timeout }] } }, outputs: { schema: { type: object } } }]",
  ])("takes %j", (text) => {
    expect(problems(text)).toEqual([]);
  });

  test("explains every key and shows an example", () => {
    const definitions = schema["definitions"];
    for (const table of OBJECTS) {
      const properties = at(at(definitions, table.name), "properties");
      for (const [key, property] of Object.entries(isFields(properties) ? properties : {})) {
        expect(at(property, "description"), `${table.name}.${key}`).toBeTypeOf("string");
        expect(at(property, "examples"), `${table.name}.${key}`).toHaveLength(1);
      }
    }
  });

  test("takes its own examples", () => {
    const whole = new Ajv({ strict: true }).addSchema(schema, "whole");
    for (const table of OBJECTS) {
      const properties = at(at(schema["definitions"], table.name), "properties");
      for (const [key, property] of Object.entries(isFields(properties) ? properties : {})) {
        const path = `whole#/definitions/${table.name}/properties/${key}`;
        const [example] = [at(property, "examples")].flat();
        const fits = whole.getSchema(path);
        const anything = Object.keys(isFields(property) ? property : {}).every((one) => ANNOTATIONS.has(one));
        if (fits !== undefined && !anything && !isSkeleton(example))
          expect(fits(example), `${path}: ${JSON.stringify(example)}`).toBe(true);
      }
    }
  });
});

type Spot = Readonly<{ path: readonly (string | number)[] }>;

/** Every place in the data under which something stands. */
function spots(value: unknown, path: readonly (string | number)[] = []): readonly Spot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [{ path: [...path, step] }, ...spots(inner, [...path, step])];
  });
}

/** The same data with one key renamed, or one value replaced. */
function changed(
  value: unknown,
  path: readonly (string | number)[],
  change: (key: string, inner: unknown) => [string, unknown],
): unknown {
  const [step, ...rest] = path;
  if (typeof value !== "object" || value === null || step === undefined) return value;
  const pairs = Object.entries(value).map(([key, inner]): [string, unknown] => {
    if (key !== String(step)) return [key, inner];
    return rest.length === 0 ? change(key, inner) : [key, changed(inner, rest, change)];
  });
  return Array.isArray(value) ? pairs.map(([, inner]) => inner) : Object.fromEntries(pairs);
}

const refusedByReader = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  const { root: node, diagnostics } = parseSyntax(text);
  const all = [...diagnostics, ...readSpec(node, text).diagnostics];
  return all.some((one) => one.severity === "error" && !BEYOND.has(one.code));
};

/** What no schema can say: the same key twice by another name, defaults against their type, names of secrets. */
const BEYOND = new Set(["AO1110", "AO1117", "AO1118", "AO1119", "AO1120", "AO1127", "AO1128"]);

const examples = files.map((file) => data(readFileSync(join(root, file), "utf8")));

const places = examples.flatMap((example) => spots(example).map(({ path }) => ({ example, path })));
const place = fc.constantFrom(...places);

test("the reader and the schema refuse the same misspelled keys", () => {
  fc.assert(
    fc.property(place, ({ example, path }) => {
      fc.pre(typeof path.at(-1) === "string");
      const mutant = changed(example, path, (key, inner) => [`${key}_zzzzzzzz`, inner]);
      expect(refusedByReader(mutant), path.join(".")).toBe(!validate(mutant));
    }),
    { numRuns: 1000 },
  );
});

test("the reader and the schema refuse the same values", () => {
  const other = fc.constantFrom<unknown>(5, -1, true, "zz zz", [], {}, [5], { a: 1 }, "${x}", null);
  fc.assert(
    fc.property(place, other, ({ example, path }, value) => {
      // Schemas inside a workflow are checked by rules of their own.
      fc.pre(!path.includes("schema") && !(path[0] === "agents" && path.includes("parameters")));
      const mutant = changed(example, path, (key) => [key, value]);
      expect(refusedByReader(mutant), `${path.join(".")} = ${JSON.stringify(value)}`).toBe(!validate(mutant));
    }),
    { numRuns: 1500 },
  );
});

const ANNOTATIONS = new Set(["description", "examples", "default"]);

/** `{}` and `[]` stand for objects whose own page says more. */
const isSkeleton = (value: unknown): boolean =>
  JSON.stringify(value) === "{}" || JSON.stringify(value) === "[]";

const at = (value: Value | undefined, key: string): Value | undefined =>
  isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
