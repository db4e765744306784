/** The result of a run seen from outside of it: as a branch, as a patch, as changes to the person's files. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { FileChange, Outcomes } from "../../ports/workspace.ts";
import { contents } from "./contents.ts";
import { type Environment, type Git, gitIn, line } from "./git.ts";
import { joined } from "./join.ts";
import { isCheckedOut } from "./order.ts";
import type { Repository } from "./repository.ts";
import { namesText } from "./stage.ts";
import { gitOfVault, type Vault } from "./vault.ts";

const PLAIN = ["--no-ext-diff", "--no-textconv", "--no-color"] as const;

async function named(user: Git, branch: string): Promise<Result<string | null, string>> {
  const found = await user.tell(["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`]);
  if (!found.ok) return found;
  return ok(found.value.code === 0 ? line(found.value.out) : null);
}

/** Only the objects are taken over; which branch names them is said afterwards, in one step that fails if somebody was faster. */
async function publish(
  user: Git,
  vault: Vault,
  own: Git,
  branch: string,
  commit: string,
  before: string | null,
): Promise<Result<null, string>> {
  const ref = `refs/heads/${branch}`;
  const found = await named(user, branch);
  if (!found.ok) return found;
  const now = found.value;
  if (now === commit) return ok(null);
  if (now !== null && now !== before)
    return err(`the branch ${branch} is there already and holds other work`);
  if (now !== null && (await isCheckedOut(user, ref)))
    return err(`the branch ${branch} is checked out and cannot be moved`);
  const tip = await own.ask(["update-ref", "refs/result", commit]);
  if (!tip.ok) return tip;
  const fetched = await user.ask([
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-recurse-submodules",
    vault.path,
    "refs/result",
  ]);
  if (!fetched.ok) return fetched;
  const none = "0".repeat(commit.length);
  const moved = await user.ask(["update-ref", "-m", "result of a run", ref, commit, now ?? none]);
  return moved.ok ? ok(null) : moved;
}

async function drop(user: Git, branch: string, commit: string): Promise<Result<null, string>> {
  const ref = `refs/heads/${branch}`;
  const found = await named(user, branch);
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  if (found.value !== commit) return err(`the branch ${branch} holds other work by now`);
  if (await isCheckedOut(user, ref)) return err(`the branch ${branch} is checked out`);
  const gone = await user.ask(["update-ref", "-d", ref, commit]);
  return gone.ok ? ok(null) : gone;
}

/** `--numstat -z`: two counts and a name, dashes for what is no text. */
export function numbersFrom(text: string): readonly FileChange[] {
  return text.split("\0").flatMap((field): readonly FileChange[] => {
    const [added = "", removed = "", ...path] = field.split("\t");
    if (path.length === 0) return [];
    const count = (word: string): number | null => (word === "-" ? null : Number(word));
    return [{ path: path.join("\t"), added: count(added), removed: count(removed) }];
  });
}

async function changes(own: Git, from: string, to: string): Promise<Result<readonly FileChange[], string>> {
  const said = await own.ask(["diff", ...PLAIN, "--no-renames", "--numstat", "-z", from, to]);
  return said.ok ? ok(numbersFrom(said.value)) : said;
}

const patch = (own: Git, from: string, to: string, summary: boolean): Promise<Result<string, string>> =>
  own.ask(["diff", ...PLAIN, ...(summary ? ["--stat=100"] : ["--binary", "--full-index"]), from, to]);

/** Of these files those that differ from what is prepared for a commit, or that from the last commit. */
async function dirtyAmong(
  user: Git,
  own: Git,
  paths: readonly string[],
): Promise<Result<readonly string[], string>> {
  const head = await user.tell(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (!head.ok) return head;
  await own.ask(["update-index", "-q", "--refresh"]);
  const work = await own.ask(["diff-files", "--name-only", "-z", "--ignore-submodules=all"]);
  if (!work.ok) return work;
  const words = [
    "diff-index",
    "--cached",
    "--name-only",
    "-z",
    "--ignore-submodules=all",
    line(head.value.out),
  ];
  const ready = head.value.code === 0 ? await own.ask(words) : ok("");
  if (!ready.ok) return ready;
  const dirty = new Set([...work.value.split("\0"), ...ready.value.split("\0")]);
  return ok(paths.filter((path) => dirty.has(path)));
}

type Applying = Readonly<{
  repository: Repository;
  user: Git;
  own: (env: Readonly<Record<string, string>>) => Git;
}>;

async function applyIn(
  folder: string,
  { repository, user, own }: Applying,
  from: string,
  to: string,
): Promise<Result<readonly FileChange[], string>> {
  const plain = own({});
  const found = await changes(plain, from, to);
  if (!found.ok || found.value.length === 0) return found;
  const paths = found.value.map(({ path }) => path);
  const index = await user.ask(["rev-parse", "--path-format=absolute", "--git-path", "index"]);
  if (!index.ok) return index;
  const copy = join(folder, "index");
  if (existsSync(line(index.value))) copyFileSync(line(index.value), copy);
  const here = own({ GIT_WORK_TREE: repository.top, GIT_INDEX_FILE: copy });
  const dirty = await dirtyAmong(user, here, paths);
  if (!dirty.ok) return dirty;
  if (dirty.value.length > 0) return err(`${namesText(dirty.value)} has changes that are not committed`);
  const text = await patch(plain, from, to, false);
  if (!text.ok) return text;
  const file = join(folder, "patch");
  writeFileSync(file, text.value);
  for (const words of [["--check"], []]) {
    const done = await here.ask(["apply", "--whitespace=nowarn", ...words, file]);
    if (!done.ok) return err(`the changes do not fit the files as they are now: ${done.error}`);
  }
  return found;
}

export function outcomesOf(vault: Vault, repository: Repository, env: Environment): Outcomes {
  const user = gitIn(repository.top, env, {
    settings: ["core.alternateRefsCommand=true", "protocol.file.allow=always"],
  });
  const own = (more: Readonly<Record<string, string>>): Git =>
    gitOfVault(vault, env, repository.settings, { directory: repository.top, env: more });
  return {
    named: (branch) => named(user, branch),
    publish: (branch, commit, before) => publish(user, vault, own({}), branch, commit, before),
    drop: (branch, commit) => drop(user, branch, commit),
    join: (heads, label) => joined(own({}), heads, label),
    changes: (from, to) => changes(own({}), from, to),
    patch: (from, to, summary) => patch(own({}), from, to, summary),
    contents: (from, to, most) => contents(own({}), from, to, most),
    async apply(from, to) {
      const folder = mkdtempSync(join(tmpdir(), "agent-orchestrator-apply-"));
      try {
        return await applyIn(folder, { repository, user, own }, from, to);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
