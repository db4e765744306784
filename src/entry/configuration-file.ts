/** Reads agent-orchestrator.config.yml; kept apart so that the YAML library is loaded only where the file exists. */
import { parse } from "yaml";
import { err, ok, type Result } from "../core/base/result.ts";
import type { UsageError } from "./arguments.ts";
import { CONFIGURATION_FILE, ROUTING } from "./setting-names.ts";

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar => ["string", "number", "boolean"].includes(typeof value);

export function settingsIn(text: string): Result<ReadonlyMap<string, Scalar>, UsageError> {
  let root: unknown;
  try {
    root = parse(text, { maxAliasCount: 0, mapAsMap: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return err({ message: `${CONFIGURATION_FILE} is not valid YAML: ${reason}` });
  }
  if (root === null) return ok(new Map());
  if (!(root instanceof Map))
    return err({ message: `${CONFIGURATION_FILE} must hold keys with values`, help: "e.g. max_parallel: 4" });
  const settings = new Map<string, Scalar>();
  for (const [key, value] of root) {
    // A table of its own, which whoever asks for it reads and judges.
    if (key === ROUTING) continue;
    if (!isScalar(value))
      return err({ message: `"${String(key)}" in ${CONFIGURATION_FILE} needs a plain value` });
    settings.set(String(key), value);
  }
  return ok(settings);
}
