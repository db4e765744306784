/** The page about runners: what a reader must know of each, and the table that the tests go by. */
import { ABILITIES, RUNNER_NAMES, RUNNERS, type Ability } from "../src/adapters/agents/abilities.ts";
import { CLAUDE_SETTING, KEYS } from "../src/adapters/agents/claude-cli.ts";
import { PASSED } from "../src/adapters/agents/claude-call.ts";
import { PATIENCE_MS } from "../src/adapters/agents/claude-events.ts";
import { BEYOND, USUAL_MODE } from "../src/adapters/agents/claude-order.ts";

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
  "It was tried with version 2.1.329, on Linux. Bedrock and Vertex are not handed on.",
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
    ...claude(),
    "",
  ].join("\n");
