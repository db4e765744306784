/** What tasks gave, kept under their digests: the same result always has the same name, so that a repeat can be told from a change. */
import type { Digest } from "../core/base/brand.ts";
import { canonical, isFields, type Value } from "../core/base/value.ts";
import type { Answer } from "../ports/agent.ts";
import type { Artifacts } from "../ports/artifacts.ts";

/** `tree` names the files that came with it. */
export type Given = Readonly<{ output: string; structured?: Value; whole?: string; tree?: string }>;

/** Results that were just given are about to be read; older ones are fetched again. */
export const CACHED_CHARACTERS = 16 * 1024 * 1024;

type Kept = Pick<Answer, "output" | "structured" | "whole" | "tree">;

export interface Results {
  keep(answer: Kept): Digest;
  read(name: Digest): Given | undefined;
}

const decoder = new TextDecoder();

/** Read with the suspicion with which it was written: what is no result is none. */
function parsed(bytes: Uint8Array): Given | undefined {
  const value = dataIn(bytes);
  if (!isFields(value)) return undefined;
  const { output, structured, whole, tree } = value;
  if (typeof output !== "string" || (whole !== undefined && typeof whole !== "string")) return undefined;
  if (tree !== undefined && typeof tree !== "string") return undefined;
  return {
    output,
    ...(structured === undefined ? {} : { structured }),
    ...(whole === undefined ? {} : { whole }),
    ...(tree === undefined ? {} : { tree }),
  };
}

function dataIn(bytes: Uint8Array): Value {
  try {
    return JSON.parse(decoder.decode(bytes)) as Value;
  } catch {
    return null;
  }
}

const isSilent = ({ output, structured, whole, tree }: Kept): boolean =>
  output === "" && structured === undefined && whole === undefined && tree === undefined;

const givenBy = ({ output, structured, whole, tree }: Kept): Given => ({
  output,
  ...(structured === undefined ? {} : { structured }),
  ...(whole === undefined ? {} : { whole }),
  ...(tree === undefined ? {} : { tree }),
});

export function results(artifacts: Artifacts): Results {
  /** Most commands say nothing; all of their results are one object. */
  let silent: Digest | undefined;
  const cache = new Map<Digest, Readonly<{ given: Given; size: number }>>();
  let cached = 0;
  const remember = (name: Digest, given: Given, size: number): void => {
    if (cache.has(name)) return;
    cache.set(name, { given, size });
    cached += size;
    for (const [oldest, entry] of cache) {
      if (cached <= CACHED_CHARACTERS) break;
      cache.delete(oldest);
      cached -= entry.size;
    }
  };
  return {
    keep(answer) {
      if (isSilent(answer)) return (silent ??= artifacts.put(canonical({ output: "" })));
      const given = givenBy(answer);
      const text = canonical(given);
      const name = artifacts.put(text);
      remember(name, given, text.length);
      return name;
    },
    read(name) {
      const known = cache.get(name);
      if (known !== undefined) return known.given;
      const bytes = artifacts.get(name);
      if (bytes === undefined) return undefined;
      const given = parsed(bytes);
      if (given !== undefined) remember(name, given, bytes.length);
      return given;
    },
  };
}
