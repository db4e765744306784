/** What a task of type git does, by its operation. */
import { checkout, commitHere, merge, rebase } from "./checked-out.ts";
import { policy, shown, type Done, type Ground, type Order } from "./order.ts";
import { branch, commitWork, tag } from "./refs.ts";
import { fetch, push } from "./remotes.ts";

const ONLY_HERE: ReadonlySet<string> = new Set(["merge", "rebase", "checkout"]);

/** Without work before it, or with `isolation: shared`, it acts in the person's own directory. */
export async function operated(ground: Ground, order: Order): Promise<Done> {
  const { work } = ground;
  const { operation } = order;
  if (work !== null && ONLY_HERE.has(operation))
    return policy(
      `"${operation}" changes the files of your own directory: say so with \`isolation: shared\``,
    );
  switch (operation) {
    case "branch":
      return branch(ground, order);
    case "tag":
      return tag(ground, order);
    case "commit":
      return work === null ? commitHere(ground, order) : commitWork({ ...ground, work }, order);
    case "merge":
      return merge(ground, order);
    case "rebase":
      return rebase(ground, order);
    case "checkout":
      return checkout(ground, order);
    case "push":
      return push(ground, order);
    case "fetch":
      return fetch(ground, order);
    default:
      return policy(`git tasks do not know the operation ${shown(operation)}`);
  }
}
