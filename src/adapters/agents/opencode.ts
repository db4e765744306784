/** opencode as an agent: its command line is started, its stream is read, its conversations are gone on with. */
import type { Agent } from "../../ports/agent.ts";
import { cliAgent } from "./cli-agent.ts";
import type { Cli, Means } from "./cli-shape.ts";
import { passed } from "./installed.ts";
import { KEYS, opencodeWanted } from "./opencode-cli.ts";
import { opencodeListener, seenIn } from "./opencode-events.ts";
import { opencodeOrder, turnsOf } from "./opencode-order.ts";

/** Where it keeps its things and how the network is reached: read once from the machine, never inherited as a whole. */
export const PASSED = [
  ...KEYS,
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
] as const;

/** What a repository configures would start programs of its own beside the agent. */
const SETTINGS = {
  OPENCODE_DISABLE_PROJECT_CONFIG: "1",
  OPENCODE_DISABLE_AUTOUPDATE: "1",
  OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
  OPENCODE_DISABLE_MODELS_FETCH: "1",
};

/** Without one it would ask a model for a title, and nobody would say what that cost. */
const TITLE = "--title=task";

const opencode: Cli = {
  name: "opencode",
  wanted: opencodeWanted,
  // Its logins, its keys and models that need none stand in files of its own, which are its business.
  lacks: () => null,
  keys: KEYS,
  isId: /^ses_\w{10,64}$/,
  order: opencodeOrder,
  environment: (outside, { env }, handover) => ({
    ...SETTINGS,
    ...passed(PASSED, outside),
    ...handover.env,
    ...env,
  }),
  argv: ({ flags }, id) => [...flags, id === null ? TITLE : `--session=${id}`],
  missed: (_, log) => seenIn(log),
  listen: (ears, _, __, assignment) => opencodeListener(ears, turnsOf(assignment)),
};

export const opencodeAgent = (means: Means): Agent => cliAgent(opencode, means);
