/** Which secrets a job is given: the key of the model that it asks, and what its tasks declare. */
import { modelsOf, secretsOf } from "../plan/placement-needs.ts";
import type { Plan, Task } from "../plan/plan.ts";
import { expression, type Expression } from "./actions-workflow.ts";

/** `with` has what the action takes as an input and masks, `env` all else; both by the name that they have there. */
export type Given = Readonly<{
  with: Readonly<Record<string, Expression>>;
  env: Readonly<Record<string, Expression>>;
}>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Of what a model's name begins with the variable that its key stands in. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["openai", "OPENAI_API_KEY"],
  ["google", "GEMINI_API_KEY"],
  ["groq", "GROQ_API_KEY"],
  ["mistral", "MISTRAL_API_KEY"],
  ["opencode", "OPENCODE_API_KEY"],
  ["openrouter", "OPENROUTER_API_KEY"],
]);

/** `claude` and `anthropic` are the two ways in which the action takes a key; all else is the name of a variable. */
function keyOf(runner: string, model: string | null): string | null {
  switch (runner) {
    case "claude":
      return "claude";
    case "codex":
      return "OPENAI_API_KEY";
    case "opencode":
      return KEYS.get((model ?? "").split("/")[0] ?? "") ?? "anthropic";
    default:
      return null;
  }
}

const secret = (name: string): Expression => expression(`secrets.${name}`);

/** A secret of GitHub has the name of the variable that the workflow takes it from. */
export function secretsFor(plan: Plan, tasks: readonly Task[]): Given {
  const keys = new Set(modelsOf(plan, tasks).map(({ runner, model }) => keyOf(runner, model)));
  const anthropic = keys.has("claude") || keys.has("anthropic");
  const variables = [...keys].filter((key) => key !== null && key !== "claude" && key !== "anthropic");
  const asked = new Set(secretsOf(plan, tasks));
  const declared = plan.secrets
    .filter(({ name, env }) => asked.has(name) && NAME.test(env))
    .map(({ env }) => env);
  return {
    with: {
      ...(anthropic ? { anthropic_api_key: secret("ANTHROPIC_API_KEY") } : {}),
      ...(keys.has("claude") ? { claude_code_oauth_token: secret("CLAUDE_CODE_OAUTH_TOKEN") } : {}),
    },
    env: Object.fromEntries(
      [...new Set([...variables.filter((key) => key !== null), ...declared])]
        .toSorted()
        .map((name) => [name, secret(name)] as const),
    ),
  };
}
