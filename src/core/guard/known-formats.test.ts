import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMATS, knownIn, LONGEST_KNOWN, mayHoldKnown, SHORTEST_KNOWN } from "./known-formats.ts";
import { redactor, STRUCK } from "./redact.ts";

const { text: struck, value } = redactor([]);

const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEpAIBAAKCAQEA7bq2".repeat(3)}\n${"a1B2".repeat(16)}\n-----END RSA PRIVATE KEY-----`;

describe("what looks like a key", () => {
  it.each(FORMATS.map(({ about, example }) => [about, example] as const))(
    "is struck out: %s",
    (_, example) => {
      expect(example.length).toBeGreaterThanOrEqual(SHORTEST_KNOWN);
      for (const text of [
        example,
        `token=${example};`,
        `"${example}"`,
        `a\n${example}\nb`,
        `{"k":"${example}"}`,
      ]) {
        const seen = struck(text);
        expect(seen).toContain(STRUCK);
        const secret = /hunter2-hunter2|[A-Za-z0-9+/_-]{16,}$/.exec(example)?.[0] ?? example;
        expect(seen).not.toContain(secret);
      }
    },
  );

  it("is struck out of data, in its keys as well", () => {
    const [{ example } = { example: "" }] = FORMATS;
    expect(value({ [example]: [example, 1] })).toEqual({ [STRUCK]: [STRUCK, 1] });
  });

  it.each([
    ["as a file", KEY],
    ["with its line breaks written as signs", KEY.replaceAll("\n", "\\n")],
    ["inside JSON inside JSON", JSON.stringify(JSON.stringify(KEY)).slice(3, -3)],
    ["of OpenSSH", KEY.replaceAll("RSA", "OPENSSH")],
    ["of no kind", KEY.replaceAll("RSA ", "")],
    ["of PGP", KEY.replaceAll("RSA PRIVATE KEY", "PGP PRIVATE KEY BLOCK")],
  ])("is struck out from its first line to its last: a private key %s", (_, key) => {
    expect(struck(`before ${key} after`)).toBe(`before ${STRUCK} after`);
  });

  it("is struck out as far as it goes where its end is cut off, and no prose after it", () => {
    expect(struck(KEY.slice(0, 90))).toBe(STRUCK);
    expect(struck("a file that begins with -----BEGIN PRIVATE KEY----- is a key")).toBe(
      `a file that begins with ${STRUCK} is a key`,
    );
  });

  it("is not everything", () => {
    for (const text of [
      "sk-learn and sk-means are libraries",
      "the task-force of ask-me-anything",
      "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "https://example.com:8080/path@2",
      "git@github.com:owner/name.git",
      "bearer of bad news",
      "AKIAN TO NOTHING",
      "-----BEGIN CERTIFICATE-----",
      "eyJust.eyJoking",
    ])
      expect(struck(text)).toBe(text);
  });

  it("leaves short texts alone without a look", () => {
    expect(mayHoldKnown("sk-ant-".padEnd(SHORTEST_KNOWN - 1, "x"))).toBe(false);
    expect(mayHoldKnown("sk-ant-".padEnd(SHORTEST_KNOWN, "x"))).toBe(true);
  });

  it("has an end", () => {
    const endless = `${KEY.slice(0, 31)}\n${"x ".repeat(LONGEST_KNOWN)}-----END RSA PRIVATE KEY-----`;
    expect(struck(endless)).toContain("x x");
  });

  it("is found at places that stand in order and do not touch, and once is enough", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...FORMATS.map(({ example }) => example), KEY, " ", '"'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        let before = -1;
        for (const { start, end } of knownIn(text)) {
          expect(start).toBeGreaterThan(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  /** What makes patterns run away: their own beginnings, over and over, and an end that never comes. */
  it.each([
    "sk-ant-",
    "sk-",
    "sk-proj-",
    "ghp_",
    "ghp_-",
    "github_pat_",
    "glpat-",
    "AKIA",
    "AIza",
    "ya29.",
    "xoxb-",
    "xapp-",
    "hooks.slack.com/services/",
    "sk_live_",
    "npm_",
    "pypi-",
    "hf_",
    "SG.",
    "dop_v1_",
    "eyJ-",
    "eyJ",
    "eyJaaaaaaaaaaaa.",
    "eyJaaaaaaaaaaaa.eyJaaaaaa.",
    "://a:",
    "://",
    "://:",
    ":",
    "bearer ",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ",
    "aws_secret_access_key ",
    "aws_secret_access_key=",
    "a",
    "-",
    "a-",
    " ",
    "A1",
  ])("is looked for in proportion to the text: %j", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const from = performance.now();
    knownIn(text);
    knownIn(`ghp_ ${text}@`);
    expect(performance.now() - from).toBeLessThan(500);
  });
});
