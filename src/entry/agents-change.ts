/** `agents add` and `agents remove`: the files in the project's own folder of agents, and no others. */
import { agentFileIn, removeAgentFile, standingOf, writeAgentFile } from "../adapters/store/agent-files.ts";
import { AGENT_NAME, draft, everyAgent, named } from "../app/agent-registry.ts";
import { AGENT_FOLDER, shown } from "../app/places.ts";
import type { Library } from "../app/validate.ts";
import { confirm } from "./confirm.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { projectOf } from "./project.ts";
import { documentText } from "./run-document.ts";
import { say } from "./say.ts";

type Done = Readonly<{ action: "added" | "replaced" | "removed"; name: string; path: string; from?: string }>;

function told({ flags, world }: Call, done: Done): ExitCode {
  const { action, name, path, from } = done;
  const origin = from === undefined ? "" : ` from ${from}`;
  if (flags.on("json")) world.out.write(documentText({ schemaVersion: 1, ...done }));
  else world.out.write(`${action} ${name}${origin}: ${path}\n`);
  return EXIT.done;
}

/** Consent is a flag, or a person at the terminal. */
async function agreed(call: Call, question: string): Promise<boolean | "nobody"> {
  if (call.flags.on("force")) return true;
  const consent = await confirm(call, question);
  return consent === "nobody" ? consent : consent === "yes";
}

const refusePath = ({ world }: Call, message: string): ExitCode =>
  say(world, {
    exit: EXIT.policy,
    message,
    help: `agents are kept in ${AGENT_FOLDER} inside the project; make it a directory there`,
  });

async function mayReplace(call: Call, path: string): Promise<ExitCode | "replace"> {
  const { world } = call;
  const consent = await agreed(call, `${path} is there already. Replace it?`);
  if (consent === true) return "replace";
  const message = `${path} is there already`;
  if (consent === "nobody") return say(world, { exit: EXIT.usage, message, help: "--force replaces it" });
  return say(world, { exit: EXIT.usage, message: `${message} and was left as it is` });
}

export async function add(call: Call, word: string): Promise<ExitCode> {
  const { flags, world } = call;
  const from = projectOf(call);
  if (!from.ok) return say(world, from.error);
  const { files, places } = from.value;
  const made = draft(files, places, word, flags.text("description"));
  if (!made.ok) return say(world, { exit: EXIT.usage, ...made.error });
  const { name, text } = made.value;
  const target = agentFileIn(places.project, AGENT_FOLDER, name);
  if (!target.ok) return refusePath(call, target.error);
  const path = shown(places, target.value);
  const standing = standingOf(target.value);
  if (standing === "something else") return refusePath(call, `${path} is no regular file`);
  const may = standing === "nothing" ? "new" : await mayReplace(call, path);
  if (typeof may === "number") return may;
  if (!writeAgentFile(target.value, text, may === "replace"))
    return say(world, { exit: EXIT.usage, message: `${path} is there already`, help: "--force replaces it" });
  const action = may === "replace" ? "replaced" : "added";
  return told(call, { action, name, path, from: made.value.from });
}

function removable(call: Call, { files, places }: Library, name: string): string | ExitCode {
  const { world } = call;
  if (!AGENT_NAME.test(name)) {
    const message = `${JSON.stringify(name)} is no name of an agent`;
    return say(world, { exit: EXIT.usage, message, help: "name it as `agents list` does" });
  }
  const found = named(everyAgent(files, places), name);
  if (!found.ok) return say(world, { exit: EXIT.usage, ...found.error });
  const target = agentFileIn(places.project, AGENT_FOLDER, name);
  if (!target.ok) return refusePath(call, target.error);
  if (found.value.origin === "built-in" || places.project === places.library) {
    const message = `"${name}" came with the product and cannot be removed`;
    return say(world, {
      exit: EXIT.usage,
      message,
      help: "an agent of the project with the same name replaces it",
    });
  }
  if (standingOf(target.value) === "file") return target.value;
  return refusePath(call, `${shown(places, target.value)} is no regular file`);
}

export async function remove(call: Call, name: string): Promise<ExitCode> {
  const { world } = call;
  const from = projectOf(call);
  if (!from.ok) return say(world, from.error);
  const target = removable(call, from.value, name);
  if (typeof target === "number") return target;
  const path = shown(from.value.places, target);
  const consent = await agreed(call, `Remove ${path}?`);
  if (consent === "nobody")
    return say(world, {
      exit: EXIT.usage,
      message: `nobody agreed to remove ${path}`,
      help: "--yes removes it",
    });
  if (!consent) return say(world, { exit: EXIT.usage, message: `${path} was left as it is` });
  removeAgentFile(target);
  return told(call, { action: "removed", name, path });
}
