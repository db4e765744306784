/** What has to be asked before anybody may start a run: permissions as they are now, and where a change comes from. */
import { PERMISSIONS, toBeAsked, type Occasion, type Permission } from "../../core/guard/authorise.ts";
import type { Api } from "./api.ts";
import { changeOf, type Occurrence } from "./event.ts";
import { textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

/** A name from an event that is no name of a person is not asked about. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

async function permissionOf(api: Api, repository: Repository, name: string): Promise<Permission | null> {
  if (!LOGIN.test(name)) return null;
  const answer = await api.read(pathTo(repository, "collaborators", name, "permission"));
  if (!answer.ok) return answer.error.kind === "missing" ? "none" : null;
  // The answer is about somebody: a name that was given to another account meanwhile is another person.
  if (textAt(answer.value, "user", "login")?.toLowerCase() !== name.toLowerCase()) return null;
  // Custom roles have names of their own; what they are built on stands beside.
  const levels = [textAt(answer.value, "role_name"), textAt(answer.value, "permission")];
  return (
    PERMISSIONS.find((level) => level === levels[0]) ??
    PERMISSIONS.find((level) => level === levels[1]) ??
    null
  );
}

/** Tokens of people begin like this; all others belong to the platform's own robot. */
const OF_PEOPLE = /^(?:ghp|gho|ghu|github_pat)_/;
const ROBOT = "github-actions[bot]";

/** Who writes with this token. */
export async function authorOf(api: Api, token: string): Promise<string> {
  if (!OF_PEOPLE.test(token)) return ROBOT;
  const answer = await api.read(["user"]);
  return (answer.ok ? textAt(answer.value, "login") : null) ?? ROBOT;
}

/** A comment does not say on which change it stands: somebody has to ask. */
export async function originOf(
  api: Api | null,
  repository: Repository | null,
  known: Occurrence,
): Promise<Occurrence> {
  if (api === null || repository === null || !known.originUnknown || known.change === null) return known;
  const answer = await api.read(pathTo(repository, "pulls", String(known.change)));
  return answer.ok ? { ...known, ...changeOf(answer.value), originUnknown: false } : known;
}

/** Without an API everything that it would have said is unknown, and unknown means no. */
export async function occasionOf(
  api: Api | null,
  repository: Repository | null,
  known: Occurrence,
): Promise<Occasion & Occurrence> {
  if (api === null || repository === null) return { ...known, permissions: new Map() };
  const place = await originOf(api, repository, known);
  const permissions = new Map<string, Permission | null>();
  // Whoever it is: nothing that a permission could say would change the answer.
  if (place.fork === true) return { ...place, permissions };
  for (const name of toBeAsked({ ...place, permissions })) {
    permissions.set(name, await permissionOf(api, repository, name));
  }
  return { ...place, permissions };
}
