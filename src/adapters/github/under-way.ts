/** What of ours is on its way on a commit, and how it is ended. */
import { ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import type { Api, Trouble } from "./api.ts";
import { listAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

export type OurCheck = Readonly<{
  name: string;
  status: string;
  conclusion: string | null;
  title: string;
  url: string | null;
  /** When it was opened, in words that can be compared. */
  since: string;
  /** The job's run that writes it. */
  run: string | null;
}>;

/** How the names of our checks begin. */
export const OURS = "agents / ";
const RUN = /:(\d{1,20})$/;
const LINK = /^https:\/\/[A-Za-z0-9._:/?=&%#-]+$/;

function checkIn(value: Value): OurCheck | null {
  const name = textAt(value, "name");
  if (name === null || !name.startsWith(OURS)) return null;
  const url = textAt(value, "html_url");
  return {
    name,
    status: textAt(value, "status") ?? "",
    conclusion: textAt(value, "conclusion"),
    title: textAt(value, "output", "title") ?? "",
    url: url !== null && LINK.test(url) ? url : null,
    since: textAt(value, "started_at") ?? "",
    run: RUN.exec(textAt(value, "external_id") ?? "")?.[1] ?? null,
  };
}

export async function ourChecks(
  api: Api,
  repository: Repository,
  head: string,
): Promise<Result<readonly OurCheck[], Trouble>> {
  const path = pathTo(repository, "commits", head, "check-runs");
  const answer = await api.read(path, { filter: "latest", per_page: "100" });
  return answer.ok ? ok(listAt(answer.value, "check_runs").flatMap((each) => checkIn(each) ?? [])) : answer;
}

/** `gone`: it had ended already, or is not about this commit. */
export async function cancelRun(
  api: Api,
  repository: Repository,
  { run, head }: Readonly<{ run: string; head: string }>,
): Promise<Result<"cancelled" | "gone", Trouble>> {
  const found = await api.read(pathTo(repository, "actions", "runs", run));
  if (!found.ok) return found.error.kind === "missing" ? ok("gone") : found;
  // Whoever may write checks may write any number into one.
  const isIt = textAt(found.value, "head_sha") === head || textAt(found.value, "event") === "issue_comment";
  if (!isIt || textAt(found.value, "status") === "completed") return ok("gone");
  const told = await api.create(pathTo(repository, "actions", "runs", run, "cancel"), {});
  if (told.ok) return ok("cancelled");
  return told.error.kind === "invalid" ? ok("gone") : told;
}

export type Sign = "eyes" | "confused";

/** Whether it is seen changes nothing. */
export async function react(api: Api, repository: Repository, comment: number, content: Sign): Promise<void> {
  await api.create(pathTo(repository, "issues", "comments", String(comment), "reactions"), { content });
}
