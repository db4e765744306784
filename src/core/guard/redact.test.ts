import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactor, SHORTEST_SECRET, SHORTEST_SECRET_LINE, STRUCK } from "./redact.ts";
import { SHORTEST_IN_PIECES } from "./secret-forms.ts";

const spellings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 after one byte": (secret) => Buffer.from(`x${secret}`).toString("base64"),
  "base64 after two bytes": (secret) => Buffer.from(`xy${secret}z`).toString("base64"),
  base64url: (secret) => Buffer.from(`>${secret}?`).toString("base64url"),
  "hexadecimal in small letters": (secret) => Buffer.from(secret).toString("hex"),
  "hexadecimal in capitals": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "a part of a URI": (secret) => encodeURIComponent(secret),
  "a URI": (secret) => encodeURI(secret),
  "a form field": (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  backwards: (secret) => Array.from(secret).reverse().join(""),
  base32: (secret) => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const groups = bits.match(/.{1,5}/g) ?? [];
    return groups.map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
  },
  "JSON in JSON": (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
};

const secretText = fc
  .string({ unit: "grapheme", minLength: SHORTEST_SECRET, maxLength: 40 })
  .filter((text) => {
    const trimmed = text.trim();
    return trimmed === text && !/\p{Surrogate}/u.test(text) && !/^\*+$/.test(text);
  });

/** The part of a Base64 text that no neighbour decides: what must never be seen again. */
function core(spelling: string, text: string): string {
  return spelling.startsWith("base64") ? text.slice(4, -4) : text;
}

function inPieces(secrets: readonly string[], text: string, sizes: readonly number[]): string {
  const stream = redactor(secrets).stream();
  let result = "";
  let from = 0;
  for (let index = 0; from < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    result += stream.push(text.slice(from, from + size));
    from += size;
  }
  return result + stream.end();
}

describe("a redactor", () => {
  for (const [name, spell] of Object.entries(spellings)) {
    it(`strikes a secret out when it is spelled as ${name}, however the text is cut`, () => {
      fc.assert(
        fc.property(
          secretText,
          fc.string(),
          fc.string(),
          fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
          (secret, before, after, sizes) => {
            const text = `${before} ${spell(secret)} ${after}`;
            const whole = redactor([secret]).text(text);
            const visible = core(name, spell(secret));
            if (visible.length >= SHORTEST_SECRET && !before.includes(visible) && !after.includes(visible)) {
              expect(whole.split(STRUCK).some((part) => part.includes(visible))).toBe(false);
            }
            expect(whole).toContain(STRUCK);
            expect(inPieces([secret], text, sizes)).toBe(whole);
          },
        ),
      );
    });
  }

  it("gives the same text whole or in pieces for secrets that overlap", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 4 }),
        fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
        (secrets, text, sizes) => {
          const whole = redactor(secrets).text(text);
          expect(inPieces(secrets, text, sizes)).toBe(whole);
          for (const secret of secrets) {
            for (const part of whole.split(STRUCK)) expect(part.includes(secret)).toBe(false);
          }
        },
      ),
    );
  });

  it("shows nothing of a secret that begins in another whose rest is kept back, letter by letter", () => {
    expect(inPieces(["aaaa", "accac\n"], "accaccaa", [1])).toBe("***a");
  });

  it("shows nothing of two secrets that overlap", () => {
    expect(redactor(["abcdef", "defghi"]).text("x abcdefghi y")).toBe("x *** y");
  });

  it("shows no remnant of a secret at the edges of its Base64 form", () => {
    const secret = "hunter2-hunter2";
    for (const prefix of ["", "a", "ab"]) {
      const encoded = Buffer.from(`${prefix}${secret}`).toString("base64");
      const seen = redactor([secret]).text(`[${encoded}]`);
      expect(seen).toMatch(/^\[[A-Za-z0-9+/]{0,2}\*\*\*=*\]$/);
    }
  });

  it("strikes out a key that was cut, in pieces or at its ends, but no words that it is made of", () => {
    const key = "dpl_9f3K2mQ7xT4vB8nW1cZ6yR5hJ0";
    const { text } = redactor([key]);
    expect(text(`${key.slice(0, 15)}\n${key.slice(15)}`)).toBe(`${STRUCK}\n${STRUCK}`);
    expect(text(key.slice(7))).toBe(STRUCK);
    expect(text(`${key.slice(0, -6)}...`)).toBe(`${STRUCK}...`);
    const address = "https://production-database.example.com/main";
    expect(redactor([address]).text("the production-database.example.com is up")).toContain(
      "production-database",
    );
    expect(redactor(["production-database-of-the-shop"]).text("production-database")).toBe(
      "production-database",
    );
    expect(redactor([key.slice(0, SHORTEST_IN_PIECES - 1)]).text(key.slice(0, 14))).toBe(key.slice(0, 14));
  });

  it("leaves values alone that are shorter than the limit", () => {
    const short = "x".repeat(SHORTEST_SECRET - 1);
    const redact = redactor([short, ""]);
    expect(redact.active).toBe(false);
    expect(redact.text(`a ${short} b`)).toBe(`a ${short} b`);
    expect(redactor(["x".repeat(SHORTEST_SECRET)]).active).toBe(true);
  });

  it("strikes out each line of a secret of several lines", () => {
    const line = "k".repeat(SHORTEST_SECRET_LINE);
    const redact = redactor([`-----BEGIN-----\n${line}\n${"s".repeat(SHORTEST_SECRET_LINE - 1)}\n`]);
    expect(redact.text(`  ${line}  `)).toBe("  ***  ");
    expect(redact.text(`sssssss`)).toBe("sssssss");
  });

  it.each([76, 64])("strikes out the lines of a long secret in Base64, %i letters wide", (width) => {
    const secret = Array.from({ length: 150 }, (_, index) =>
      String.fromCharCode(33 + ((index * 7) % 90)),
    ).join("");
    const encoded = Buffer.from(`${secret}\n`).toString("base64");
    const lines = Array.from({ length: Math.ceil(encoded.length / width) }, (_, line) =>
      encoded.slice(line * width, (line + 1) * width),
    );
    const seen = redactor([secret]).text(lines.join("\n")).split("\n");
    // The line break after the secret is all that may be left of the last line.
    expect(seen.pop()).toMatch(/^\*\*\*(Cg)?=*$/);
    expect(seen).toEqual(lines.slice(1).map(() => STRUCK));
  });

  it("cleans data: texts, keys and numbers", () => {
    const redact = redactor(["12345678", "hunter2"]);
    expect(redact.value({ hunter2: ["my hunter2", 12345678, 1234, true, null] })).toEqual({
      "***": ["my ***", "***", 1234, true, null],
    });
  });

  it("needs time in proportion to the text, also where everything nearly matches", () => {
    const redact = redactor([`${"a".repeat(200)}b`, `${"a".repeat(300)}c`]);
    const time = (length: number): number => {
      const text = "a".repeat(length);
      const from = performance.now();
      redact.text(text);
      return performance.now() - from;
    };
    time(10_000);
    const small = Math.max(1, Math.min(time(20_000), time(20_000), time(20_000)));
    expect(Math.min(time(400_000), time(400_000)) / small).toBeLessThan(200);
  });

  it("lets text go while the rest is still on its way", () => {
    const stream = redactor(["secret-value"]).stream();
    expect(stream.push("hello world, nothing here. ")).toBe("hello world, nothing here.");
    expect(stream.push("secret-")).toBe("");
    expect(stream.push("value!")).toBe(" ***");
    expect(stream.end()).toBe("!");
  });
});
