/** What each runner can do, and why not where it cannot: tests leave out no more than this, and the documentation shows it. */

export const ABILITIES = {
  output: "answers with text",
  data: "answers with data that fits a schema",
  usage: "says what it used: tokens and money",
  silence: "says that it does not know what it used, where it does not",
  live: "says what it has used so far, while it works",
  progress: "says what it is doing",
  exit: "fails with an exit code of its own",
  infrastructure: "tells trouble of machine and network from trouble of its own",
  quota: "says that a quota is used up, and when it comes back",
  stop: "stops when it is asked to, and leaves nothing behind",
  secrets: "keeps secrets out of everything that is written",
  repair: "mends an answer in the same conversation",
  resume: "goes on with an attempt that was cut off",
  cap: "holds itself to what was set aside for it",
  model: "works with the model that is asked for",
  rights: "keeps to `tools`, `denied_tools` and `permission_mode`",
  turns: "keeps to `max_turns`",
  servers: "works with the MCP servers of `mcp`, and with no others",
  persona: "takes on the agent's own prompt, and `system_prompt`",
} as const;
export type Ability = keyof typeof ABILITIES;

export const RUNNER_NAMES = ["acp", "claude", "codex", "command", "opencode", "scripted"] as const;
export type RunnerName = (typeof RUNNER_NAMES)[number];

type Runner = Readonly<{ about: string; cannot: Readonly<Partial<Record<Ability, string>>> }>;

const OF_THE_PROGRAM =
  "nobody knows what an arbitrary program makes of it; it is handed over in the environment or not at all";
const AN_ACTOR = "it plays a script, and no model works behind it";
const NOT_IN_THE_PROTOCOL = "the protocol has no word for it";
const NO_LONGER_THERE = "its conversation ends with its process";
const NO_CONVERSATION = "it has no conversation: a repair is a new call that is told what was wrong";

export const RUNNERS: Readonly<Record<RunnerName, Runner>> = {
  acp: {
    about: "any agent that speaks the Agent Client Protocol: its program is named by `command`",
    cannot: {
      repair: NO_LONGER_THERE,
      resume: NO_LONGER_THERE,
      cap: NOT_IN_THE_PROTOCOL,
      turns: NOT_IN_THE_PROTOCOL,
      rights:
        "what it asks for is granted or denied by them, but what an agent does without asking nobody here sees",
    },
  },
  claude: {
    about: "Claude Code, as it is installed on the machine",
    cannot: {
      silence: "it counts every answer; only the price can be unknown, and then it says so",
      exit: "the code of its process says nothing about the task; its result line does",
    },
  },
  codex: {
    about: "Codex, as it is installed on the machine",
    cannot: {
      silence: "it counts every answer; only the price is unknown, and it says so",
      exit: "the code of its process says nothing about the task; its last event does",
      cap: "it has no limit of its own for tokens, and says no price",
      rights: "it has a sandbox for each `permission_mode`, but no lists of single tools",
      turns: "it has no limit of turns",
      servers:
        "it could be given servers only where everybody can read their settings, so a task with `mcp` is refused",
    },
  },
  command: {
    about: "any program: the prompt on stdin, the answer on stdout or in a file",
    cannot: {
      repair: NO_CONVERSATION,
      resume: "a program that was cut off begins anew",
      cap: OF_THE_PROGRAM,
      model: OF_THE_PROGRAM,
      rights: OF_THE_PROGRAM,
      turns: OF_THE_PROGRAM,
      servers: OF_THE_PROGRAM,
      persona: OF_THE_PROGRAM,
    },
  },
  opencode: {
    about: "opencode, as it is installed on the machine",
    cannot: {
      silence: "it counts every step; only the price can be unknown, and then it says so",
      exit: "the code of its process says nothing about the task; its last step does",
      quota:
        "of a request that it makes again it tells words and no number: a quota is one only if the words say so, and never until when",
      cap: "it has no limit of its own for tokens or money",
      servers: "those of its user's own configuration are there besides the ones of `mcp`",
    },
  },
  scripted: {
    about: "an actor for demos and tests: it plays what the workflow says, offline",
    cannot: {
      repair: NO_CONVERSATION,
      resume: "it plays its part from the beginning",
      model: AN_ACTOR,
      rights: AN_ACTOR,
      turns: AN_ACTOR,
      servers: AN_ACTOR,
      persona: AN_ACTOR,
    },
  },
};
