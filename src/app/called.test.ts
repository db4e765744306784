import { describe, expect, test } from "vitest";
import type { Files, Reading } from "../ports/files.ts";
import { prepare } from "./prepare.ts";
import { examine, library } from "./validate.ts";

/** A disk in a few words: path -> text. */
function disk(texts: Readonly<Record<string, string>>): Files {
  const read = (path: string): Reading => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined ? { kind: "missing" } : { kind: "file", bytes: new TextEncoder().encode(text) };
  };
  const names = (folder: string): readonly string[] =>
    Object.keys(texts).flatMap((path) => {
      const rest = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "/";
      return rest.includes("/") ? [] : [rest];
    });
  return { read, names, isFile: (path) => Object.hasOwn(texts, path) };
}

const AGENT = "---\nname: coder\ndescription: Codes\n---\nYou code.\n";
const call = (workflow: string, more = ""): string =>
  `name: outer\ntasks:\n  - { id: w, type: workflow, workflow: ${workflow}${more} }\n`;
const LEAF = "name: leaf\ntasks: [{ id: a, agent: coder }]\noutputs: { done: '${a.output}' }\n";

const from = (texts: Readonly<Record<string, string>>) =>
  library(disk({ "/p/.claude/agents/coder.md": AGENT, ...texts }), { project: "/p", library: "/lib" });

const said = (texts: Readonly<Record<string, string>>, path = "/p/main.yml"): readonly string[] =>
  examine(from(texts), path).reports.flatMap(({ file, text, diagnostics }) =>
    diagnostics.map(
      ({ code, message, span }) => `${file} ${code} <${text.slice(span.start, span.end)}> ${message}`,
    ),
  );

describe("a file that is called", () => {
  test.each([
    ["by its path from the project", "sub/leaf.yml", "/p/main.yml"],
    ["by its path from the file that calls", "./leaf.yml", "/p/sub/main.yml"],
    ["from a folder beside", "../sub/leaf.yml", "/p/other/main.yml"],
    ["by its name", "leaf", "/p/main.yml"],
  ])("is found %s", (_, name, path) => {
    const texts = { "/p/sub/leaf.yml": LEAF, "/p/workflows/leaf.yml": LEAF, [path]: call(name) };
    const examined = examine(from(texts), path);
    expect(examined.reports.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(examined.workflows.get(name)?.spec.name).toBe("leaf");
  });

  test("that is not there is told about where it is called", () => {
    expect(said({ "/p/main.yml": call("laef"), "/p/workflows/leaf.yml": LEAF })).toEqual([
      'main.yml AO1217 <laef> there is no workflow "laef"',
    ]);
  });

  test("is checked, and says under its own name what is wrong", () => {
    const broken = LEAF.replace("agent: coder", "agent: codr");
    expect(said({ "/p/main.yml": call("sub.yml"), "/p/sub.yml": broken })).toEqual([
      'sub.yml AO1203 <codr> unknown agent "codr"',
    ]);
  });

  test("is given what it asks for", () => {
    const asking =
      "name: leaf\ninputs: { what: { required: true }, size: { type: integer }, kind: { enum: [big, small] } }\n" +
      "tasks: [{ id: a, agent: coder, prompt: '${what} ${size} ${kind}' }]\n";
    const texts = (inputs: string) => ({ "/p/main.yml": call("sub.yml", inputs), "/p/sub.yml": asking });
    expect(said(texts(""))).toEqual(['main.yml AO1122 <sub.yml> "leaf" needs the input "what"']);
    expect(said(texts(", inputs: { what: x, size: '${env.SIZE}' }"))).toEqual([]);
    expect(said(texts(", inputs: { waht: x, size: many, kind: bgi }"))).toEqual([
      'main.yml AO1122 <inputs> "leaf" needs the input "what"',
      'main.yml AO1123 <waht> "leaf" has no input "waht"',
      'main.yml AO1121 <many> the input "size" must be a whole number',
      'main.yml AO1121 <bgi> the input "kind" cannot be "bgi"',
    ]);
  });

  test("gives what it declares", () => {
    const outer = `${call("sub.yml")}outputs: { yes: "\${w.outputs.done}", no: "\${w.outputs.dnoe}" }\n`;
    expect(said({ "/p/main.yml": outer, "/p/sub.yml": LEAF })).toEqual([
      'main.yml AO1208 <w.outputs.dnoe> the workflow of "w" has no output "dnoe"',
    ]);
  });
});

describe("files that call files", () => {
  test("may meet again, and are looked at once", () => {
    const both = `${call("one.yml")}  - { id: v, type: workflow, workflow: two.yml }\n`;
    const broken = LEAF.replace("agent: coder", "agent: codr");
    const texts = {
      "/p/main.yml": both,
      "/p/one.yml": call("leaf.yml"),
      "/p/two.yml": call("./leaf.yml"),
      "/p/leaf.yml": broken,
    };
    expect(said(texts)).toEqual(['leaf.yml AO1203 <codr> unknown agent "codr"']);
  });

  test("may not lead back to where they began", () => {
    const texts = {
      "/p/main.yml": call("a.yml"),
      "/p/a.yml": call("sub/b.yml"),
      "/p/sub/b.yml": call("../a.yml"),
    };
    expect(said(texts)).toEqual([
      "sub/b.yml AO1412 <../a.yml> a workflow calls itself: a.yml → sub/b.yml → a.yml",
    ]);
    expect(said({ "/p/main.yml": call("main.yml") })).toEqual([
      "main.yml AO1412 <main.yml> a workflow calls itself: main.yml → main.yml",
    ]);
  });

  test("are as deep as the outermost one allows", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`/p/${at}.yml`, at === 9 ? LEAF : call(`"${at + 1}.yml"`)]),
    );
    expect(said(chain, "/p/1.yml")).toEqual([]);
    expect(said(chain, "/p/0.yml")).toEqual([
      '8.yml AO1413 <"9.yml"> "w" calls a workflow more than 8 levels deep',
    ]);
    const shallow = { ...chain, "/p/0.yml": `settings: { max_depth: 1 }\n${call('"1.yml"')}` };
    expect(said(shallow, "/p/0.yml")).toEqual([
      '1.yml AO1413 <"2.yml"> "w" calls a workflow more than 1 levels deep',
    ]);
  });
});

test("what can only be seen with values stands in the file that it concerns", () => {
  const late = "name: leaf\ninputs: { t: {} }\ntasks: [{ id: a, agent: coder, timeout: '${inputs.t}' }]\n";
  const texts = { "/p/main.yml": call("sub.yml", ", inputs: { t: soon }"), "/p/sub.yml": late };
  const made = prepare(from(texts), { workflow: "main.yml", inputs: {}, strict: false });
  const found = made.ok
    ? []
    : made.error.map(({ file, diagnostics }) => [file, diagnostics.map(({ code }) => code)]);
  expect(found).toEqual([
    ["main.yml", []],
    ["sub.yml", ["AO1106"]],
  ]);
});

test("an open delegation has every agent at hand, and minds only those that are named", () => {
  const texts = {
    "/p/.claude/agents/broken.md": "---\nname: broken\n",
    "/p/.claude/agents/helper.md": AGENT.replace("coder", "helper"),
    "/p/main.yml": "name: m\ntasks: [{ id: lead, agent: coder, delegate: true }]\n",
  };
  const made = prepare(from(texts), { workflow: "main.yml", inputs: {}, strict: false });
  expect(made.ok ? Object.keys(made.value.plan.agents) : made.error).toEqual(["coder", "helper"]);
});
