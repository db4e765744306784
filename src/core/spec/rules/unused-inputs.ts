/** Whoever starts a workflow should be asked only for what it uses. */
import { nearest } from "../../base/nearest.ts";
import { inputSpan } from "../spec.ts";
import { warning, type Rule } from "./rule.ts";
import { UNREAD } from "./sites.ts";

export const unusedInputs: Rule = {
  name: "unused-inputs",
  check({ spec, sites }) {
    const used = new Set<string>();
    for (const site of sites) {
      // What cannot be read may use anything.
      if (site.error !== null) return [];
      // What stands where no expression may stand is still meant to be used.
      if (UNREAD.has(site.sink))
        for (const name of spec.inputs.keys()) if (site.text.includes(name)) used.add(name);
      for (const { root, path } of site.pieces.flatMap((piece) => piece.references)) {
        used.add(root);
        // Without a work item of its own a run takes its inputs for one.
        if (root !== "inputs" && root !== "task") continue;
        const [name] = path;
        if (name === undefined) return [];
        used.add(spec.inputs.has(name) ? name : (nearest(name, spec.inputs.keys()) ?? name));
      }
    }
    return [...spec.inputs.keys()]
      .filter((name) => !used.has(name))
      .map((name) =>
        warning("AO1702", inputSpan(spec, name), `the input "${name}" is never used`, {
          label: "nothing refers to it",
          help: `use it as \${inputs.${name}}, or remove it`,
        }),
      );
  },
};
