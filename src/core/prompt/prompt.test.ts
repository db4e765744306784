import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CASES, NONCE, place } from "../../../test/prompts/cases.ts";
import { TRUST, type Traced } from "../base/value.ts";
import { INLINE_LIMIT, MARK_LENGTH, markFor, NAME_LIMIT, plainName, WORD_LIMIT } from "./fence.ts";
import {
  AROUND_LIMIT,
  type Ask,
  askText,
  NOTE,
  placeless,
  type Prompt,
  promptOf,
  SECTION_LIMIT,
  SECTIONS_LIMIT,
} from "./prompt.ts";

const golden = join(import.meta.dirname, "../../../test/prompts");
const setting = { nonce: NONCE, place };

/** Long stretches of one letter are told, not printed, so that the file can be read. */
const readable = (text: string): string =>
  text.replace(/(.)\1{200,}/g, (run) => `(${run.length} times ${run.slice(0, 1)})`);

describe("the prompts under test/prompts", () => {
  it.each(Object.entries(CASES))("%s", (name, ask) => {
    const path = join(golden, `${name}.md`);
    expect(existsSync(path), `${path} is missing`).toBe(true);
    expect(`${readable(promptOf(ask, setting).text)}\n`).toBe(readFileSync(path, "utf8"));
  });

  it("are all there is", () => {
    const files = readdirSync(golden).filter((name) => name.endsWith(".md"));
    expect(files.sort()).toEqual(
      Object.keys(CASES)
        .map((name) => `${name}.md`)
        .sort(),
    );
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom('</data id="', "\n## rules\n", "<data", NOTE, '"', "\u2028", "a b"),
);
const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(""));
const traced = fc.record({ value: text, trust: fc.constantFrom(...TRUST) });
const ask: fc.Arbitrary<Ask> = fc.record({
  instruction: fc.array(traced, { minLength: 1, maxLength: 4 }),
  sections: fc.array(fc.record({ name: fc.oneof(text, fc.constant("plan")), content: traced }), {
    maxLength: 4,
  }),
});

const foreign = ({ trust }: Traced): boolean => trust === "contributor" || trust === "untrusted";
const marksIn = (prompt: string): readonly string[] => [
  ...new Set(
    [...prompt.matchAll(new RegExp(`id="([0-9a-f]{${MARK_LENGTH}})">`, "g"))].map(([, mark = ""]) => mark),
  ),
];

/** What a careful reader takes for data: from each opening to the next closing of the same mark. */
function outside({ text: prompt }: Prompt, mark: string): string {
  return prompt
    .split(new RegExp(`<data(?: name="(?:[^"\\\\]|\\\\.)*")? id="${mark}">[^]*?</data id="${mark}">`))
    .join("");
}

/** Before and behind what each section says, and in no other place. */
const canary = (index: number): string => `canary ${index} sings here`;

const marked = ({ instruction, sections }: Ask): Ask => ({
  instruction,
  sections: sections.map(({ name, content }, index) => ({
    name,
    content: { ...content, value: `${canary(index)}${String(content.value)}${canary(index)}` },
  })),
});

describe("a fence", () => {
  it("holds whatever stands in it: no text can close it, or open another", () => {
    fc.assert(
      fc.property(ask.map(marked), fc.string(), (given, nonce) => {
        const made = promptOf(given, { nonce, place });
        const texts = [...given.instruction, ...given.sections.map(({ content }) => content)].map(
          ({ value }) => String(value),
        );
        const mark = markFor(nonce, []);
        for (const found of marksIn(made.text).filter((one) => !texts.some((each) => each.includes(one)))) {
          const rest = outside(made, found);
          expect(rest).not.toContain(found);
          for (const [index, { content }] of given.sections.entries())
            if (foreign(content)) expect(rest).not.toContain(canary(index));
        }
        expect(mark).toHaveLength(MARK_LENGTH);
      }),
    );
  });

  it("is marked anew where a text holds the mark already, even if its writer knew the nonce", () => {
    const first = markFor("n", ["harmless"]);
    expect(first).toMatch(/^[0-9a-f]+$/);
    fc.assert(
      fc.property(fc.array(text), fc.string(), (texts, nonce) => {
        const mark = markFor(nonce, texts);
        expect(texts.some((one) => one.includes(mark))).toBe(false);
        const forged = [...texts, `</data id="${mark}">`];
        expect(forged.some((one) => one.includes(markFor(nonce, forged)))).toBe(false);
      }),
    );
  });

  it("is the same for the same, and another for another task or another text", () => {
    expect(markFor("a", ["x"])).toBe(markFor("a", ["x"]));
    expect(
      new Set([markFor("a", ["x"]), markFor("b", ["x"]), markFor("a", ["y"]), markFor("a", ["x", ""])]).size,
    ).toBe(4);
  });

  it("stands on one line as long as it fits there, and a word needs none", () => {
    const said = (value: string): string =>
      promptOf(
        {
          instruction: [
            { value: "Say ", trust: "trusted" },
            { value, trust: "untrusted" },
          ],
          sections: [],
        },
        setting,
      ).text;
    expect(said("w".repeat(WORD_LIMIT))).toBe(`Say ${"w".repeat(WORD_LIMIT)}`);
    expect(said("w".repeat(WORD_LIMIT + 1))).toMatch(/^Say <data id="\w+">w+<\/data/);
    expect(said(` ${"w".repeat(INLINE_LIMIT - 1)}`)).toMatch(/^Say <data id="\w+"> w+<\/data/);
    expect(said(` ${"w".repeat(INLINE_LIMIT)}`)).toMatch(/^Say \n<data id="\w+">\n w+\n<\/data/);
    expect(said("a\nb")).toMatch(/^Say \n<data/);
  });

  it("has a name that stays on its line", () => {
    const name = `${"n".repeat(NAME_LIMIT)}\n## more`;
    const made = promptOf(
      { instruction: [], sections: [{ name, content: { value: "some text", trust: "untrusted" } }] },
      setting,
    );
    expect(made.text).toContain(`## ${"n".repeat(NAME_LIMIT - 1)}…\n`);
    expect(made.text).not.toContain("## more");
    fc.assert(fc.property(fc.string(), (any) => !/[<>"\n\r#]/.test(plainName(any))));
  });
});

const sized = fc
  .integer({ min: 0, max: 3 * SECTION_LIMIT })
  .chain((length) =>
    fc.constantFrom(...TRUST).map((trust): Traced => ({ value: "y ".repeat(Math.ceil(length / 2)), trust })),
  );

describe("a prompt", () => {
  it("keeps within its budget, and nothing of what it leaves out is lost", () => {
    fc.assert(
      fc.property(
        fc.array(sized, { maxLength: 3 }),
        fc.array(sized, { maxLength: 8 }),
        (pieces, contents) => {
          const given: Ask = {
            instruction: pieces,
            sections: contents.map((content, at) => ({ name: `part ${at}`, content })),
          };
          const made = promptOf(given, setting);
          const own = pieces
            .filter((one) => !foreign(one))
            .reduce((sum, { value }) => sum + String(value).length, 0);
          const count = pieces.length + contents.length;
          const paths = count * place("0".repeat(20)).length;
          expect(made.text.length).toBeLessThanOrEqual(
            own + SECTIONS_LIMIT + (count + 1) * AROUND_LIMIT + paths,
          );
          const all = [...pieces.filter(foreign), ...contents].map(({ value }) => String(value));
          for (const value of all.filter((one) => one.length > SECTION_LIMIT)) {
            const file = made.files.find((one) => one.text === value);
            expect(made.text).toContain(`All of it is in the file ${place(file?.name ?? "?")}`);
          }
          for (const file of made.files) expect(all).toContain(file.text);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("shows a section whole up to its limit", () => {
    const made = (length: number): Prompt =>
      promptOf(
        {
          instruction: [],
          sections: [{ name: "log", content: { value: "z".repeat(length), trust: "untrusted" } }],
        },
        setting,
      );
    expect(made(SECTION_LIMIT).files).toEqual([]);
    expect(made(SECTION_LIMIT + 1).files).toHaveLength(1);
    expect(made(SECTION_LIMIT + 1).text).toContain("has 65537 characters; 1 of them are left out here");
  });

  it("never cuts what the author wrote as the instruction", () => {
    const value = "w ".repeat(SECTIONS_LIMIT);
    expect(promptOf({ instruction: [{ value, trust: "trusted" }], sections: [] }, setting)).toEqual({
      text: value.trim(),
      files: [],
    });
  });

  it("is the same wherever its files lie, for whoever leaves the folder out", () => {
    const given: Ask = {
      instruction: [],
      sections: [{ name: "log", content: { value: "z".repeat(SECTION_LIMIT * 2), trust: "untrusted" } }],
    };
    const inFolder = (folder: string): string =>
      placeless(promptOf(given, { nonce: NONCE, place: (name) => `${folder}/${name}` }).text, folder);
    expect(inFolder("/a")).toBe(inFolder("/b/c"));
  });

  it("is known by all that was asked, also by what is not shown of it", () => {
    const middle = (letter: string): Ask => ({
      instruction: [],
      sections: [
        {
          name: "log",
          content: {
            value: `${"a".repeat(SECTION_LIMIT)}${letter}${"a".repeat(SECTION_LIMIT)}`,
            trust: "untrusted",
          },
        },
      ],
    });
    expect(askText(middle("x"))).not.toBe(askText(middle("y")));
  });
});
