/** The page about runners: what a reader must know of each, and the table that the tests go by. */
import { ABILITIES, RUNNER_NAMES, RUNNERS, type Ability } from "../src/adapters/agents/abilities.ts";
import { CLAUDE_SETTING, KEYS } from "../src/adapters/agents/claude-cli.ts";
import { PASSED } from "../src/adapters/agents/claude-call.ts";
import { PATIENCE_MS } from "../src/adapters/agents/claude-events.ts";
import { BEYOND, USUAL_MODE } from "../src/adapters/agents/claude-order.ts";
import { FILE_LIMIT } from "../src/adapters/agents/acp-files.ts";
import { PASSED as CODEX_PASSED } from "../src/adapters/agents/codex.ts";
import { CODEX_SETTING, KEYS as CODEX_KEYS } from "../src/adapters/agents/codex-cli.ts";
import { SANDBOXES } from "../src/adapters/agents/codex-order.ts";
import { PASSED as OPENCODE_PASSED } from "../src/adapters/agents/opencode.ts";
import { OPENCODE_SETTING } from "../src/adapters/agents/opencode-cli.ts";
import { INSTALL_LIMIT_MS } from "../src/adapters/agents/install.ts";
import { MOST_TRIES, PATIENCE_MS as WAIT_MS } from "../src/adapters/agents/patience.ts";
import { PINNED } from "../src/adapters/agents/pinned.ts";
import { INSTALL_SETTING } from "../src/adapters/agents/readiness.ts";

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

const abilities = Object.entries(ABILITIES) as readonly (readonly [Ability, string])[];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table(): readonly string[] {
  return [
    row(["it …", ...RUNNER_NAMES.map((name) => `\`${name}\``)]),
    row(["---", ...RUNNER_NAMES.map(() => "---")]),
    ...abilities.map(([ability, about]) =>
      row([
        about,
        ...RUNNER_NAMES.map((name) => (RUNNERS[name].cannot[ability] === undefined ? "yes" : "no")),
      ]),
    ),
  ];
}

const reasons = (): readonly string[] =>
  RUNNER_NAMES.flatMap((name) => {
    const { cannot } = RUNNERS[name];
    const groups = new Map<string, string[]>();
    for (const [ability, about] of abilities) {
      const reason = cannot[ability];
      if (reason !== undefined) groups.set(reason, [...(groups.get(reason) ?? []), about]);
    }
    const lines = [...groups].map(([reason, list]) => `- ${list.join("; ")}: ${reason}.`);
    return ["", `\`${name}\` does not do this:`, "", ...lines];
  });

const claude = (): readonly string[] => [
  "## claude",
  "",
  "The runner `claude` starts the command line of Claude Code that is installed on the machine; this project brings none along.",
  "",
  `1. The program is the one that \`${CLAUDE_SETTING}\` names, else \`claude\` on the PATH, else the package`,
  "   `@anthropic-ai/claude-code` in a `node_modules` of the working directory or above it. An install that ran no scripts works too.",
  "   In CI a missing one [is installed](#programs-that-are-missing).",
  `2. The key is one of ${code(KEYS)}, or the login of whoever uses the machine.`,
  "3. `run` says what is missing before it starts anything.",
  "",
  "What it is given:",
  "",
  "- The prompt on stdin; the agent's own prompt and `system_prompt` in a file. Neither is to be seen in the list of processes.",
  `- An environment that is a list: that of every task, and ${code(PASSED)} where they are set. Programs that the agent starts see it too.`,
  "  `CLAUDE_CODE_SUBPROCESS_ENV_SCRUB=1` keeps the key from them, but needs bubblewrap on the machine.",
  "- Settings, `CLAUDE.md` and hooks of the repository, not those of the user. MCP servers are those of `mcp` alone; one that does not start",
  "  ends the attempt as `infrastructure`.",
  `- \`permission_mode: ${USUAL_MODE}\` unless the agent or the task says otherwise. What is in \`tools\` need not ask, and nothing else is there;`,
  "  whatever would ask is denied, told in the log of the attempt, and does not fail the task.",
  `- Without ${code(BEYOND)} unless \`tools\` names them: they reach beyond the attempt.`,
  "- `max_turns`, and what the budget has set aside for the attempt. Money is looked at after each turn, so one turn may go over it.",
  "",
  "What it tells:",
  "",
  "- `logs` shows its whole stream, as lines of JSON, without secrets. The last line says what it cost.",
  "- Tokens include what was read from a cache and written into it, and sub-agents. They are exact over repairs, interruptions and kills,",
  "  but for an answer that came after the run itself had been killed and that its conversation forgot;",
  "  the price of what was killed, and of models without a list price, is unknown and never zero. An answer whose connection broke counts as",
  "  far as Claude Code had heard it, with its own estimate of the output.",
  "- A repair, and an attempt that was cut off when its run was stopped or died, go on in the same conversation. If that is gone, or the",
  "  task is another one by now, the work begins anew.",
  "",
  "How it fails:",
  "",
  "| what happened | class |",
  "| --- | --- |",
  "| no program, no login, 401, 403 | `auth`, at once |",
  `| 429, an empty account | \`quota\`, with the time when it comes back if that was said; waits of ${PATIENCE_MS / 1000} s and more are not sat out |`,
  "| 500, 529, no connection, a cut stream | `infrastructure`, after three tries of its own |",
  "| the budget of the attempt is used up | `budget-exceeded` |",
  "| no data that fits the schema after five tries | `output-invalid`, then a repair |",
  "| the turns are used up, 400, 404, anything else it reports | `agent-error` |",
  "| a mode or a flag that it does not know, `bypassPermissions` as root, a broken schema | `policy` |",
  "| it ended without a result | `agent-exit` |",
  "",
  `It was tried with version ${PINNED.claude.version}, on Linux. Bedrock and Vertex are not handed on.`,
];

