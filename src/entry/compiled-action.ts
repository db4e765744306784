/** Which action a compiled file names, at which commit: as it was said, as the file has it, or as this program knows of itself. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gitIn, line } from "../adapters/git/git.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Uses } from "../core/render/actions-workflow.ts";
import type { Call, World } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

/** Where the project lies, unless its package says so. */
const HOME = "org/agent-orchestrator";
const PINNED = /^([\w.-]+\/[\w.-]+(?:\/[\w.-]+)*)@([0-9a-f]{40})\s+#\s*(v?\d[\w.+-]*)$/;
const OWN = /^\.\/[A-Za-z0-9_./-]*$/;

export type Chosen = Readonly<{ action: Uses; word: string; note: string | null }>;

const wordOf = (action: Uses): string =>
  "own" in action ? action.own : `${action.name}@${action.commit} # ${action.version}`;

const refused = (message: string): Complaint => ({
  exit: EXIT.usage,
  message: `${message} (AO1859)`,
  help: `name one commit and its version, e.g. --action '${HOME}@<40 digits> # v1.2.3', or ./ for the action of this repository`,
});

export function actionOf(word: string): Result<Uses, Complaint> {
  const text = word.trim();
  if (OWN.test(text) && !text.includes("..")) return ok({ own: text });
  const [, name, commit, version] = PINNED.exec(text) ?? [];
  if (name === undefined || commit === undefined || version === undefined)
    return err(refused(`--action does not name the action at one commit: "${text}"`));
  return ok({ name, commit, version });
}

function manifestOf({ root }: World): Readonly<Record<string, unknown>> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && !Array.isArray(manifest) ? { ...manifest } : {};
}

/** `owner/name` of a package's `repository`, however it is written. */
function repositoryOf(value: unknown): string {
  const url = typeof value === "object" && value !== null && "url" in value ? value.url : value;
  const [, found] = typeof url === "string" ? (/([\w-]+\/[\w.-]+?)(?:\.git)?$/.exec(url) ?? []) : [];
  return found ?? HOME;
}

const isCommit = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{40}$/.test(value);

/** A package says its commit; a clone can be asked for it. */
async function known(world: World): Promise<Result<Chosen, Complaint>> {
  const manifest = manifestOf(world);
  const [name, version] = [repositoryOf(manifest["repository"]), `v${String(manifest["version"])}`];
  if (isCommit(manifest["gitHead"])) {
    const action: Uses = { name, commit: manifest["gitHead"], version };
    return ok({ action, word: wordOf(action), note: null });
  }
  const head = existsSync(join(world.root, ".git"))
    ? await gitIn(world.root, world.env).ask(["rev-parse", "--verify", "HEAD"])
    : null;
  if (head?.ok !== true || !isCommit(line(head.value)))
    return err(refused("nobody knows the commit of this version of the action"));
  const action: Uses = { name, commit: line(head.value), version };
  const note = `the action is pinned to the commit of this clone, which is no release: ${name} must have ${action.commit}`;
  return ok({ action, word: wordOf(action), note });
}

export async function chosenAction({ flags, world }: Call): Promise<Result<Chosen, Complaint>> {
  const word = flags.text("action");
  if (word === undefined) return known(world);
  const action = actionOf(word);
  return action.ok ? ok({ action: action.value, word: wordOf(action.value), note: null }) : action;
}
