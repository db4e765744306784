/** Git tasks that speak to another machine: only to one that a person has set up, and never with force unasked. */
import { ok, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Git } from "./git.ts";
import { named, policy, refAt, shown, told, type Done, type Ground, type Order } from "./order.ts";

/** Only a remote that a person has set up, by its name: no text of a workflow becomes an address. */
async function remoteOf(git: Git, order: Order): Promise<Result<string, Failure>> {
  const name = named("remote", order.remote);
  if (!name.ok) return name;
  const known = await told(git, ["remote"]);
  if (!known.ok) return known;
  return known.value.split("\n").includes(name.value)
    ? name
    : policy(`there is no remote ${shown(name.value)}`);
}

const NO_EXTRAS = ["--no-recurse-submodules"] as const;

export async function push({ git }: Ground, order: Order): Promise<Done> {
  const name = named("branch", order.branch);
  if (!name.ok) return name;
  const remote = await remoteOf(git, order);
  if (!remote.ok) return remote;
  const head = await refAt(git, `refs/heads/${name.value}`);
  const tagged = head === null ? await refAt(git, `refs/tags/${name.value}`) : null;
  const commit = head ?? tagged;
  if (commit === null) return policy(`there is no branch or tag ${shown(name.value)}`);
  const ref = head === null ? `refs/tags/${name.value}` : `refs/heads/${name.value}`;
  const lease = order.lease ? ["--force-with-lease"] : [];
  const words = [
    "push",
    "--quiet",
    "--no-verify",
    "--no-signed",
    ...NO_EXTRAS,
    ...lease,
    "--",
    remote.value,
    `${ref}:${ref}`,
  ];
  const done = await told(git, words);
  return done.ok ? ok({ remote: remote.value, branch: name.value, commit }) : done;
}

export async function fetch({ git }: Ground, order: Order): Promise<Done> {
  const remote = await remoteOf(git, order);
  const name = order.branch === null ? ok(null) : named("branch", order.branch);
  if (!remote.ok) return remote;
  if (!name.ok) return name;
  const what =
    name.value === null ? [] : [`+refs/heads/${name.value}:refs/remotes/${remote.value}/${name.value}`];
  const words = ["fetch", "--quiet", "--no-auto-maintenance", ...NO_EXTRAS, "--", remote.value, ...what];
  const done = await told(git, words);
  if (!done.ok) return done;
  const fetched = name.value === null ? null : await refAt(git, `refs/remotes/${remote.value}/${name.value}`);
  return ok({ remote: remote.value, branch: name.value, commit: fetched });
}
