/** How one setting is spelled in each place where it may stand. */
import type { Flag } from "./command.ts";

export const PROGRAM = "agent-orchestrator";
const ENVIRONMENT_PREFIX = "AGENT_ORCHESTRATOR_";
export const CONFIGURATION_FILE = "agent-orchestrator.config.yml";

export const environmentName = (flag: Pick<Flag, "name">): string =>
  `${ENVIRONMENT_PREFIX}${flag.name.replaceAll("-", "_").toUpperCase()}`;
export const settingKey = (flag: Pick<Flag, "name">): string => flag.name.replaceAll("-", "_");

/** The one key of the configuration file that is no setting: which workflow belongs to which event. */
export const ROUTING = "routing";