const modesOf = (sandbox: string): string =>
  code(Object.keys(SANDBOXES).filter((mode) => SANDBOXES[mode] === sandbox));

const WAITS = `tried ${MOST_TRIES} times; whoever is not answered for ${WAIT_MS / 1000} s after that failed is not waited for`;

const codex = (): readonly string[] => [
  "## codex",
  "",
  "The runner `codex` starts the command line of Codex that is installed on the machine (`codex exec --json`).",
  "",
  `1. The program is the one that \`${CODEX_SETTING}\` names, else \`codex\` on the PATH, else the package \`@openai/codex\` in a`,
  "   `node_modules` of the working directory or above it. The program itself is started, not the script around it.",
  `2. The key is one of ${code(CODEX_KEYS)}, or the login of whoever uses the machine. With a key, \`OPENAI_BASE_URL\` may name another address.`,
  "",
  "What it is given:",
  "",
  "- The prompt on stdin. The agent's own prompt, `system_prompt` and a schema that is asked for in words are one argument, which everybody on",
  "  the machine can see in the list of processes.",
  `- A sandbox: \`workspace-write\` (without network) for ${modesOf("workspace-write")}, \`read-only\` for ${modesOf("read-only")}, none for`,
  `  ${modesOf("danger-full-access")}. The first is usual. An agent whose \`tools\` hold nothing that writes, or who is denied \`Write\` or \`Edit\`, has`,
  "  `read-only` whatever its mode; to be denied `Bash`, and `mcp`, is refused as `policy`.",
  `- An environment that is a list: that of every task, and ${code(CODEX_PASSED)} where they are set. The key is kept from the programs that it`,
  "  starts. The configuration of its user is left out; login and conversations are those of its own folder.",
  "- A schema by its own means where every object wants all of its keys; in words otherwise.",
  "",
  "What it tells: its whole stream in `logs`; tokens answer by answer, also of calls that were stopped or killed, as they stand in its own",
  "record of the conversation; no price, so the cost is unknown. Repairs and interrupted attempts go on in the same conversation.",
  "",
  "How it fails:",
  "",
  "| what happened | class |",
  "| --- | --- |",
  "| no program, no login, 401, 403 | `auth`, at once |",
  `| 429, an empty account | \`quota\`, without the time when it comes back; ${WAITS} |`,
  `| 500, 503, a cut stream, no connection | \`infrastructure\`; ${WAITS} |`,
  "| 400, 404, anything else it reports | `agent-error` |",
  "| a mode, tool or server that it cannot have | `policy`, before anything is paid |",
  "| it ended without a result | `agent-exit` |",
  "",
  `It was tried with version ${PINNED.codex.version}, on Linux.`,
];

