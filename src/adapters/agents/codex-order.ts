/** What Codex is told on its command line: its sandbox, its model, who it is, and where its model is reached. */
import { resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Order } from "./cli-shape.ts";
import { KEY, KEYS, keyIn } from "./codex-cli.ts";
import { strictSchema } from "./codex-schema.ts";
import type { Outside } from "./installed.ts";
import { dataWords } from "./wanted-data.ts";

/** One argument of Linux has 128 KiB; what is longer could not be handed over. */
export const INSTRUCTIONS_LIMIT = 100 * 1024;
/** Which of its sandboxes stands for which `permission_mode`. Modes that would ask deny, since nobody is there to be asked. */
export const SANDBOXES: Readonly<Record<string, string>> = {
  acceptEdits: "workspace-write",
  auto: "workspace-write",
  bypassPermissions: "danger-full-access",
  default: "read-only",
  dontAsk: "read-only",
  manual: "read-only",
  plan: "read-only",
};
export const USUAL_MODE = "acceptEdits";
const WRITING = ["Write", "Edit", "MultiEdit", "NotebookEdit", "Bash"] as const;
const OPENAI = "https://api.openai.com/v1";

/** Basic strings of TOML are those of JSON, but for halves of signs and one control character. */
export const tomlText = (text: string): string =>
  JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("\u007f", "\\u007f");

const setting = (key: string, value: string): readonly string[] => ["-c", `${key}=${value}`];

const texts = (value: Value | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

const names = (tools: readonly string[]): ReadonlySet<string> =>
  new Set(tools.map((tool) => tool.replace(/\(.*$/s, "")));

/** It knows no single tools, only a sandbox: whoever may not change files by any of them may not change files at all. */
function sandboxOf({ agent, options }: Assignment): Result<string, string> {
  const mode = options["permission_mode"] ?? agent?.permissionMode ?? USUAL_MODE;
  const sandbox = typeof mode === "string" && Object.hasOwn(SANDBOXES, mode) ? SANDBOXES[mode] : undefined;
  if (sandbox === undefined)
    return err(`${JSON.stringify(mode)} is no permission mode that Codex has a sandbox for`);
  const tools = isList(options["tools"]) ? texts(options["tools"]) : agent?.tools;
  const denied = names(texts(options["denied_tools"]));
  if (denied.has("Bash")) return err("Codex does everything in a shell, so Bash cannot be denied to it");
  const listed = tools === undefined ? null : names(tools);
  const writes = listed === null || WRITING.some((name) => listed.has(name));
  return ok(writes && !denied.has("Write") && !denied.has("Edit") ? sandbox : "read-only");
}

type Asked = Readonly<{ words: string; file: string | null }>;

/** By its own means where it can be, in words otherwise. */
function askedFor(schema: Value | undefined): Asked {
  if (schema === undefined) return { words: "", file: null };
  const isObject = isFields(schema) && schema["type"] === "object";
  const strict = isObject ? strictSchema(schema) : null;
  if (strict !== null) return { words: "", file: JSON.stringify(strict) };
  return { words: dataWords(schema), file: null };
}

/** With a key, its model is reached the way that leaves it to us how often it is tried. A login has a way of its own. */
function providerOf(assignment: Assignment, outside: Outside): readonly string[] {
  const env = { ...outside, ...assignment.env };
  if (keyIn(env) === undefined) return [];
  const url = tomlText(env["OPENAI_BASE_URL"] || OPENAI);
  const own = `{name="openai",base_url=${url},env_key="${KEY}",wire_api="responses",request_max_retries=0,supports_websockets=false}`;
  return [...setting("model_provider", '"by-key"'), ...setting("model_providers.by-key", own)];
}

/** What is for people at a terminal, or reaches beyond the attempt. */
const QUIET = [
  ...setting("analytics.enabled", "false"),
  ...setting("check_for_update_on_startup", "false"),
  ...["plugins", "apps", "multi_agent"].flatMap((name) => ["--disable", name]),
  ...setting("shell_environment_policy.exclude", JSON.stringify(KEYS)),
];

const refuse = (message: string): Result<never, Failure> => err({ kind: "policy", message });

export function codexOrder(
  assignment: Assignment,
  place: (ending: string) => string,
  outside: Outside,
): Result<Order, Failure> {
  const { agent, options, schema, model, directory } = assignment;
  if ((options["mcp"] ?? agent?.mcp ?? null) !== null)
    return refuse("the runner codex cannot be given MCP servers; leave mcp out or use another runner");
  const sandbox = sandboxOf(assignment);
  if (!sandbox.ok) return refuse(sandbox.error);
  const asked = askedFor(schema);
  const added = typeof options["system_prompt"] === "string" ? options["system_prompt"] : "";
  const words = [agent?.prompt ?? "", added, asked.words].filter((text) => text !== "").join("\n\n");
  if (Buffer.byteLength(words) > INSTRUCTIONS_LIMIT)
    return refuse(
      `what the agent is told about itself has more than ${INSTRUCTIONS_LIMIT} bytes, which Codex cannot be given`,
    );
  const flags = [
    "exec",
    "--json",
    "--skip-git-repo-check",
    "--ignore-user-config",
    `--sandbox=${sandbox.value}`,
    ...QUIET,
    ...providerOf(assignment, outside),
    ...(model === undefined ? [] : [`--model=${model}`]),
    ...(words === "" ? [] : setting("developer_instructions", tomlText(words))),
    ...texts(options["directories"]).map((path) => `--add-dir=${resolve(directory, path)}`),
    ...(asked.file === null ? [] : [`--output-schema=${place("schema.json")}`]),
  ];
  const files = asked.file === null ? [] : [{ ending: "schema.json", text: asked.file }];
  return ok({ flags, env: {}, files });
}
