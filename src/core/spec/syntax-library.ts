/** The one place where the YAML library builds its own document. */
import { parseDocument, type Document } from "yaml";

export function libraryDocument(text: string): Document.Parsed {
  return withoutStacks(() =>
    parseDocument(text, {
      version: "1.2",
      schema: "core",
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
    }),
  );
}

/**
 * The library makes an Error for each of its complaints, and a hostile file has one for each character:
 * recording a call stack for all of them, which nobody reads, would take seconds.
 */
function withoutStacks<T>(run: () => T): T {
  const before: unknown = Reflect.get(Error, "stackTraceLimit");
  Reflect.set(Error, "stackTraceLimit", 0);
  try {
    return run();
  } finally {
    Reflect.set(Error, "stackTraceLimit", before);
  }
}
