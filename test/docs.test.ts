/** The documentation keeps its word: every workflow in it is valid, every link leads somewhere, every command exists. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readWorkflow } from "./rig/github-parser.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, "dist/cli.js");

const below = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));

const pages = [
  ...readdirSync(root).map((name) => join(root, name)),
  ...below(join(root, "docs")),
  join(root, "bench/README.md"),
]
  .filter((path) => path.endsWith(".md"))
  .map((path) => ({ name: relative(root, path), path, text: readFileSync(path, "utf8") }));

const FENCE = /^```yaml\n([\s\S]*?)^```$/gm;

const isWorkflow = (text: string): boolean => /^name:/m.test(text) && /^(?:tasks|steps):/m.test(text);

/** Of GitHub, whole and to be pasted. */
const isCaller = (text: string): boolean => /^on:/m.test(text) && /^jobs:/m.test(text);

const fenced = pages.flatMap(({ name, text }) =>
  [...text.matchAll(FENCE)].map((match) => ({
    page: `${name}:${text.slice(0, match.index).split("\n").length}`,
    text: match[1] ?? "",
  })),
);
const examples = fenced.filter(({ text }) => isWorkflow(text));
const callers = fenced.filter(({ text }) => isCaller(text));

const work = mkdtempSync(join(tmpdir(), "docs-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("workflows in the documentation", () => {
  it("are there to be read", () => expect(examples.length).toBeGreaterThan(10));

  it.each(examples)("$page is valid without a warning", ({ page, text }) => {
    const file = join(work, `${page.replaceAll(/\W/g, "-")}.yml`);
    writeFileSync(file, text);
    const result = spawnSync(process.execPath, [cli, "validate", "--strict", file], {
      cwd: root,
      encoding: "utf8",
    });
    expect(result.stdout + result.stderr).not.toMatch(/error|warning/);
    expect(result.status).toBe(0);
  });
});

describe("workflow files of GitHub in the documentation", () => {
  it("are there to be pasted", () => expect(callers.length).toBeGreaterThan(2));

  it.each(callers)("$page is taken by GitHub, and gives nothing that it need not", async ({ page, text }) => {
    expect((await readWorkflow(page, text)).problems).toEqual([]);
    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).toMatch(/^concurrency:$/m);
    expect(text).not.toMatch(/id-token|run:.*\$\{\{/);
    for (const [, job] of text.matchAll(/^ {4}steps:|^ {4}uses: (\S+)/gm))
      expect(job === undefined ? /^ {4}timeout-minutes:/m.test(text) : job.endsWith("@v1")).toBe(true);
  });
});

describe("the documentation", () => {
  it.each(pages)("$name has no link that leads nowhere", ({ path, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });

  it("names only commands that the program has", () => {
    const help = execFileSync(process.execPath, [cli, "--help"], { encoding: "utf8" });
    const daily = [...help.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((match) => match[1] ?? "");
    const commands = [...daily, ...(/^ {2}also +(.*)$/m.exec(help)?.[1] ?? "").split(", ")];
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/(?:node dist\/cli\.js|`agent-orchestrator) ([a-z]+)/g)].map(
        (match) => match[1] ?? "",
      ),
    );
    expect(commands).toContain("demo");
    expect([...new Set(named)].filter((command) => !commands.includes(command))).toEqual([]);
  });

  it("names only npm scripts that the package has", () => {
    const scripts = readFileSync(join(root, "package.json"), "utf8");
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? ""),
    );
    expect([...new Set(named)].filter((script) => !scripts.includes(`"${script}":`))).toEqual([]);
  });

  it("shows a newcomer the two commands first", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain("node dist/cli.js demo");
    expect(readme).toContain("npm cit");
  });
});
