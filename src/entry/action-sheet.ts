/** What the first job of a run on several machines tells all others: one text, made where no agent runs, and read with care. */
import { digest, runId, type Digest, type RunId } from "../core/base/brand.ts";

export type Sheet = Readonly<{
  run: RunId;
  plan: Digest;
  /** Of the archive that holds plan and first decisions: no other is believed. */
  archive: Digest;
  /** The commit that it is about; empty where there is none. */
  head: string;
  /** Epochs that the run had before this workflow run: an epoch here is this and the attempt. */
  offset: number;
  /** Of the archive with all that was done before, where a run is gone on with. */
  base: Digest | null;
  untrusted: boolean;
  check: number | null;
  comment: number | null;
  /** Under which question the run is found again; empty if it is not kept. */
  asked: string;
  /** The author's file, as a path of the workspace; empty where it is not in it. */
  file: string;
  /** What lists the files that decide, among what the archive holds; null where every job reads its own. */
  basis: Digest | null;
}>;

/** In its place where nothing is to be done. */
export const NO_PLAN = "none";

const NONE = "-";
const SHEET =
  /^(\d{8}-\d{6}-[0-9a-f]{4}):([0-9a-f]{64}):([0-9a-f]{64}):(-|[0-9a-f]{40,64}):(\d{1,6}):(-|[0-9a-f]{64}):([tu]):(-|\d{1,15}):(-|\d{1,15}):(-|[0-9a-f]{64}):([A-Za-z0-9%._~!*'()-]{0,3000}):(-|[0-9a-f]{64})$/;

const orNone = (value: string | number | null): string =>
  value === null || value === "" ? NONE : `${value}`;

export const sheetText = (sheet: Sheet): string =>
  [
    sheet.run,
    sheet.plan,
    sheet.archive,
    orNone(sheet.head),
    sheet.offset,
    orNone(sheet.base),
    sheet.untrusted ? "u" : "t",
    orNone(sheet.check),
    orNone(sheet.comment),
    orNone(sheet.asked),
    encodeURIComponent(sheet.file),
    orNone(sheet.basis),
  ].join(":");

const number = (text: string): number | null => (text === NONE ? null : Number(text));

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Null for every text that was not written by `sheetText`. */
export function sheetIn(text: string): Sheet | null {
  const [, run = "", plan = "", archive = "", head = "", offset = "", base = "", trust = "", ...rest] =
    SHEET.exec(text) ?? [];
  const [check = "", comment = "", asked = "", file = "", basis = ""] = rest;
  const path = decoded(file);
  if (run === "" || path === null) return null;
  return {
    run: runId(run),
    plan: digest(plan),
    archive: digest(archive),
    head: head === NONE ? "" : head,
    offset: Number(offset),
    base: base === NONE ? null : digest(base),
    untrusted: trust === "u",
    check: number(check),
    comment: number(comment),
    asked: asked === NONE ? "" : asked,
    file: path,
    basis: basis === NONE ? null : digest(basis),
  };
}
