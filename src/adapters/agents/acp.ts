/** Any agent that speaks the Agent Client Protocol: its program is started and talked to over its stdin and stdout. */
import { basename } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields } from "../../core/base/value.ts";
import { type Redactor, redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Answer, Assignment } from "../../ports/agent.ts";
import type { Mouth } from "../system/launch.ts";
import { fileRead, fileWritten } from "./acp-files.ts";
import { permissionFor, type Policy, policyOf } from "./acp-policy.ts";
import { type Answered, badParams, NO_SUCH_METHOD, type Peer, rpcPeer } from "./acp-rpc.ts";
import { type Talk, talkWith } from "./acp-talk.ts";
import { type Account, account } from "./acp-updates.ts";
import { type Handover, handovers } from "./handover.ts";
import { guarded, type Outcome, refuse } from "./refusal.ts";
import { type Ended, streamed, type Telling } from "./stream.ts";
import { dataIn } from "./wanted-data.ts";
import { NOTE_LIMIT } from "./words.ts";

/** Who is asked to call off its work has so long to say what it cost, and who is done so long to go. */
export const PARTING_MS = 2000;

type Setting = Readonly<{
  assignment: Assignment;
  handover: Handover;
  policy: Policy;
  secrets: Redactor;
  telling: Telling;
}>;

/** What came of the talk; null as long as nothing did. */
type State = { talk: Result<Talk, Failure> | null; sessionId: string | null; hopeless: Failure | null };

function answerTo({ assignment, policy, telling }: Setting, method: string, params: Fields): Answered {
  switch (method) {
    case "session/request_permission": {
      const { allowed, outcome } = permissionFor(params, policy);
      const call = isFields(params["toolCall"]) ? params["toolCall"] : {};
      if (!allowed) telling.say(`denied: ${String(call["title"] ?? call["kind"] ?? "a tool")}`);
      return ok({ outcome });
    }
    case "fs/read_text_file":
      return fileRead(assignment.directory, params);
    case "fs/write_text_file":
      if (!policy.allows("edit")) return err(badParams("this task may not change files"));
      return fileWritten(assignment.directory, params);
    default:
      return err(NO_SUCH_METHOD);
  }
}

function answerOf({ assignment }: Setting, text: string): Pick<Answer, "output" | "structured"> {
  const structured = assignment.schema === undefined ? undefined : dataIn(text);
  return structured === undefined ? { output: text } : { output: JSON.stringify(structured), structured };
}

/** How it ended where nobody called it off. */
const STOPS: Readonly<Record<string, Failure>> = {
  max_tokens: { kind: "agent-error", message: "The model's answer was longer than it may be" },
  max_turn_requests: { kind: "agent-error", message: "It has used up its turns" },
  refusal: { kind: "agent-error", message: "The agent refuses to do this" },
  cancelled: { kind: "agent-error", message: "The agent called its own work off" },
};

function withoutTalk({ ending, words }: Ended): Failure {
  const { code, signal } = ending;
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `ended by ${signal}`;
  const message = words === "" ? `It ended without a result (${how})` : words;
  return { kind: "agent-exit", code, ...(signal === null ? {} : { signal }), message };
}

function failureOf({ talk, hopeless }: State, ended: Ended, stopped: boolean): Failure | null {
  if (stopped) return { kind: "cancelled", message: "It was asked to stop" };
  if (hopeless !== null) return hopeless;
  if (talk === null) return withoutTalk(ended);
  if (!talk.ok) return talk.error;
  const { stopReason } = talk.value;
  if (stopReason === "end_turn") return null;
  const known = Object.hasOwn(STOPS, stopReason) ? STOPS[stopReason] : undefined;
  return known ?? { kind: "agent-error", message: `It ended with ${JSON.stringify(stopReason)}` };
}

