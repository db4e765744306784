/** Secrets go into environments and nowhere else, and never stand in a file. */
import type { Code } from "../codes.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { mistake, type Rule } from "./rule.ts";
import { spanIn, type Sink, type Site } from "./sites.ts";
import type { Reference } from "../../expression/references.ts";

/** What a secret would be exposed to. */
const EXPOSED: Readonly<
  Record<Exclude<Sink, "env" | "code" | "program" | "fixed">, readonly [Code, string, string]>
> = {
  prompt: ["AO1601", "a secret cannot stand in a prompt or a parameter", "would be sent to a model and kept"],
  variable: ["AO1601", "a secret cannot stand in a variable", "variables end up in prompts"],
  steering: ["AO1601", "a secret cannot steer the run", "would be shown and kept"],
  ref: ["AO1601", "a secret cannot stand in a name or message of git", "would be published"],
  path: ["AO1601", "a secret cannot stand here", "would be shown and kept"],
  argument: [
    "AO1605",
    "a secret cannot stand in the arguments of a command",
    "every process can read arguments",
  ],
  output: ["AO1606", "a secret cannot stand in an output", "outputs are kept and shown"],
  condition: ["AO1609", "a secret cannot stand in a condition", "the decision would tell about it"],
};

export const secrets: Rule = {
  name: "secrets",
  check({ spec, sites }) {
    const found: Diagnostic[] = [];
    for (const site of sites) {
      const { sink } = site;
      if (sink === "env" || sink === "code" || sink === "program" || sink === "fixed") continue;
      const [code, message, label] = EXPOSED[sink];
      for (const reference of namedSecrets(site)) {
        const name = reference.path.at(reference.root === "context" ? 1 : 0) ?? "NAME";
        const help = `hand it to the task as an environment variable: "env: { ${name}: \${secrets.${name}} }"`;
        found.push(mistake(code, spanIn(spec, site, reference.span), message, { label, help }));
      }
    }
    return [...found, ...literals(spec.text)];
  },
};

const namedSecrets = (site: Site): readonly Reference[] =>
  site.pieces.flatMap((piece) =>
    piece.references.filter(
      ({ root, path }) => root === "secrets" || (root === "context" && path[0] === "secrets"),
    ),
  );

/** The forms of well-known credentials, each long and odd enough not to be met by chance. */
const CREDENTIAL =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,}|sk-ant-[A-Za-z0-9_-]{24,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{20,}|AIza[A-Za-z0-9_-]{35})|-----BEGIN [A-Z ]*PRIVATE KEY-----/g;

function literals(text: string): readonly Diagnostic[] {
  return [...text.matchAll(CREDENTIAL)].map(({ index, 0: value }) =>
    mistake("AO1607", { start: index, end: index + value.length }, "this looks like a credential", {
      label: "whoever reads the file could use it",
      help: "revoke it, put a new one into the environment and declare its name under context.secrets",
    }),
  );
}
