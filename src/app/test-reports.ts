/** What is wrong with a file of tests, without playing any of them: for `validate`, which is given whole folders. */
import type { FileReport } from "../core/spec/diagnostic.ts";
import { testMistakes } from "../core/spec/test-check.ts";
import { readTestFile } from "../core/spec/test-file.ts";
import { find } from "./find.ts";
import { shown, testedBy, testPath } from "./places.ts";
import { namesIn } from "./test-suite.ts";
import { examine, textOf, type Library } from "./validate.ts";

/** Null if the word names no file of tests. */
export function testReports(from: Library, word: string): readonly FileReport[] | null {
  const owner = testedBy(word);
  if (owner === word) return null;
  const found = find(from.files, from.places, owner);
  if (!found.ok) return [{ file: word, text: "", diagnostics: [found.error] }];
  const path = testPath(found.value.path) ?? word;
  const file = shown(from.places, path);
  const source = textOf(from.files, path, file, from.maxBytes);
  if ("diagnostic" in source) return [{ file, text: "", diagnostics: [source.diagnostic] }];
  const read = readTestFile(source.text);
  // A workflow that cannot be read is told of under its own name.
  const { spec } = examine(from, found.value.path);
  const mistakes = spec === null ? [] : testMistakes(read, namesIn(spec));
  return [{ file, text: source.text, diagnostics: [...read.diagnostics, ...mistakes] }];
}
