/** JSON of others: looked at by own properties alone, and only as what it really is. */
import { isFields, isList, type Value } from "../../core/base/value.ts";

/** Nothing if the text is no JSON. */
export function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}

export function at(value: Value, ...path: readonly string[]): Value {
  let here = value;
  for (const name of path) {
    if (!isFields(here) || !Object.hasOwn(here, name)) return null;
    here = here[name] ?? null;
  }
  return here;
}

export function textAt(value: Value, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return typeof found === "string" ? found : null;
}

export function numberAt(value: Value, ...path: readonly string[]): number | null {
  const found = at(value, ...path);
  return typeof found === "number" && Number.isSafeInteger(found) && found > 0 ? found : null;
}

export function listAt(value: Value, ...path: readonly string[]): readonly Value[] {
  const found = path.length === 0 ? value : at(value, ...path);
  return isList(found) ? found : [];
}
