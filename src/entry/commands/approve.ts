/** `approve`: says yes to a question of a run, and fills in what it asks for. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { emptyRecord } from "../../core/base/record.ts";
import type { Fields, Value } from "../../core/base/value.ts";
import type { Question } from "../../core/plan/plan.ts";
import { inputValue } from "../../core/spec/input-value.ts";
import { answered, gateNamed, questionOf } from "../answering.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { say, type Complaint } from "../say.ts";
import { openNamed } from "../stored-run.ts";

/** What the text after `=` means is for the declaration of the field to say; what it cannot mean is complained about with all the rest. */
function filled(question: Question, words: readonly string[]): Result<Fields, Complaint> {
  const fields = emptyRecord<Value>();
  for (const word of words) {
    const at = word.indexOf("=");
    if (at < 1) {
      const message = `--field needs name=value, not "${word}"`;
      return err({ exit: EXIT.usage, message, help: "e.g. --field version=1.2" });
    }
    const [name, text] = [word.slice(0, at), word.slice(at + 1)];
    const field = question.fields.find((each) => each.name === name);
    fields[name] = (field === undefined ? undefined : inputValue(field.type, text)) ?? text;
  }
  return ok(fields);
}

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  const gate = gateNamed(run.value, args[1]);
  if (!gate.ok) return say(world, gate.error);
  const fields = filled(questionOf(run.value, gate.value), flags.list("field"));
  if (!fields.ok) return say(world, fields.error);
  const opinion = { verdict: "approve", fields: fields.value, reason: "" } as const;
  return answered(call, run.value, gate.value, opinion);
}
