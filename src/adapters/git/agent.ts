/** Does tasks of type git, one at a time: two of them in one repository would only lock each other out. */
import { err, ok } from "../../core/base/result.ts";
import type { Fields } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Assignment } from "../../ports/agent.ts";
import { type Environment, type Git, gitIn } from "./git.ts";
import { operated } from "./operations.ts";
import { OLDEST_GIT, versionFault } from "./repository.ts";
import type { Order } from "./order.ts";

const USUAL_REMOTE = "origin";

/** How a person proves on this machine who he is. */
const CREDENTIALS = ["SSH_AUTH_SOCK", "SSH_AGENT_PID", "GIT_SSH_COMMAND", "GIT_ASKPASS"] as const;

/** No program but git's own ways to a repository is ever started for an address. */
const SETTINGS = [
  "protocol.ext.allow=never",
  "core.alternateRefsCommand=true",
  "commit.gpgSign=false",
  "tag.gpgSign=false",
];

function orderOf({ run, options }: Assignment): Order {
  const text = (key: string): string | null => {
    const value = options[key];
    return typeof value === "string" && value !== "" ? value : null;
  };
  return {
    operation: text("operation") ?? "",
    branch: text("branch"),
    base: text("base"),
    remote: text("remote") ?? USUAL_REMOTE,
    message: text("message") ?? (options["operation"] === "commit" ? `Work of run ${run}` : ""),
    lease: text("force") === "with-lease",
  };
}

/** The commit that the task begins with becomes one that the person's repository has. */
async function brought(git: Git, { commit, from }: NonNullable<Assignment["work"]>): Promise<Failure | null> {
  const known = await git.tell(["cat-file", "-e", `${commit}^{commit}`]);
  if (known.ok && known.value.code === 0) return null;
  const plain = [
    "--quiet",
    "--no-tags",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-recurse-submodules",
  ];
  const fetched = await git.ask([
    "-c",
    "protocol.file.allow=always",
    "fetch",
    ...plain,
    "--",
    from,
    `refs/tasks/${commit}`,
  ]);
  return fetched.ok ? null : { kind: "infrastructure", message: fetched.error };
}

const wordsOf = (done: Fields): string => {
  const { commit, branch, tag } = done;
  return [commit, branch, tag].find((word): word is string => typeof word === "string") ?? "";
};

export function gitAgent(env: Environment): Agent {
  let last: Promise<unknown> = Promise.resolve();
  const credentials = Object.fromEntries(
    CREDENTIALS.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const attempt: Agent["attempt"] = async (assignment, _say, signal) => {
    if (signal.aborted)
      return err({ failure: { kind: "cancelled", message: "It was stopped before it began" } });
    const { work } = assignment;
    const git = gitIn(work?.home ?? assignment.directory, env, {
      env: credentials,
      settings: SETTINGS,
      signal,
    });
    const missing = work === undefined ? null : await brought(git, work);
    if (missing !== null) return err({ failure: missing });
    const done = await operated({ git, work: work?.commit ?? null }, orderOf(assignment));
    return done.ok
      ? ok({ output: wordsOf(done.value), structured: done.value })
      : err({ failure: done.error });
  };
  return {
    name: "type:git",
    async ready() {
      const said = await gitIn("/", env).ask(["version"]);
      const fault = said.ok ? versionFault(said.value) : { message: said.error };
      return fault === null ? null : { missing: fault.message, hint: `install git ${OLDEST_GIT} or newer` };
    },
    attempt(assignment, say, signal) {
      const own = last.then(() => attempt(assignment, say, signal));
      last = own.catch(() => undefined);
      return own;
    },
  };
}
