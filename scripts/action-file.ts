/** action.yml and the page about it, from the table of inputs and outputs. */
import { INPUTS, OUTPUTS, type Input } from "../src/entry/action-table.ts";

const HEAD = `# Written by scripts/generate.ts from src/entry/action-table.ts. Change it there.
name: agent-orchestrator
description: Run a graph of coding agents in this job, with a check and one comment that say how it stands
author: agent-orchestrator
branding:
  icon: git-merge
  color: purple
`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A reader of action.yml sees no Markdown. */
const plain = (text: string): string => text.replaceAll("`", '"');

const inputLines = (input: Input): readonly string[] => [
  `  ${input.name}:`,
  `    description: ${quoted(plain(input.about))}`,
  "    required: false",
  ...(input.default === undefined ? [] : [`    default: ${quoted(input.default)}`]),
];

/** What the runner reads: how the action is called, and what runs before and after the rest of the job. */
export const actionFile = (): string =>
  [
    `${HEAD}inputs:`,
    ...INPUTS.flatMap(inputLines),
    "outputs:",
    ...OUTPUTS.flatMap(({ name, about }) => [`  ${name}:`, `    description: ${quoted(plain(about))}`]),
    "runs:",
    "  using: node24",
    "  main: dist/action.js",
    "  post: dist/post.js",
    "",
  ].join("\n");

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const code = (text: string): string => (text === "" ? "" : `\`${text}\``);

const inForce = ({ later }: Input): boolean => later !== "any" && later?.includes("true") !== true;

/** The tables of docs/github-action.md; what is reserved is named apart, so that nobody takes it for working. */
export function actionTables(): string {
  const reserved = [
    ...INPUTS.filter((input) => !inForce(input)).map(({ name }) => code(name)),
    ...INPUTS.filter((input) => inForce(input) && input.later !== undefined).map(
      ({ name, later }) => `${(later as readonly string[]).map(code).join(", ")} of ${code(name)}`,
    ),
  ];
  return [
    "| input | default | meaning |",
    "| --- | --- | --- |",
    ...INPUTS.filter(inForce).map(({ name, about, default: standard = "" }) =>
      row([code(name), code(standard), about]),
    ),
    "",
    `Reserved, and refused with a sentence if they are set: ${reserved.join("; ")}.`,
    "",
    "| output | meaning |",
    "| --- | --- |",
    ...OUTPUTS.filter(({ later }) => later !== true).map(({ name, about }) => row([code(name), about])),
    "",
    `Reserved, and empty: ${OUTPUTS.filter(({ later }) => later === true)
      .map(({ name }) => code(name))
      .join(", ")}.`,
    "",
  ].join("\n");
}
