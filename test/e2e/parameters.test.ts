/** Values of the inputs from files: what they may look like, and what is said when they do not. */
import { expect, test } from "vitest";
import { documentFrom, project } from "../rig/cli.ts";

const WORKFLOW = `name: greeting
inputs: { who: { type: string, required: true }, times: { type: number, default: 1 } }
tasks:
  - { id: greet, type: command, run: [echo, "\${inputs.who} \${inputs.times}"] }
outputs: { said: "\${greet.output}" }
`;

test.each([
  ["values.yml", "who: you\ntimes: 2\n"],
  ["values.json", '{ "who": "you", "times": 2 }'],
])("%s gives the inputs, and a flag wins over it", async (name, text) => {
  const place = project({ "greeting.yml": WORKFLOW, [name]: text });
  const words = ["run", "greeting.yml", "--params", name, "--json", "-q"];
  expect(documentFrom((await place.run(words)).out)).toMatchObject({ outputs: { said: "you 2" } });
  const { out } = await place.run([...words, "-p", "who=them"]);
  expect(documentFrom(out)).toMatchObject({ outputs: { said: "them 2" } });
});

test.each([
  ["a list", "- a\n", /error\[AO1906\]: "values.yml" must map names to values/],
  ["a text", "hello\n", /error\[AO1906\]: "values.yml" must map names to values/],
  ["a folder", null, /error\[AO1902\]: "\.claude" is a directory/],
])("%s is refused before anything runs", async (_, text, said) => {
  const place = project({ "greeting.yml": WORKFLOW, ".claude/x": "", "values.yml": text ?? "" });
  const { code, out, err } = await place.run([
    "run",
    "greeting.yml",
    "--params",
    text === null ? ".claude" : "values.yml",
  ]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(said);
});
