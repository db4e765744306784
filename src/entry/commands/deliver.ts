/** `deliver`: writes to GitHub what a run proposed, and only what was agreed to. */
import { githubApi } from "../../adapters/github/api.ts";
import { applied, type Undelivered } from "../../adapters/github/deliver.ts";
import type { Outcome } from "../../adapters/github/deliver-outcome.ts";
import type { Target } from "../../adapters/github/deliver-target.ts";
import { authorOf } from "../../adapters/github/people.ts";
import { repositoryOf } from "../../adapters/github/repository.ts";
import { pause } from "../../adapters/system/pause.ts";
import { storedDocument } from "../../app/effects.ts";
import { hiddenIn } from "../../app/world.ts";
import { digest } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { EffectsDocument } from "../../core/effects/document.ts";
import { redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import { outline } from "../../core/view/outline.ts";
import { addressOf, DIGITS, GITHUB_API, runAddress } from "../action-ground.ts";
import type { Call } from "../command.ts";
import { exitOf, tell, tellPlan } from "../delivering.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { agreedIn, agreedText, proposedIn, type Agreed } from "../proposed-in.ts";
import { locked } from "../refused.ts";
import { say, type Complaint } from "../say.ts";
import { driverOf, openNamed, type StoredRun } from "../stored-run.ts";

/** So long a limit of the API is waited for: what is not written then is written by the next delivery. */
const PATIENCE = 120_000;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const refuse = (exit: ExitCode, message: string, help: string): Result<never, Complaint> =>
  err({ exit, message, help });

/** What was agreed to has to be what the run proposed last: another attempt's word counts for nothing. */
function agreed({ flags }: Call, run: StoredRun): Result<Agreed | null, Complaint> {
  const newest = proposedIn(run.segments);
  const asked = flags.text("effects");
  if (asked === undefined || asked === "") return ok(newest);
  if (asked === "none") return ok(null);
  const given = agreedIn(asked);
  if (given === null)
    return refuse(EXIT.usage, "--effects takes <attempt>:<digest>", "as `run --json` prints it");
  if (newest === null || agreedText(newest) !== agreedText(given))
    return refuse(
      EXIT.policy,
      `the run proposed ${newest === null ? "nothing" : "something else"}: ${oneLine(asked, 100)} is not its word`,
      "`status` and `run --json` say what it proposed last",
    );
  return ok(given);
}

/** A run that has gone on since, or has not succeeded, delivers nothing. */
function settled(run: StoredRun, { attempt }: Agreed): Complaint | null {
  const later = run.segments.some(({ header }) => header.epoch > attempt);
  if (!later && outline(run.state).conclusion === "success") return null;
  const message = later ? "the run has gone on since it proposed this" : "the run has not succeeded";
  return { exit: EXIT.policy, message, help: "let it end, then deliver what it proposes then" };
}

function documentOf(run: StoredRun, { attempt, digest: name }: Agreed): Result<EffectsDocument, Complaint> {
  const found = storedDocument(run.artifacts, name);
  if (!found.ok)
    return refuse(EXIT.policy, `what the run proposed cannot be read: ${found.error}`, "run it again");
  const { run: id, attempt: of, workflow } = found.value;
  if (id === run.folder.id && of === attempt && workflow === run.plan.name) return found;
  return refuse(EXIT.policy, "what was proposed belongs to another run", "run it again");
}

type Place = Readonly<{ target: Omit<Target, "author">; base: string; token: string }>;

function placeOf({ flags, world: { env } }: Call): Result<Place, Complaint> {
  const repository = repositoryOf(flags.text("repository") ?? env["GITHUB_REPOSITORY"]);
  if (repository === null)
    return refuse(EXIT.usage, "nobody says which repository is meant", "e.g. --repository acme/shop");
  const heads = flags.list("head");
  const strange = heads.find((head) => !COMMIT.test(head));
  if (strange !== undefined)
    return refuse(
      EXIT.usage,
      `--head takes a whole commit, not "${oneLine(strange, 80)}"`,
      "as `git rev-parse` prints it",
    );
  const token = env["GITHUB_TOKEN"] ?? env["GH_TOKEN"] ?? "";
  if (token === "")
    return refuse(
      EXIT.credentials,
      "there is no token for GitHub",
      "put it into GITHUB_TOKEN, never into the command line",
    );
  const run = env["GITHUB_RUN_ID"] ?? "";
  const attempt = env["GITHUB_RUN_ATTEMPT"] ?? "";
  return ok({
    target: {
      repository,
      number: flags.number("pull") ?? null,
      heads,
      run: DIGITS.test(run) ? run : "0",
      attempt: /^[1-9]\d{0,5}$/.test(attempt) ? Number(attempt) : 1,
      url: runAddress(env, repository),
    },
    base: addressOf(env["GITHUB_API_URL"], GITHUB_API),
    token,
  });
}

async function write(
  { world }: Call,
  run: StoredRun,
  document: EffectsDocument,
  { target, base, token }: Place,
): Promise<Result<readonly Outcome[], Undelivered>> {
  const secrets = redactor([token, ...(world.concealed ?? []), ...hiddenIn(world.env)]);
  const clock = { now: Date.now, sleep: pause };
  const api = githubApi({ base, token, clean: secrets.value, patience: PATIENCE, clock });
  const author = await authorOf(api, token);
  const read = (name: string) => run.artifacts.get(digest(name));
  return applied(api, { document, target: { ...target, author }, read, clean: secrets.value });
}

function undelivered(why: Undelivered): Complaint {
  if (why.kind === "stranger")
    return { exit: EXIT.policy, message: why.words, help: "run the workflow for the commit as it is now" };
  const { kind, words } = why.trouble;
  const denied = kind === "forbidden" || kind === "unauthorised" || kind === "missing";
  return {
    exit: denied ? EXIT.credentials : EXIT.infrastructure,
    message: `nothing was written: the pull request could not be read - ${words}`,
    help: denied ? "give the token `pull-requests: read`, and look at --pull" : "deliver it again",
  };
}

export async function handle(call: Call): Promise<ExitCode> {
  const { world, flags } = call;
  const found = openNamed(call);
  if (!found.ok) return say(world, found.error);
  const run = found.value;
  const holder = driverOf(run.folder);
  if (holder !== undefined) return locked(world, run.folder, holder);
  const word = agreed(call, run);
  if (!word.ok) return say(world, word.error);
  if (word.value === null) {
    tell(call, run.folder.id, null, []);
    return EXIT.done;
  }
  const wrong = settled(run, word.value);
  if (wrong !== null) return say(world, wrong);
  const document = documentOf(run, word.value);
  if (!document.ok) return say(world, document.error);
  if (flags.on("dry-run")) {
    tellPlan(call, run.folder.id, word.value, document.value);
    return EXIT.done;
  }
  const place = placeOf(call);
  if (!place.ok) return say(world, place.error);
  const written = await write(call, run, document.value, place.value);
  if (!written.ok) return say(world, undelivered(written.error));
  tell(call, run.folder.id, document.value, written.value);
  return exitOf(document.value, written.value);
}
