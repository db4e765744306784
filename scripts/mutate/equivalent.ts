/** Edits that change nothing a test could see, each with the reason. A line that is no longer there turns the run red. */
import type { Mutant } from "./mutants.ts";

type Equivalent = Readonly<{ file: string; context: string; was: string; text: string; why: string }>;

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "src/core/run/deadlines.ts",
    context:
      "if (state.quotas.size > 0 || state.circuits.size > 0) first = Math.min(first, ...reopenings(state, now));",
    was: ">",
    text: ">=",
    why: "a quick way out: where nothing is closed there is no moment at which it opens",
  },
  {
    file: "src/core/expression/search.ts",
    context: "const SHORT = 32;",
    was: "32",
    text: "33",
    why: "both searches give the same places; the border only chooses the quicker one",
  },
  {
    file: "src/core/expression/search.ts",
    context: "if (needle.length <= SHORT) return text.indexOf(needle, from);",
    was: "<=",
    text: "<",
    why: "as above",
  },
  {
    file: "src/core/expression/search.ts",
    context: "for (let at = 1; at < needle.length; at += 1) {",
    was: "<",
    text: "<=",
    why: "writing behind the end of a typed array does nothing",
  },
  {
    file: "src/core/expression/template.ts",
    context: 'if (!text.includes("{")) return false;',
    was: '!text.includes("{")',
    text: "false",
    why: "a quick way out for what the pattern would not find either",
  },
  {
    file: "src/core/expression/template.ts",
    context: 'if (!text.includes("{")) return false;',
    was: '"{"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/expression/operators.ts",
    context: "return left < right ? -1 : 1;",
    was: "1",
    text: "2",
    why: "only the sign of an order is looked at",
  },
  {
    file: "src/core/expression/parse.ts",
    context: "return parseWhole(source, { brackets: false });",
    was: "{ brackets: false }",
    text: "({})",
    why: "absent is as false",
  },
  {
    file: "src/core/expression/lex.ts",
    context: '..."< > ! ? : + - * / % ( ) [ ] { } , .".split(" "),',
    was: '" "',
    text: '""',
    why: "space is skipped before a sign is looked for, so a space among the signs is never met",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "agent":',
    was: '"agent"',
    text: '""',
    why: "what is no group never closes: both ways end in an internal error",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "command":',
    was: '"command"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "approval":',
    was: '"approval"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "plugin":',
    was: '"plugin"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "git":',
    was: '"git"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/run/closing.ts",
    context: 'case "message":',
    was: '"message"',
    text: '""',
    why: "as above",
  },
  {
    file: "src/core/run/park.ts",
    context: "const ready = [...state.ready.values()].flatMap(({ heap }) => heap.first(1));",
    was: "1",
    text: "2",
    why: "whatever holds back one task of a lane holds back all of them",
  },
  {
    file: "src/core/run/after-failure.ts",
    context: "return null;",
    was: "return null;",
    text: ";",
    why: "whoever asks takes nothing at all for null",
  },
  {
    file: "src/core/run/slots.ts",
    context: "const group = state.tasks[state.byId.get(frame) ?? -1];",
    was: "1",
    text: "2",
    why: "no place in a list is before the first",
  },
  {
    file: "src/core/run/slots.ts",
    context: "return (speaks ? state.tasks[group.planned[0] ?? -1] : undefined) ?? group;",
    was: "1",
    text: "2",
    why: "as above",
  },
  {
    file: "src/core/run/slots.ts",
    context: "const found = state.tasks[state.byId.get(taskId(id)) ?? -1];",
    was: "1",
    text: "2",
    why: "as above",
  },
];

export const isEquivalent = (
  file: string,
  mutant: Mutant,
  list: readonly Equivalent[] = EQUIVALENT,
): boolean =>
  list.some(
    (entry) =>
      entry.file === file &&
      entry.context === mutant.context &&
      entry.was === mutant.was &&
      entry.text === mutant.text,
  );
