/** What an agent that asks is answered: by the kind of what it wants to do, since names of tools are each agent's own. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Assignment } from "../../ports/agent.ts";

export const USUAL_MODE = "acceptEdits";
const LOOKING = ["read", "search", "think"] as const;
const EVERYTHING = [
  ...LOOKING,
  "edit",
  "delete",
  "move",
  "execute",
  "fetch",
  "switch_mode",
  "other",
] as const;
type Kind = (typeof EVERYTHING)[number];

const MODES: Readonly<Record<string, readonly Kind[]>> = {
  acceptEdits: [...LOOKING, "edit", "move", "delete"],
  auto: [...LOOKING, "edit", "move", "delete"],
  bypassPermissions: EVERYTHING,
  default: LOOKING,
  dontAsk: LOOKING,
  manual: LOOKING,
  plan: LOOKING,
};

/** Which kinds the usual names of tools stand for. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  Read: ["read"],
  Glob: ["search"],
  Grep: ["search"],
  LS: ["read"],
  Write: ["edit"],
  Edit: ["edit", "move", "delete"],
  MultiEdit: ["edit"],
  NotebookEdit: ["edit"],
  Bash: ["execute"],
  WebFetch: ["fetch"],
  WebSearch: ["fetch"],
};

export type Policy = Readonly<{ allows: (kind: Value | undefined) => boolean }>;

const texts = (value: Value | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

/** `Bash(git *)` allows nothing, because nobody here can tell what a command will do; denied, it denies all of its kind. */
const kindsOf = (tools: readonly string[], whole: boolean): ReadonlySet<string> =>
  new Set(
    tools.flatMap((tool) => {
      const name = tool.replace(/\(.*$/s, "");
      const counts = !whole || name === tool;
      return counts && Object.hasOwn(KINDS, name) ? (KINDS[name] ?? []) : [];
    }),
  );

export function policyOf({ agent, options }: Assignment): Result<Policy, string> {
  const mode = options["permission_mode"] ?? agent?.permissionMode ?? USUAL_MODE;
  const allowed = typeof mode === "string" && Object.hasOwn(MODES, mode) ? MODES[mode] : undefined;
  if (allowed === undefined) return err(`${JSON.stringify(mode)} is no permission mode`);
  const tools = isList(options["tools"]) ? texts(options["tools"]) : agent?.tools;
  const denied = kindsOf(texts(options["denied_tools"]), false);
  const named =
    tools === undefined || mode === "bypassPermissions" ? new Set<string>(allowed) : kindsOf(tools, true);
  const kinds =
    mode === "plan" ? new Set([...named].filter((kind) => allowed.some((one) => one === kind))) : named;
  return ok({ allows: (kind) => typeof kind === "string" && kinds.has(kind) && !denied.has(kind) });
}

const optionOf = (options: readonly Fields[], kinds: readonly string[]): Value | undefined =>
  kinds
    .map((kind) => options.find((option) => option["kind"] === kind)?.["optionId"])
    .find((id) => id !== undefined);

export type Permission = Readonly<{ allowed: boolean; outcome: Fields }>;

/** Allowed is once and never always: the next time it has to ask again. Who leaves no way to refuse is told that nobody answers. */
export function permissionFor(params: Fields, { allows }: Policy): Permission {
  const call = isFields(params["toolCall"]) ? params["toolCall"] : {};
  const options = isList(params["options"]) ? params["options"].filter(isFields) : [];
  const wanted = allows(call["kind"]) ? optionOf(options, ["allow_once"]) : undefined;
  if (wanted !== undefined) return { allowed: true, outcome: { outcome: "selected", optionId: wanted } };
  const refused = optionOf(options, ["reject_once", "reject_always"]);
  const outcome =
    refused === undefined ? { outcome: "cancelled" } : { outcome: "selected", optionId: refused };
  return { allowed: false, outcome };
}
