/** `dispatch`: starts a workflow on GitHub by hand, and follows it to its end if asked to. */
import type { Api, Trouble } from "../../adapters/github/api.ts";
import { defaultBranch, dispatchRun, followRun, type Followed } from "../../adapters/github/dispatch.ts";
import type { Repository } from "../../adapters/github/repository.ts";
import { refFault } from "../../core/base/ref-name.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Call } from "../command.ts";
import { callerInputs, fileInputs, isPlatformFile, pairsIn, USUAL_CALLER } from "../dispatch-inputs.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { projectOf } from "../project.ts";
import { apiFrom, clock, repositoryFor, withoutToken } from "../remote-repository.ts";
import { say, type Complaint } from "../say.ts";

type Order = Readonly<{ file: string; inputs: Readonly<Record<string, string>> }>;

function orderOf(call: Call): Result<Order, Complaint> {
  const { args, flags } = call;
  const [word = ""] = args;
  const caller = flags.text("caller");
  const pairs = pairsIn(flags.list("param"));
  if (!pairs.ok) return pairs;
  if (caller !== undefined && !isPlatformFile(caller))
    return err({
      exit: EXIT.usage,
      message: `"${oneLine(caller, 100)}" is no file of .github/workflows`,
      help: "e.g. --caller agents-dispatch.yml",
    });
  if (isPlatformFile(word) && caller === undefined) {
    const inputs = fileInputs(pairs.value);
    return inputs.ok ? ok({ file: word, inputs: inputs.value }) : inputs;
  }
  const from = projectOf(call);
  if (!from.ok) return from;
  const inputs = callerInputs(from.value, word, pairs.value);
  return inputs.ok ? ok({ file: caller ?? USUAL_CALLER, inputs: inputs.value }) : inputs;
}

/** Why it did not work, and what would help. */
function complaintOf(trouble: Trouble, what: string): Complaint {
  const message = `${what}: ${trouble.words}`;
  switch (trouble.kind) {
    case "forbidden":
    case "unauthorised":
      return { exit: EXIT.credentials, message, help: "the token needs `actions: write` on this repository" };
    case "missing":
      return {
        exit: EXIT.usage,
        message,
        help: "the file must be on the default branch and have `workflow_dispatch`; `init --ci github` writes one",
      };
    case "invalid":
      return { exit: EXIT.usage, message, help: "check --ref and the inputs that the file declares" };
    case "unclear":
      return {
        exit: EXIT.infrastructure,
        message,
        help: "it may have been started all the same: look before doing it again",
      };
    default:
      return { exit: EXIT.infrastructure, message, help: "try again later" };
  }
}

const CODES: Readonly<Record<string, ExitCode>> = {
  success: EXIT.done,
  neutral: EXIT.done,
  skipped: EXIT.done,
  action_required: EXIT.paused,
  cancelled: EXIT.interrupted,
};

/** Says what has changed since it was last looked at. */
function teller({ world, flags }: Call): (state: Followed) => void {
  const told = new Map<string, string>();
  return ({ jobs }) => {
    for (const [place, { name, status, conclusion }] of jobs.entries()) {
      const words = conclusion ?? status;
      if (told.get(`${place} ${name}`) === words || flags.on("quiet")) continue;
      told.set(`${place} ${name}`, words);
      world.err.write(`${oneLine(name, 100)}: ${oneLine(words, 40)}\n`);
    }
  };
}

type Started = Readonly<{ api: Api; repository: Repository; ref: string; file: string; run: number | null }>;

function show(
  { world, flags }: Call,
  { repository, ref, file, run }: Started,
  followed: Followed | null,
): void {
  const server = world.env["GITHUB_SERVER_URL"] ?? "https://github.com";
  const place = `${server}/${repository.owner}/${repository.name}/actions`;
  const url = run === null ? `${place}/workflows/${file}` : `${place}/runs/${run}`;
  if (!flags.on("json")) {
    world.out.write(`${url}\n`);
    return;
  }
  const document = {
    schemaVersion: 1,
    repository: `${repository.owner}/${repository.name}`,
    file,
    ref,
    run_id: run,
    url,
    conclusion: followed?.conclusion ?? null,
    jobs: followed?.jobs ?? [],
  };
  world.out.write(`${JSON.stringify(document, null, 2)}\n`);
}

async function watch(call: Call, started: Started): Promise<ExitCode> {
  const { world, flags } = call;
  const { api, repository, run } = started;
  if (run === null) {
    show(call, started, null);
    const help = "look for it on that page";
    return say(world, {
      exit: EXIT.infrastructure,
      message: "it was started, but nobody can say which run it is",
      help,
    });
  }
  if (!flags.on("json")) show(call, started, null);
  const off = world.onSignal((name) => {
    world.err.write("the run goes on; nobody watches it here any more\n");
    world.exitNow(name);
  });
  const followed = await followRun(api, { repository, run }, clock, teller(call));
  off();
  if (flags.on("json")) show(call, started, followed.ok ? followed.value : null);
  if (!followed.ok)
    return say(world, withoutToken(world, complaintOf(followed.error, "the run cannot be watched any more")));
  const conclusion = followed.value.conclusion ?? "";
  if (!flags.on("quiet")) world.err.write(`the run ended with ${oneLine(conclusion, 40)}\n`);
  return CODES[conclusion] ?? EXIT.failed;
}

async function refFor(
  api: Api,
  repository: Repository,
  asked: string | undefined,
): Promise<Result<string, Complaint>> {
  if (asked !== undefined) {
    const fault = refFault(asked);
    return fault === null
      ? ok(asked)
      : err({
          exit: EXIT.usage,
          message: `--ref cannot be "${oneLine(asked, 100)}": ${fault}`,
          help: "name a branch or a tag",
        });
  }
  const found = await defaultBranch(api, repository);
  return found.ok ? found : err(complaintOf(found.error, "the repository cannot be read"));
}

async function started(call: Call): Promise<Result<Started, Complaint>> {
  const { flags, world } = call;
  const order = orderOf(call);
  if (!order.ok) return order;
  const repository = repositoryFor(world, flags.text("repo"));
  if (!repository.ok) return repository;
  const api = apiFrom(world);
  if (!api.ok) return api;
  const ref = await refFor(api.value, repository.value, flags.text("ref"));
  if (!ref.ok) return ref;
  const { file, inputs } = order.value;
  const wanted = { repository: repository.value, file, ref: ref.value, inputs };
  const run = await dispatchRun(api.value, wanted, clock);
  if (!run.ok) return err(complaintOf(run.error, `"${file}" was not started`));
  return ok({ api: api.value, repository: repository.value, ref: ref.value, file, run: run.value });
}

export async function handle(call: Call): Promise<ExitCode> {
  const begun = await started(call);
  if (!begun.ok) return say(call.world, withoutToken(call.world, begun.error));
  if (call.flags.on("watch")) return watch(call, begun.value);
  show(call, begun.value, null);
  return EXIT.done;
}
