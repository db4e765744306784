/** What the runner has to strike out of every log of the job, said before anything else is. */
import { secretForms } from "../../core/guard/secret-forms.ts";
import { commandLine } from "./command.ts";

/** A shorter text stands in ordinary words by chance, and an output that holds it would vanish as a whole. */
export const SHORTEST_MASK = 8;

const lines = (secret: string): readonly string[] =>
  /[\r\n]/.test(secret) ? secret.split(/[\r\n]+/).map((line) => line.trim()) : [];

/** Also the spellings that the runner does not think of by itself: hexadecimal, URI and JSON forms, parts of Base64. */
export function maskLines(secrets: readonly string[]): string {
  const whole = secrets.flatMap((secret) => [secret, ...lines(secret)]);
  const forms = whole
    .filter((secret) => secret.length >= SHORTEST_MASK)
    .flatMap((secret) => secretForms(secret).map(({ text }) => text));
  return [...new Set(forms)]
    .filter((form) => form.length >= SHORTEST_MASK)
    .map((form) => commandLine("add-mask", form))
    .join("");
}
