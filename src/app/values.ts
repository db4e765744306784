/** Values from files beside a workflow: inputs, a work item, a script; YAML or JSON under the same limits as workflows. */
import { err, ok, type Result } from "../core/base/result.ts";
import type { Value } from "../core/base/value.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import type { Node } from "../core/spec/node.ts";
import { parseSyntax } from "../core/spec/syntax.ts";
import { shown } from "./places.ts";
import { textOf, type Library } from "./validate.ts";

export function valueOf(node: Node): Value {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(valueOf);
    default: {
      const fields: Record<string, Value> = {};
      for (const [key, pair] of node.pairs) fields[key] = valueOf(pair.value);
      return fields;
    }
  }
}

export function valueFile(from: Library, path: string): Result<Value, FileReport> {
  const file = shown(from.places, path);
  const source = textOf(from.files, path, file, from.maxBytes);
  if ("diagnostic" in source) return err({ file, text: "", diagnostics: [source.diagnostic] });
  const { root, diagnostics } = parseSyntax(source.text, { fileBytes: from.maxBytes });
  const failed = root === null || diagnostics.some((each) => each.severity === "error");
  return failed ? err({ file, text: source.text, diagnostics }) : ok(valueOf(root));
}
