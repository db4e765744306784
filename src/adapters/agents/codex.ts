/** Codex as an agent: its command line is started, its stream is read, its conversations are gone on with. */
import type { Agent } from "../../ports/agent.ts";
import { cliAgent } from "./cli-agent.ts";
import type { Cli, Means } from "./cli-shape.ts";
import { CONVERSATION, codexHome, codexWanted, KEY, KEYS, keyIn, lacksKey } from "./codex-cli.ts";
import { codexListener } from "./codex-events.ts";
import { codexOrder } from "./codex-order.ts";
import { rollout } from "./codex-rollout.ts";
import { passed } from "./installed.ts";
import { minus, NOTHING } from "./usage.ts";

/** Where it keeps its things and how the network is reached: read once from the machine, never inherited as a whole. */
export const PASSED = [
  "CODEX_HOME",
  "CODEX_CA_CERTIFICATE",
  "SSL_CERT_FILE",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
] as const;

const codex: Cli = {
  name: "codex",
  wanted: codexWanted,
  lacks: lacksKey,
  keys: KEYS,
  isId: CONVERSATION,
  order: codexOrder,
  environment(outside, { env }, handover) {
    const key = keyIn({ ...outside, ...handover.env });
    const mine = { ...passed(PASSED, outside), ...handover.env, ...env };
    return key === undefined ? mine : { ...mine, [KEY]: key };
  },
  argv: ({ flags }, id) => [...flags, ...(id === null ? [] : ["resume", id]), "-"],
  missed: ({ id, before }, _, env) => minus(rollout(codexHome(env), id).total() ?? NOTHING, before.kept),
  listen: codexListener,
};

export const codexAgent = (means: Means): Agent => cliAgent(codex, means);
