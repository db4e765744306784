/** A runner that is known by name but cannot work here: it says what is missing instead of failing in the middle. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Agent } from "../../ports/agent.ts";

const HINT = "to see the same graph run without a key: --runner scripted";

function onPath(command: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}

export type Needs = Readonly<{ runner: string; command: string; keys: readonly string[] }>;

export function absentAgent(needs: Needs, env: Readonly<Record<string, string | undefined>>): Agent {
  const { runner, command, keys } = needs;
  const lacks = [
    ...(onPath(command, env["PATH"] ?? "") ? [] : [`the command "${command}" is not on the PATH`]),
    ...(keys.some((key) => (env[key] ?? "") !== "") ? [] : [`${keys.join(" or ")} is not set`]),
  ];
  const missing =
    lacks.length === 0
      ? `this version does not drive the runner "${runner}" yet`
      : `the runner "${runner}" is not available: ${lacks.join(", and ")}`;
  return {
    name: runner,
    ready: () => Promise.resolve({ missing, hint: HINT }),
    attempt: () => Promise.resolve({ ok: false, error: { failure: { kind: "auth", message: missing } } }),
  };
}
