/** The page about money keeps its word: its examples are run, and say what the page says that they say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { project } from "../rig/program.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/money.md"), "utf8");

const EXAMPLE =
  /^```yaml\n([\s\S]*?)^```\n\n```sh\nnode dist\/cli\.js (.*)\n```\n\n```text\n([\s\S]*?)^```$/gm;

const examples = [...page.matchAll(EXAMPLE)].map(([, workflow = "", command = "", said = ""]) => ({
  name: /^name: (.*)$/m.exec(workflow)?.[1] ?? "",
  workflow,
  command,
  said: said.trimEnd().split("\n"),
}));

test("there are some", () => expect(examples.length).toBeGreaterThan(2));

test.each(examples)("$name says what the page says", async ({ name, workflow, command, said }) => {
  const place = project({ [`${name}.yml`]: workflow });
  const ended = await place.run(command.split(" "));
  const text = ended.out + ended.err;
  for (const line of said) expect(text).toContain(line);
});
