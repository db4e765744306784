/** What may be written outside is said once at the top of the file, and by each task that hands it over. */
import { refFault } from "../../base/ref-name.ts";
import { isFields, isList } from "../../base/value.ts";
import { declarationOf, isDeclared, type Declaration } from "../../effects/declaration.ts";
import { kindDeclared } from "../../effects/kinds.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { spanOf, workflowSpan, type Spec, type SpecTask } from "../spec.ts";
import { mistake, type Rule } from "./rule.ts";

const GIVING: ReadonlySet<string> = new Set(["agent", "command"]);

const wordsOf = ({ fields: { effects } }: SpecTask): readonly string[] =>
  isList(effects) ? effects.filter((word) => typeof word === "string") : [];

function undeclared(task: SpecTask, declaration: Declaration | null): readonly Diagnostic[] {
  return wordsOf(task).flatMap((word, at) => {
    const kind = kindDeclared(word);
    if (kind === undefined || (declaration !== null && isDeclared(declaration, kind))) return [];
    return mistake("AO1620", spanOf(task, "effects", at), `the workflow does not declare "${word}"`, {
      label: "would be refused at the end of the run",
      help: `add it to the workflow's "effects", e.g. effects: { ${word}: ${word === "labels" ? "[agents]" : "1"} }`,
    });
  });
}

function unfit(task: SpecTask): readonly Diagnostic[] {
  const { type, fields } = task;
  if (wordsOf(task).length === 0) return [];
  const span = spanOf(task, "effects");
  if (!GIVING.has(type))
    return [
      mistake("AO1622", span, `a task of type "${type}" gives no data`, {
        label: "nobody can hand anything over",
        help: "name it under an agent or a command",
      }),
    ];
  const schema = isFields(fields["outputs"]) ? fields["outputs"]["schema"] : undefined;
  if (schema === undefined || (isFields(schema) && schema["type"] === "object")) return [];
  return [
    mistake("AO1622", span, "the result of this task is no object, so that it has no room for effects", {
      label: "they stand under `effects` of the result",
      help: 'write "type: object" in its schema',
    }),
  ];
}

function branches(spec: Spec): readonly Diagnostic[] {
  const written = spec.fields["effects"];
  const wanted = isFields(written) ? written["pull_request"] : undefined;
  const prefix = isFields(written) ? written["branch"] : undefined;
  const named = [
    ...(typeof prefix === "string" ? [{ path: ["branch"], name: `${prefix}x` }] : []),
    ...["branch", "base"].flatMap((key) => {
      const name = isFields(wanted) ? wanted[key] : undefined;
      return typeof name === "string" ? [{ path: ["pull_request", key], name }] : [];
    }),
  ];
  return named.flatMap(({ path, name }) => {
    const fault = refFault(name);
    if (fault === null) return [];
    return mistake("AO1621", workflowSpan(spec, "effects", ...path), `this names no branch: ${fault}`, {
      label: "git refuses it",
      help: "write a name such as feat/dark-mode",
    });
  });
}

export const effects: Rule = {
  name: "effects",
  check({ spec }) {
    const declaration = declarationOf(spec.fields["effects"]);
    return [
      ...spec.tasks.flatMap((task) => [...undeclared(task, declaration), ...unfit(task)]),
      ...branches(spec),
    ];
  },
};
