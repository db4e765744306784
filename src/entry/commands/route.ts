/** `route`: which workflow belongs to an event, and why not the others. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { factsOf, guessedEvent } from "../../adapters/github/facts.ts";
import { parsed } from "../../adapters/github/foreign.ts";
import { routing } from "../../app/routing.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields } from "../../core/base/value.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import { orderIn } from "../../core/route/comment.ts";
import { route, routeWords, type Route } from "../../core/route/route.ts";
import type { Facts } from "../../core/route/rule.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { projectOf, showReports } from "../project.ts";
import { say, type Complaint } from "../say.ts";
import { CONFIGURATION_FILE } from "../setting-names.ts";

const MAX_CHANGED = 10_000;

const usage = (message: string, help: string): Result<never, Complaint> =>
  err({ exit: EXIT.usage, message, help });

function textIn(directory: string, name: string): Result<string, Complaint> {
  try {
    return ok(readFileSync(resolve(directory, name), "utf8"));
  } catch {
    return usage(`"${oneLine(name, 120)}" cannot be read`, "name a file that is there");
  }
}

/** One path a line. */
function changedIn(directory: string, name: string | undefined): Result<readonly string[] | null, Complaint> {
  if (name === undefined) return ok(null);
  const text = textIn(directory, name);
  return text.ok ? ok(text.value.split("\n").filter(Boolean).slice(0, MAX_CHANGED)) : text;
}

function factsFor({ flags, world }: Call): Result<Facts, Complaint> {
  const file = flags.text("event");
  if (file === undefined) return usage("--event is missing", "name a file with the payload of an event");
  const text = textIn(world.directory, file);
  const changed = changedIn(world.directory, flags.text("changed"));
  if (!text.ok) return text;
  if (!changed.ok) return changed;
  const payload = parsed(text.value);
  if (!isFields(payload))
    return usage(`"${oneLine(file, 120)}" holds no JSON object`, "e.g. what GITHUB_EVENT_PATH names");
  const name = flags.text("event-name") ?? guessedEvent(payload);
  return name === null
    ? usage("the payload does not say which event it is", "say it with --event-name")
    : ok(factsOf(name, payload, changed.value));
}

/** What somebody ordered is part of the answer: it may name the workflow itself. */
function ordered({ event, comment }: Facts, phrases: readonly string[]): unknown {
  const heard = event === "issue_comment" ? orderIn(comment ?? "", phrases) : null;
  if (heard === null) return null;
  return heard.ok ? heard.value : { kind: "refused", ...heard.error };
}

function document(found: Route, facts: Facts, phrases: readonly string[]): string {
  const words = routeWords(found, facts);
  const value = {
    schemaVersion: 1,
    event: facts.event,
    kind: found.kind,
    workflow: found.kind === "found" ? found.workflow : null,
    from: found.kind === "found" ? found.from : null,
    reason: words === null ? null : { message: words.message, hint: words.hint },
    order: ordered(facts, phrases),
    phrases,
    looked: found.looked,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const facts = factsFor(call);
  if (!facts.ok) return Promise.resolve(say(world, facts.error));
  const from = projectOf(call);
  if (!from.ok) return Promise.resolve(say(world, from.error));
  const { rules, reports } = routing(from.value, CONFIGURATION_FILE);
  if (reports.length > 0) {
    showReports(call, reports);
    return Promise.resolve(EXIT.usage);
  }
  const found = route(rules, facts.value);
  const phrases = [...rules.table, ...rules.own].flatMap(({ comments }) => comments);
  const words = routeWords(found, facts.value);
  if (flags.on("json")) world.out.write(document(found, facts.value, phrases));
  else if (found.kind === "found") world.out.write(`${found.workflow}\n`);
  if (words !== null) {
    for (const line of words.looked) world.err.write(`  ${oneLine(line, 200)}\n`);
    say(world, { exit: EXIT.usage, message: words.message, help: words.hint });
  } else if (found.kind === "found" && !flags.on("quiet"))
    world.err.write(`by ${oneLine(found.from, 200)}\n`);
  return Promise.resolve(found.kind === "found" ? EXIT.done : EXIT.failed);
}
