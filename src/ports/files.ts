/** The project's files as far as a workflow may ask for them: read whole, up to a limit, never written. */

export type Reading = Readonly<
  | { kind: "file"; bytes: Uint8Array }
  | { kind: "missing" }
  | { kind: "directory" }
  | { kind: "too-large" }
  | { kind: "unreadable"; why: string }
>;

export interface Files {
  /** Never takes more than `limit` bytes into memory. */
  read(path: string, limit: number): Reading;
  /** The names of the files in a folder, sorted; none for a folder that is not there. */
  names(folder: string): readonly string[];
  isFile(path: string): boolean;
}
