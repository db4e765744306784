/** A task type that a plugin brings, as an agent: foreign code in this process, kept from doing harm to the run by mistake. */
import { plainValue } from "../../core/base/plain.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields, type Fields, type Value } from "../../core/base/value.ts";
import { redactor, type Redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Answer, Assignment, Refusal } from "../../ports/agent.ts";
import type { LoadedType, PluginContext } from "../../ports/plugin.ts";
import { isRetryable, wordsOf } from "../system/thrown.ts";
import { idempotencyKey } from "./handover.ts";
import { NOTE_LIMIT } from "./words.ts";

/** Characters of all that one call gives, keys and numbers included. */
export const MOST_RESULT = 1 << 20;

type Outcome = Result<Answer, Refusal>;
/** `given` and `thrown` are whatever foreign code made of them. */
type Settled = Readonly<{ given: unknown } | { thrown: unknown } | { late: true }>;

const refuse = (failure: Failure, usage?: Usage): Outcome =>
  err({ failure, ...(usage === undefined ? {} : { usage }) });

const invalid = (message: string): Outcome => refuse({ kind: "output-invalid", issues: [message], message });

const cancelled = (message: string, usage?: Usage): Outcome => refuse({ kind: "cancelled", message }, usage);

/** A copy, so that nobody can change what others are told as well. */
function frozen<T>(value: T): T {
  const deep = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    Object.values(part).forEach(deep);
    Object.freeze(part);
  };
  const copy = JSON.parse(JSON.stringify(value)) as T;
  deep(copy);
  return copy;
}

function contextOf(assignment: Assignment, signal: AbortSignal, say: (note: string) => void): PluginContext {
  const { run, task, attempt, options, inputs, env, directory, repair } = assignment;
  return Object.freeze({
    run,
    task,
    attempt,
    options: frozen(options),
    inputs: frozen(inputs),
    env: frozen(env),
    directory,
    idempotencyKey: idempotencyKey(assignment),
    issues: frozen(repair?.issues ?? []),
    signal,
    say,
  });
}

const amount = (value: Value | undefined): number | undefined =>
  typeof value === "number" && value >= 0 ? value : undefined;

/** A cost that is not said is not known, and never nothing. */
function usageIn(given: Value | undefined): Usage | undefined {
  if (!isFields(given)) return undefined;
  const { costUsd, inputTokens, outputTokens } = given;
  return {
    costUsd: amount(costUsd) ?? null,
    inputTokens: amount(inputTokens) ?? 0,
    outputTokens: amount(outputTokens) ?? 0,
  };
}

const KNOWN: ReadonlySet<string> = new Set(["output", "structured", "usage"]);

function answerOf(fields: Fields, usage: Usage | undefined): Outcome {
  const stranger = Object.keys(fields).find((key) => !KNOWN.has(key));
  if (stranger !== undefined)
    return invalid(`it gave "${stranger}"; a result has output, structured and usage`);
  const { output, structured } = fields;
  if (output !== undefined && typeof output !== "string")
    return invalid('"output" must be text; data belongs into "structured"');
  const text = output ?? (structured === undefined ? "" : JSON.stringify(structured));
  return ok({
    output: text,
    ...(structured === undefined ? {} : { structured }),
    ...(usage === undefined ? {} : { usage }),
  });
}

function outcomeOf(settled: Settled, signal: AbortSignal, secrets: Redactor): Outcome {
  if ("late" in settled)
    return cancelled("it did not stop when it was asked to; what it may still give is ignored");
  if ("thrown" in settled) {
    const message = secrets.text(wordsOf(settled.thrown));
    if (signal.aborted) return cancelled(message);
    return refuse({ kind: isRetryable(settled.thrown) ? "infrastructure" : "agent-error", message });
  }
  const { given } = settled;
  const plain = given === undefined ? ok("") : plainValue(given, MOST_RESULT);
  if (!plain.ok)
    return signal.aborted
      ? cancelled("it was stopped")
      : invalid(`its result cannot be kept: ${plain.error}`);
  const clean = secrets.value(plain.value);
  const fields = typeof clean === "string" ? { output: clean } : clean;
  if (!isFields(fields))
    return invalid("its result is neither text nor an object with output, structured and usage");
  const usage = usageIn(fields["usage"]);
  return signal.aborted ? cancelled("it was stopped", usage) : answerOf(fields, usage);
}

/** Settles with the work, or when the grace after being asked to stop is over. */
function awaited(work: () => unknown, signal: AbortSignal, grace: number): Promise<Settled> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const hurry = (): void => {
      timer = setTimeout(() => settle({ late: true }), grace);
    };
    const settle = (settled: Settled): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", hurry);
      resolve(settled);
    };
    signal.addEventListener("abort", hurry, { once: true });
    // A promise of our own: what a foreign `then` does stays in there.
    void (async () => work())().then(
      (given: unknown) => settle({ given }),
      (thrown: unknown) => settle({ thrown }),
    );
  });
}

export function pluginAgent(type: string, loaded: LoadedType): Agent {
  return {
    name: `plugin:${type}`,
    ready: () => Promise.resolve(null),
    async attempt(assignment, say, signal) {
      if (signal.aborted) return cancelled("it was stopped before it began");
      const secrets = redactor(assignment.secrets);
      const issues = loaded.issues(assignment.options);
      if (issues.length > 0) {
        const message = secrets.text(`the options do not fit: ${issues.join("; ")}`);
        return refuse({ kind: "policy", message });
      }
      let isOpen = true;
      const stop = new AbortController();
      const ask = (): void => stop.abort();
      signal.addEventListener("abort", ask, { once: true });
      const tell = (note: unknown): void => {
        if (isOpen && typeof note === "string") say(oneLine(secrets.text(note), NOTE_LIMIT));
      };
      const context = contextOf(assignment, stop.signal, tell);
      const settled = await awaited(() => loaded.run(context), signal, assignment.cancelGrace);
      isOpen = false;
      signal.removeEventListener("abort", ask);
      return outcomeOf(settled, signal, secrets);
    },
  };
}
