/** A disk in a few words: path -> text. */
import type { Files, Reading } from "../../src/ports/files.ts";

export function disk(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts);
  const read = (path: string): Reading => {
    const text = texts[path];
    if (text !== undefined) return { kind: "file", bytes: new TextEncoder().encode(text) };
    return paths.some((each) => each.startsWith(`${path}/`)) ? { kind: "directory" } : { kind: "missing" };
  };
  const names = (folder: string): readonly string[] =>
    paths
      .filter((each) => each.startsWith(`${folder}/`) && !each.slice(folder.length + 1).includes("/"))
      .map((each) => each.slice(folder.length + 1));
  return { read, names, isFile: (path) => Object.hasOwn(texts, path) };
}
