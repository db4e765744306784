/** The conversation with an agent by the Agent Client Protocol: who are you, here is a place to work, do this. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Answered, Peer, RpcError } from "./acp-rpc.ts";
import { MESSAGE_LIMIT } from "./stream.ts";
import { dataWords } from "./wanted-data.ts";

/** The only version that is spoken here. */
export const VERSION = 1;
const AUTH_REQUIRED = -32000;

const QUOTA = /rate.?limit|too many requests|quota|usage limit|credit balance|\b429\b/i;
const NO_KEY = /api key|unauthori[sz]ed|authenticat|not logged in|log ?in\b|\b40[13]\b/i;
const NETWORK = /unable to connect|socket|ECONN|network|timed? ?out|overloaded|fetch failed|\b5\d\d\b/i;

/** By words, where there is no number that all agents agree on. */
export function failureOf({ code, message: given }: RpcError): Failure {
  const message = given.slice(-MESSAGE_LIMIT);
  if (code === AUTH_REQUIRED) return { kind: "auth", message };
  if (QUOTA.test(message)) return { kind: "quota", message };
  if (NO_KEY.test(message)) return { kind: "auth", message };
  return { kind: NETWORK.test(message) ? "infrastructure" : "agent-error", message };
}

const refusal = (message: string): Result<never, Failure> => err({ kind: "policy", message });

const fieldsIn = (answered: Answered): Result<Fields, Failure> => {
  if (!answered.ok) return err(failureOf(answered.error));
  return ok(isFields(answered.value) ? answered.value : {});
};

const pairs = (map: Value | undefined): readonly Fields[] =>
  isFields(map) ? Object.entries(map).map(([name, value]) => ({ name, value: String(value) })) : [];

/** A server as the other agents' files have it, in the words of the protocol. */
function serverOf(name: string, given: Value): Fields | null {
  if (!isFields(given)) return null;
  const { command, args, env, url, headers, type } = given;
  if (typeof url === "string")
    return { type: type === "sse" ? "sse" : "http", name, url, headers: pairs(headers) };
  if (typeof command !== "string") return null;
  return { name, command, args: isList(args) ? args.map(String) : [], env: pairs(env) };
}

function serversOf({ agent, options }: Assignment): Result<readonly Fields[], Failure> {
  const given = options["mcp"] ?? agent?.mcp ?? {};
  if (!isFields(given)) return refusal("an agent of the runner acp must be given mcp as a map of servers");
  const servers: Fields[] = [];
  for (const [name, server] of Object.entries(isFields(given["mcpServers"]) ? given["mcpServers"] : given)) {
    const one = serverOf(name, server);
    if (one === null)
      return refusal(`the MCP server ${JSON.stringify(name)} has neither a command nor a url`);
    servers.push(one);
  }
  return ok(servers);
}

/** Whoever it is to be stands before what it is to do: the protocol has no other place for it. */
export function promptOf({ agent, options, schema, prompt }: Assignment): string {
  const added = typeof options["system_prompt"] === "string" ? options["system_prompt"] : "";
  const asked = schema === undefined ? "" : dataWords(schema);
  return [agent?.prompt ?? "", added, prompt, asked].filter((text) => text !== "").join("\n\n");
}

/** Two ways are about: the one that agents are to use from now on, and the one before. */
async function choose(
  peer: Peer,
  sessionId: string,
  session: Fields,
  model: string,
): Promise<Result<null, Failure>> {
  const options = isList(session["configOptions"]) ? session["configOptions"].filter(isFields) : [];
  const option = options.find(({ category, id }) => category === "model" || id === "model");
  if (option === undefined && !isFields(session["models"]))
    return refusal(`this agent lets nobody choose a model, so it cannot work with ${JSON.stringify(model)}`);
  const answered =
    option === undefined
      ? await peer.call("session/set_model", { sessionId, modelId: model })
      : await peer.call("session/set_config_option", {
          sessionId,
          configId: option["id"] ?? "",
          value: model,
        });
  if (answered.ok) return ok(null);
  return refusal(`the agent does not know the model ${JSON.stringify(model)}: ${answered.error.message}`);
}

export type Talk = Readonly<{ sessionId: string; stopReason: string; usage: Value | undefined }>;

const CAPABILITIES: Fields = { fs: { readTextFile: true, writeTextFile: true }, terminal: false };

/** `opened` is told the name of the conversation, so that it can be called off. */
export async function talkWith(
  peer: Peer,
  assignment: Assignment,
  opened: (sessionId: string) => void,
): Promise<Result<Talk, Failure>> {
  const servers = serversOf(assignment);
  if (!servers.ok) return servers;
  const hello = fieldsIn(
    await peer.call("initialize", {
      protocolVersion: VERSION,
      clientCapabilities: CAPABILITIES,
      clientInfo: { name: "agent-orchestrator", version: String(VERSION) },
    }),
  );
  if (!hello.ok) return hello;
  if (hello.value["protocolVersion"] !== VERSION)
    return refusal(
      `the agent speaks version ${JSON.stringify(hello.value["protocolVersion"] ?? null)} of the protocol, and not ${VERSION}`,
    );
  const session = fieldsIn(
    await peer.call("session/new", { cwd: assignment.directory, mcpServers: servers.value }),
  );
  if (!session.ok) return session;
  const { sessionId } = session.value;
  if (typeof sessionId !== "string" || sessionId === "")
    return err({ kind: "agent-error", message: "The agent opened no conversation" });
  opened(sessionId);
  const chosen =
    assignment.model === undefined
      ? ok(null)
      : await choose(peer, sessionId, session.value, assignment.model);
  if (!chosen.ok) return chosen;
  const prompt = [{ type: "text", text: promptOf(assignment) }];
  const ended = fieldsIn(await peer.call("session/prompt", { sessionId, prompt }));
  if (!ended.ok) return ended;
  const { stopReason, usage } = ended.value;
  return ok({ sessionId, stopReason: typeof stopReason === "string" ? stopReason : "", usage });
}
