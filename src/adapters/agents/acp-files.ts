/** Files that an agent wants read or written for it: those of its task's directory, and no others, whatever its paths say. */
import * as fs from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { err, ok } from "../../core/base/result.ts";
import type { Fields } from "../../core/base/value.ts";
import { type Answered, badParams } from "./acp-rpc.ts";
import { wordsOf } from "../system/thrown.ts";
import { isInside, writeInside } from "./confined.ts";

/** Larger files are not handed over in one piece, nor taken. */
export const FILE_LIMIT = 8 << 20;

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
const CAREFUL = O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);

/** Lines count from one; without a number it is all of them. */
function part(text: string, { line, limit }: Fields): string {
  if (typeof line !== "number" && typeof limit !== "number") return text;
  const from = typeof line === "number" && line > 1 ? Math.floor(line) - 1 : 0;
  const most = typeof limit === "number" && limit >= 0 ? Math.floor(limit) : undefined;
  const lines = text.split("\n");
  return lines.slice(from, most === undefined ? undefined : from + most).join("\n");
}

function textOf(path: string): string {
  const file = fs.openSync(path, CAREFUL);
  try {
    const status = fs.fstatSync(file);
    if (!status.isFile()) throw new Error("is not a file");
    if (status.size > FILE_LIMIT) throw new Error(`has more than ${FILE_LIMIT} bytes`);
    return fs.readFileSync(file, "utf8");
  } finally {
    fs.closeSync(file);
  }
}

export function fileRead(directory: string, params: Fields): Answered {
  const { path } = params;
  if (typeof path !== "string" || !isAbsolute(path) || path.includes("\0"))
    return err(badParams("path must be absolute"));
  try {
    const real = fs.realpathSync(path);
    if (!isInside(fs.realpathSync(directory), real))
      return err(badParams("path leaves the directory of the task"));
    return ok({ content: part(textOf(real), params) });
  } catch (error) {
    return err(badParams(`the file cannot be read: ${wordsOf(error)}`));
  }
}

export function fileWritten(directory: string, { path, content }: Fields): Answered {
  if (typeof path !== "string" || !isAbsolute(path)) return err(badParams("path must be absolute"));
  if (typeof content !== "string") return err(badParams("content must be text"));
  if (Buffer.byteLength(content) > FILE_LIMIT)
    return err(badParams(`content has more than ${FILE_LIMIT} bytes`));
  try {
    const real = fs.realpathSync(directory);
    const base = [directory, real].find((folder) => isInside(folder, path));
    if (base === undefined) return err(badParams("path leaves the directory of the task"));
    const written = writeInside(real, relative(base, join(path)), content);
    return written.ok ? ok(null) : err(badParams(written.error));
  } catch (error) {
    return err(badParams(`the file cannot be written: ${wordsOf(error)}`));
  }
}