const opencode = (): readonly string[] => [
  "## opencode",
  "",
  "The runner `opencode` starts the command line of opencode that is installed on the machine (`opencode run --format json`).",
  "",
  `1. The program is the one that \`${OPENCODE_SETTING}\` names, else \`opencode\` on the PATH, else the package \`opencode-ai\` in a`,
  "   `node_modules` of the working directory or above it.",
  "2. Models are called `provider/model`. Whose key is missing is found out at the first request: opencode keeps logins of its own and has",
  "   models that need none.",
  "",
  "What it is given:",
  "",
  "- The prompt on stdin; everything else in a configuration in its environment that wins over all others, word for word: what looks like a",
  "  variable or a file in it is not replaced.",
  "- Rights by name, in the names that Claude Code has for tools: what is in `tools` need not ask, and nothing else is there. Without `tools`",
  "  it may look, and edit files as `permission_mode` says (`acceptEdits` unless it says otherwise). `Bash(git *)` allows what begins like",
  "  that. Whatever would ask is denied, and it goes on.",
  `- An environment that is a list: that of every task, and ${code(OPENCODE_PASSED)} where they are set. Programs that it starts see it too.`,
  "  `ANTHROPIC_BASE_URL` and `OPENAI_BASE_URL` hold for its providers of these names.",
  "- `AGENTS.md` of the repository, but no other configuration of it; the configuration of its user.",
  "- `max_turns`: its model is told to come to an end with the last one, and is ended if it does not.",
  "",
  "What it tells: its whole stream in `logs`; tokens and money step by step, cached ones included. What the step used in which it was stopped",
  "nobody says; the cost is unknown then. The price of models that it knows none of is unknown. Repairs and interrupted attempts go on in the",
  "same conversation. Data that fits a schema is asked for in words.",
  "",
  "How it fails:",
  "",
  "| what happened | class |",
  "| --- | --- |",
  "| no program, 401, 403 | `auth`, at once |",
  `| a request that it makes again | \`quota\` if the words say so, else \`infrastructure\`; ${WAITS} |`,
  "| the turns are used up, 400, 404, anything else it reports | `agent-error` |",
  "| a mode, tool, server or model that it cannot have | `policy` |",
  "| it ended without a result | `agent-exit` |",
  "",
  `It was tried with version ${PINNED.opencode.version}, on Linux. It takes five seconds and more to start.`,
];

const acp = (): readonly string[] => [
  "## acp",
  "",
  "The runner `acp` drives any agent that speaks version 1 of the [Agent Client Protocol](https://agentclientprotocol.com) over its stdin and",
  "stdout. The agent's definition says how it is started:",
  "",
  "```yaml",
  "agents:",
  "  gardener: { description: Grows things, runner: acp, command: [opencode, acp], tools: [Read, Edit] }",
  "```",
  "",
  "What it is given:",
  "",
  "- The agent's own prompt, `system_prompt`, the prompt and the schema as one text, in this order.",
  "- The model where the agent lets one choose, otherwise a task with a model is refused as `policy`. The servers of `mcp`.",
  "- The environment of every task, and `env`; keys have to be declared there.",
  "- An answer when it asks for permission: by the kind of what it wants to do, from `permission_mode`, `tools` and `denied_tools`, once and",
  "  never for ever. `Bash(git *)` grants nothing, since nobody here can tell what a command will do.",
  `- Files of the task's directory that it wants read or written for it, up to ${FILE_LIMIT >> 20} MiB each; no others, whatever their paths or links say,`,
  "  and nothing in `.git`. Terminals it has to bring along itself.",
  "",
  "What it tells: all that it sent in `logs`; tokens and money as far as the agent says them, which for some is the last answer alone.",
  "A stop is asked for in its own words first, so that it can still say what it used.",
  "",
  "How it fails: `auth`, `quota`, `infrastructure` or `agent-error` by the words of its error; `agent-error` where it ended for another reason",
  "than being done, or asks without reading what it is answered; `agent-exit` where its program ended without an answer; `policy` for another",
  "version of the protocol.",
  "",
  "It was tried with `opencode acp`, on Linux.",
];

const missing = (): readonly string[] => [
  "## Programs that are missing",
  "",
  "Where `CI` or `GITHUB_ACTIONS` is true, `run` and `resume` install a program that the plan needs and that is not found, before anything starts:",
  "",
  "| runner | package | version |",
  "| --- | --- | --- |",
  ...Object.values(PINNED).map((each) => row([`\`${each.name}\``, `\`${each.package}\``, each.version])),
  "",
  "- By the `npm` of the PATH, without running scripts of the package, into `agent-orchestrator/agents` of the user's cache folder",
  "  (`XDG_CACHE_HOME`, else `~/.cache`). It is found there from then on, without the network.",
  "- npm sees its own settings (`npm_config_*`), proxies and certificates, but no keys, and no `.npmrc` of the repository.",
  "- Only if nothing else stands in the way: without a key, where a runner needs one to be known before, nothing is installed.",
  `- If npm is missing, fails, or takes longer than ${INSTALL_LIMIT_MS / 60_000} minutes, the run is refused with exit code 4 and what npm said; a half install is never used.`,
  `- \`${INSTALL_SETTING}=never\` leaves it to you; \`${INSTALL_SETTING}=always\` installs on any machine. Not on Windows.`,
];

export const runnersPage = (): string =>
  [
    "# Runners",
    "",
    "A runner drives an agent. `runner:` of a task, of an agent or of the settings names it, and `--runner` wins over them all.",
    "The table is the one that the tests go by: whatever is not excepted here is tested for that runner.",
    "",
    ...RUNNER_NAMES.map((name) => `- \`${name}\`: ${RUNNERS[name].about}`),
    "",
    ...table(),
    ...reasons(),
    "",
    ...[missing(), claude(), codex(), opencode(), acp()].flatMap((part) => [...part, ""]),
  ].join("\n");
