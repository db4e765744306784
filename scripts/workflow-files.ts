/** `node scripts/workflow-files.ts FOLDER`: every workflow file of GitHub that this project ships or shows, as projects that linters read. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withLocalAction } from "./orchestrate-file.ts";

const root = join(import.meta.dirname, "..");

export type WorkflowFile = Readonly<{ name: string; text: string }>;

const FENCE = /^```ya?ml\n([^]*?)^```$/gm;
const isWorkflow = (text: string): boolean => /^on:/m.test(text) && /^jobs:/m.test(text);

const within = (folder: string, ends: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => ends.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name))
    .toSorted();

const read = (name: string): WorkflowFile => ({ name, text: readFileSync(join(root, name), "utf8") });

/** Those in `.github`, in `docs` and `examples`, and those between the lines of a page. */
export function workflowFiles(): readonly WorkflowFile[] {
  const files = [".github/workflows", "docs", "examples"].flatMap((folder) => within(folder, /\.ya?ml$/));
  const pages = ["README.md", ...within("docs", /\.md$/)].map(read);
  const shown = pages.flatMap(({ name, text }) =>
    [...text.matchAll(FENCE)].map(([, block = ""], index) => ({
      name: `${basename(name, ".md")}-${index + 1}.yml`,
      text: block,
    })),
  );
  return [...files.map(read), ...shown].filter(({ text }) => isWorkflow(text));
}

function copy(folder: string, files: readonly WorkflowFile[]): void {
  for (const { name, text } of files) {
    const to = join(folder, ".github/workflows", basename(name));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
}

/** In `local` the action is named by its path, so that a linter can hold what it is given against what it takes; `shown` is as it stands. */
function write(folder: string): void {
  const files = workflowFiles();
  copy(
    join(folder, "local"),
    files.map(({ name, text }) => ({ name, text: withLocalAction(text) })),
  );
  for (const name of ["action.yml", "dist/action.js", "dist/post.js"])
    cpSync(join(root, name), join(folder, "local", name));
  copy(
    join(folder, "shown"),
    files.filter(({ name }) => !name.startsWith(".github/")),
  );
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("name a folder to write to");
  write(folder);
}
