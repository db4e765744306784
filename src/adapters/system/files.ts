/** The disk as workflows, agents and parameters are read from it. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import type { Files, Reading } from "../../ports/files.ts";

const CHUNK = 64 * 1024;

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "its links go round in a circle",
  ENAMETOOLONG: "the path is too long",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

function refusal(error: unknown): Reading {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  if (code === "EISDIR") return { kind: "directory" };
  return {
    kind: "unreadable",
    why: WORDS[code] ?? (code === "" ? "the system refused" : `the system says ${code}`),
  };
}

/** Pipes have no size, so the end is found by reading. */
function bytesOf(fd: number, limit: number): Reading {
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total <= limit) {
    const chunk = new Uint8Array(Math.min(CHUNK, limit + 1 - total));
    const count = readSync(fd, chunk);
    if (count === 0) return { kind: "file", bytes: Buffer.concat(chunks) };
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return { kind: "too-large" };
}

function read(path: string, limit: number): Reading {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    return fstatSync(fd).isDirectory() ? { kind: "directory" } : bytesOf(fd, limit);
  } catch (error) {
    return refusal(error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function names(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  try {
    return !(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true);
  } catch {
    return false;
  }
}

export const localFiles: Files = { read, names, isFile };
