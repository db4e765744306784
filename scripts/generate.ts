/** Writes whatever is said twice from the one place where it is decided; with `--check` it only says what has drifted. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandPage } from "../src/entry/help.ts";
import { referencePage } from "../src/core/spec/reference.ts";
import { effectsSchema } from "../src/core/effects/schema.ts";
import { workflowSchema } from "../src/core/spec/schema.ts";
import { answerSchema, handOffSchema } from "../src/core/handoff/schema.ts";
import { cassetteSchema, testSchema } from "../src/core/spec/schema-test.ts";
import { callers } from "../src/adapters/github/callers.ts";
import { actionFile } from "./action-file.ts";
import { actionPage } from "./action-page.ts";
import { deliverFile, orchestrateFile } from "./orchestrate-file.ts";
import { effectsPage } from "./effects-page.ts";
import { runnersPage } from "./runners-page.ts";

type Generated = Readonly<{ path: string; text: string }>;

/** Every generated file of the repository. */
export function generatedFiles(): readonly Generated[] {
  return [
    { path: "schema/workflow.schema.json", text: `${JSON.stringify(workflowSchema(), null, 2)}\n` },
    { path: "schema/test.schema.json", text: `${JSON.stringify(testSchema(), null, 2)}\n` },
    { path: "schema/cassette.schema.json", text: `${JSON.stringify(cassetteSchema(), null, 2)}\n` },
    { path: "schema/hand-off.schema.json", text: `${JSON.stringify(handOffSchema(), null, 2)}\n` },
    { path: "schema/answer.schema.json", text: `${JSON.stringify(answerSchema(), null, 2)}\n` },
    { path: "schema/effects.schema.json", text: `${JSON.stringify(effectsSchema(), null, 2)}\n` },
    { path: "docs/reference.md", text: referencePage() },
    { path: "docs/cli.md", text: commandPage() },
    { path: "docs/effects.md", text: effectsPage() },
    { path: "docs/runners.md", text: runnersPage() },
    { path: "action.yml", text: actionFile() },
    { path: "docs/github-action.md", text: actionPage() },
    { path: ".github/workflows/orchestrate.yml", text: orchestrateFile() },
    { path: ".github/workflows/deliver.yml", text: deliverFile() },
    ...callers({ workflow: "auto", pin: null }).map(({ file, text }) => ({
      path: `docs/callers/${file}`,
      text,
    })),
  ];
}

const root = join(import.meta.dirname, "..");

const isCurrent = ({ path, text }: Generated): boolean =>
  existsSync(join(root, path)) && readFileSync(join(root, path), "utf8") === text;

function write({ path, text }: Generated): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function main(): void {
  const stale = generatedFiles().filter((file) => !isCurrent(file));
  const check = process.argv.includes("--check");
  for (const file of stale) {
    if (!check) write(file);
    console.log(`${check ? "has drifted" : "written"}: ${file.path}`);
  }
  if (check && stale.length > 0) {
    console.log("run `node scripts/generate.ts` and commit the result");
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
