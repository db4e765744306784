/** The command table as people read it: help at each level, and the page docs/cli.md. */
import { usage } from "./arguments.ts";
import type { Command, Flag } from "./command.ts";
import { COMMANDS, GLOBAL_FLAGS } from "./commands.ts";
import { environmentName, PROGRAM, settingKey } from "./setting-names.ts";
import { EXIT_MEANINGS } from "./exit-codes.ts";

const flagLabel = (flag: Flag): string => {
  const name = flag.value ?? "value";
  const value = flag.type === "boolean" ? "" : flag.bare === undefined ? ` <${name}>` : `[=${name}]`;
  return `${flag.short === undefined ? "    " : `-${flag.short}, `}--${flag.name}${value}`;
};

function columns(rows: readonly (readonly [string, string])[], indent: string): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${indent}${left.padEnd(width)}  ${right}`.trimEnd());
}

function flagAbout(flag: Flag): string {
  const choices = flag.choices === undefined ? "" : ` (${flag.choices.join(", ")})`;
  const standard = flag.default === undefined || flag.default === false ? "" : ` [${String(flag.default)}]`;
  return `${flag.about}${choices}${standard}`;
}

export function topHelp(): string {
  const shown = ["demo", "run"].concat(
    COMMANDS.map((each) => each.name).filter((name) => name !== "demo" && name !== "run"),
  );
  const commands = shown.flatMap((name) => COMMANDS.filter((each) => each.name === name));
  const daily = commands.filter((each) => each.seldom === undefined);
  const others = commands.filter((each) => each.seldom === true).map((each) => each.name);
  return [
    `${PROGRAM}: runs graphs of coding agents, side by side and resumable`,
    "",
    `usage: ${PROGRAM} <command> [flags]`,
    "",
    ...columns(
      [...daily.map((each) => [each.name, each.summary] as const), ["also", others.join(", ")] as const],
      "  ",
    ),
    "",
    ...columns(
      [
        [`${PROGRAM} demo`, "see it work"],
        [`${PROGRAM} validate`, "check your workflow files"],
        [`${PROGRAM} run demo --runner scripted`, "run one by name"],
      ],
      "  ",
    ),
    "",
    `${PROGRAM} <command> --help says more; every command knows -C, -q, --ui and --no-color`,
    "",
  ].join("\n");
}

/** What hardly anybody needs shares a line, so that the rest fits on a screen; the page tells all. */
function flagLines({ flags }: Command): readonly (readonly [string, string])[] {
  const daily = flags.filter(({ seldom }) => seldom !== true);
  const others = flags.filter(({ seldom }) => seldom === true).map(({ name }) => `--${name}`);
  const lines = daily.map((flag) => [flagLabel(flag), flagAbout(flag)] as const);
  return others.length === 0 ? lines : [...lines, ["    also", `${others.join(", ")} (docs/cli.md)`]];
}

export function commandHelp(command: Command): string {
  const flags = flagLines(command);
  const args = command.args.map((each) => [each.name, each.about] as const);
  const examples = command.examples.map((each) => [`${PROGRAM} ${each.line}`, each.about] as const);
  return [
    command.summary,
    `usage: ${usage(command)}${flags.length === 0 ? "" : " [flags]"}`,
    ...(args.length === 0 ? [""] : []),
    ...columns(args, "  "),
    ...(args.length === 0 ? [] : [""]),
    ...columns(flags, "  "),
    ...(flags.length === 0 ? [] : [""]),
    ...columns(examples, "  "),
    "",
  ].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

const flagRow = (flag: Flag): string => {
  const label = flagLabel(flag).trim();
  const environment = flag.setting === true ? `\`${environmentName(flag)}\`` : "";
  return `| \`${cell(label)}\` | ${cell(flagAbout(flag))} | ${environment} |`;
};

function section(command: Command): readonly string[] {
  return [
    `## ${command.name}`,
    "",
    `${command.summary}. ${command.about}`,
    "",
    "```text",
    usage(command),
    "```",
    "",
    ...command.args.map((each) => `- \`${each.name}\`: ${each.about}${each.required ? "" : " (optional)"}`),
    ...(command.args.length === 0 ? [] : [""]),
    ...(command.flags.length === 0 ? [] : ["| flag | meaning | environment |", "| --- | --- | --- |"]),
    ...command.flags.map(flagRow),
    ...(command.flags.length === 0 ? [] : [""]),
    "```bash",
    ...command.examples.map((each) => `${PROGRAM} ${each.line}  # ${each.about}`),
    "```",
    "",
  ];
}

/** docs/cli.md, whole. */
export function commandPage(): string {
  const settings = [
    ...new Map(
      [...GLOBAL_FLAGS, ...COMMANDS.flatMap((each) => each.flags)].map((flag) => [flag.name, flag]),
    ).values(),
  ];
  return [
    "# The command line",
    "",
    "<!-- Generated from src/entry/commands.ts by `npm run generate`. -->",
    "",
    `\`${PROGRAM} <command>\`, also \`ccworkflow\`; in a clone \`node dist/cli.js <command>\`. Results go to stdout, progress goes to stderr.`,
    "",
    ...COMMANDS.map((each) => `- [\`${each.name}\`](#${each.name}): ${each.summary}`),
    "",
    "## Flags of every command",
    "",
    "| flag | meaning | environment |",
    "| --- | --- | --- |",
    ...GLOBAL_FLAGS.map(flagRow),
    "",
    "A flag wins over the environment, the environment over `agent-orchestrator.config.yml` in the working directory, and that file over the default. `--print-config` shows where each value came from. Keys of the file:",
    "",
    "```text",
    settings
      .filter((flag) => flag.setting === true)
      .map(settingKey)
      .join(" "),
    "```",
    "",
    "## Exit codes",
    "",
    "| code | meaning |",
    "| --- | --- |",
    ...EXIT_MEANINGS.map(([code, meaning]) => `| ${code} | ${meaning} |`),
    "",
    ...COMMANDS.flatMap(section),
  ].join("\n");
}
