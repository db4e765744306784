/** What a workflow declares besides its tasks: inputs, secrets, agents, outputs. */
import type { AgentDefinition } from "../base/agent.ts";
import { isFields } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import type { MapNode } from "./node.ts";
import { isList } from "../base/value.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";
import { nodeAt } from "./spec.ts";
import type { InputField, InputType, OutputField, SecretField } from "./spec.ts";
import { INPUT_TYPES } from "./fields-workflow.ts";
import { hasType, typeWords } from "./input-value.ts";

const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

const textsOf = (value: Value | undefined): readonly string[] =>
  isList(value) ? value.filter((one): one is string => typeof one === "string") : [];

const INPUT_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

export function inputFields(
  written: Value | undefined,
  root: MapNode,
  reading: Reading,
): Map<string, InputField> {
  const inputs = new Map<string, InputField>();
  for (const [name, value] of Object.entries(isFields(written) ? written : {})) {
    if (!isFields(value)) continue;
    const input = inputField(name, value);
    const span = (...path: string[]) => nodeAt(root, ["inputs", name, ...path]).span;
    if (!INPUT_NAME.test(name)) {
      const node = nodeAt(root, ["inputs"]);
      const key = node.kind === "map" ? node.pairs.get(name)?.keySpan : undefined;
      report(reading, "AO1128", key ?? node.span, `"${name}" cannot be the name of an input`, {
        label: "names have letters, digits, _ and -",
        help: "begin with a letter or _, and use at most 64 characters",
      });
    }
    if (input.default !== undefined && !hasType(input.type, input.default))
      report(reading, "AO1127", span("default"), `the default of "${name}" is not ${typeWords(input.type)}`, {
        label: `expected ${typeWords(input.type)}`,
      });
    else if (input.default !== undefined && input.enum?.includes(input.default) === false)
      report(reading, "AO1127", span("default"), `the default of "${name}" is not among its values`, {
        label: `expected one of ${input.enum.map((one) => JSON.stringify(one)).join(", ")}`,
      });
    inputs.set(name, input);
  }
  return inputs;
}

function inputField(name: string, value: Fields): InputField {
  const allowed = value["enum"];
  return {
    name,
    type: inputType(value["type"]),
    required: value["required"] === true,
    description: textOf(value["description"]) ?? "",
    ...(value["default"] === undefined || value["default"] === null ? {} : { default: value["default"] }),
    ...(isList(allowed) ? { enum: allowed } : {}),
  };
}

const inputType = (value: Value | undefined): InputType =>
  INPUT_TYPES.find((type) => type === value) ?? "string";

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `[NAME]`, or `{ NAME: { from: env:OTHER } }`. Anything else may well be the secret itself. */
export function secretFields(
  written: Value | undefined,
  root: MapNode,
  reading: Reading,
): readonly SecretField[] {
  const at = (step: string | number) => nodeAt(root, ["context", "secrets", step]).span;
  const secrets: SecretField[] = [];
  const pairs: [string, string | undefined, string | number][] = isList(written)
    ? textsOf(written).map((name, place) => [name, `env:${name}`, place])
    : Object.entries(isFields(written) ? written : {}).map(([name, value]) => [
        name,
        sourceOf(name, value),
        name,
      ]);
  for (const [name, from, step] of pairs) {
    const env = from?.startsWith("env:") === true ? from.slice(4) : undefined;
    if (env === undefined)
      report(reading, "AO1119", at(step), `the secret "${name}" seems to be written out`, {
        label: "anybody who reads this file can read it",
        help: `name where it comes from: ${name}: { from: env:${name} }; and replace the secret if it is real`,
      });
    else if (!ENV_NAME.test(name) || !ENV_NAME.test(env))
      report(
        reading,
        "AO1120",
        at(step),
        `"${ENV_NAME.test(name) ? env : name}" cannot be the name of a secret`,
        {
          label: "names have letters, digits and _",
        },
      );
    else secrets.push({ name, env });
  }
  return secrets;
}

function sourceOf(name: string, value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (!isFields(value)) return undefined;
  return textOf(value["from"]) ?? `env:${name}`;
}

export function inlineAgents(written: Value | undefined): Map<string, AgentDefinition> {
  const agents = new Map<string, AgentDefinition>();
  for (const [name, value] of Object.entries(isFields(written) ? written : {}))
    if (isFields(value)) agents.set(name, agentDefinition(name, value, "inline"));
  return agents;
}

/** From checked fields, wherever they were written. */
export function agentDefinition(
  name: string,
  fields: Fields,
  origin: AgentDefinition["origin"],
): AgentDefinition {
  const {
    description,
    prompt,
    runner,
    model,
    tools,
    denied_tools,
    parameters,
    permission_mode,
    max_turns,
    env,
    mcp,
    command,
    mock,
  } = fields;
  return {
    name,
    description: textOf(description) ?? "",
    capabilities: textsOf(fields["capabilities"]),
    patterns: textsOf(fields["coordination_patterns"]),
    prompt: textOf(prompt) ?? "",
    origin,
    ...(typeof runner === "string" ? { runner } : {}),
    ...(typeof model === "string" ? { model } : {}),
    ...(isList(tools) ? { tools: textsOf(tools) } : {}),
    ...(isList(denied_tools) ? { deniedTools: textsOf(denied_tools) } : {}),
    ...(parameters === undefined ? {} : { parameters }),
    ...(typeof permission_mode === "string" ? { permissionMode: permission_mode } : {}),
    ...(typeof max_turns === "number" ? { maxTurns: max_turns } : {}),
    ...(isFields(env) ? { env: texts(env) } : {}),
    ...(mcp === undefined ? {} : { mcp }),
    ...(isList(command) ? { command: textsOf(command) } : {}),
    ...(mock === undefined ? {} : { mock }),
  };
}

/** The shape of the table has made texts of all of them. */
function texts(fields: Fields): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) if (typeof value === "string") found[key] = value;
  return found;
}

export function outputFields(written: Value | undefined): readonly OutputField[] {
  return Object.entries(isFields(written) ? written : {}).flatMap(([name, value]) => {
    if (typeof value === "string") return [{ name, value, required: false }];
    if (!isFields(value)) return [];
    const text = textOf(value["value"]);
    return text === undefined ? [] : [{ name, value: text, required: value["required"] === true }];
  });
}