function outcomeOf(setting: Setting, state: State, said: Account, ended: Ended, stopped: boolean): Outcome {
  const { talk } = state;
  const usage = said.usage(talk?.ok === true ? talk.value.usage : undefined);
  const rest = { log: basename(setting.handover.out), ...(usage === undefined ? {} : { usage }) };
  const given = answerOf(setting, said.text());
  const failure = failureOf(state, ended, stopped);
  if (failure === null) return ok({ ...given, ...rest });
  return err({ failure, ...rest, ...(given.output === "" ? {} : { output: given.output }) });
}

const CLOGGED: Failure = {
  kind: "agent-error",
  message: "It asks and does not read what it is answered",
};

type Dialogue = Readonly<{
  /** Talks as soon as there is somebody to talk to. */
  begin: (mouth: Mouth) => void;
  take: (message: Fields) => void;
  callOff: () => void;
  close: () => void;
  state: State;
  said: Account;
}>;

/** News of other conversations are not for us. */
const hearing =
  (state: State, said: Account) =>
  (method: string, { sessionId, update }: Fields): void => {
    if (method === "session/update" && sessionId === state.sessionId && isFields(update)) said.take(update);
  };

/** `hangUp` ends whoever does not go by himself: first in words, then by force. */
function dialogue(setting: Setting, hangUp: () => void): Dialogue {
  const { assignment, telling } = setting;
  const state: State = { talk: null, sessionId: null, hopeless: null };
  const said = account(telling.say, telling.report);
  const patience = Math.min(PARTING_MS, assignment.cancelGrace / 2);
  let mouth: Mouth | undefined;
  let parting: NodeJS.Timeout | undefined;
  const part = (): void => void (parting ??= setTimeout(hangUp, patience));
  const peer: Peer = rpcPeer({
    send: (text) => mouth?.write(text) ?? 0,
    answer: (method, params) => answerTo(setting, method, params),
    heard: hearing(state, said),
    clogged() {
      state.hopeless ??= CLOGGED;
      hangUp();
    },
  });
  return {
    begin(given) {
      mouth = given;
      void talkWith(peer, assignment, (id) => void (state.sessionId = id)).then((talk) => {
        state.talk = talk;
        given.end();
        part();
      });
    },
    take: peer.take,
    callOff() {
      if (state.sessionId === null) return hangUp();
      peer.notify("session/cancel", { sessionId: state.sessionId });
      part();
    },
    close() {
      clearTimeout(parting);
      peer.close({ code: 0, message: "The agent has gone" });
    },
    state,
    said,
  };
}

async function perform(setting: Setting, signal: AbortSignal): Promise<Outcome> {
  const { assignment, handover, secrets } = setting;
  const end = new AbortController();
  const { begin, take, callOff, close, state, said } = dialogue(setting, () => end.abort());
  signal.addEventListener("abort", callOff, { once: true });
  try {
    const called = { argv: handover.argv, env: handover.env, stdin: begin, assignment, handover, secrets };
    const ended = await streamed(called, { take }, end.signal);
    return ended.ok ? outcomeOf(setting, state, said, ended.value, signal.aborted) : refuse(ended.error);
  } finally {
    signal.removeEventListener("abort", callOff);
    close();
  }
}

export function acpAgent(): Agent {
  const handOver = handovers();
  return {
    name: "acp",
    ready: () => Promise.resolve(null),
    attempt: (assignment, say, signal, report = () => undefined) =>
      guarded(signal, async () => {
        const policy = policyOf(assignment);
        if (!policy.ok) return refuse({ kind: "policy", message: policy.error });
        const handover = handOver(assignment);
        if (handover.argv.length === 0) {
          const message = `${assignment.agent?.name ?? assignment.task} names no command that speaks the Agent Client Protocol`;
          return refuse({ kind: "policy", message });
        }
        const secrets = redactor(assignment.secrets);
        const telling: Telling = {
          say: (note) => (note.trim() === "" ? undefined : say(oneLine(secrets.text(note), NOTE_LIMIT))),
          report,
        };
        return perform({ assignment, handover, policy: policy.value, secrets, telling }, signal);
      }),
  };
}
