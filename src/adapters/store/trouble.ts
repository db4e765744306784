/** What disks do to us, said in a sentence: thrown where a port has no room for a result, and told apart in entry/. */

export type Trouble = Readonly<{ code: string; message: string; hint: string }>;

/** The world's failure, not ours: whoever catches it shows `message` and `hint` and ends with the code for infrastructure. */
export class StoreTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = "StoreTrouble";
    this.trouble = trouble;
  }
}

const KNOWN: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOSPC: ["the disk is full", "Free some space, then resume the run: what was written is kept"],
  EDQUOT: ["the disk quota is used up", "Free some space, then resume the run: what was written is kept"],
  EROFS: ["the disk is read-only", "Choose a writable place with --state-dir"],
  EACCES: ["permission is denied", "Choose a writable place with --state-dir, or mend its permissions"],
  EPERM: ["permission is denied", "Choose a writable place with --state-dir, or mend its permissions"],
  ENOTDIR: ["a file stands where a directory is needed", "Move the file away, or choose another --state-dir"],
  EEXIST: ["something stands in the way", "Move it away, or choose another --state-dir"],
  ENOENT: ["it does not exist", "Was the state directory removed while the run was going on?"],
  EMFILE: ["too many files are open", "Raise the limit (ulimit -n), or lower --max-parallel"],
  ENFILE: ["too many files are open", "Raise the limit (ulimit -n), or lower --max-parallel"],
  EIO: ["the disk reports an error", "Check the disk before you resume the run"],
  ENAMETOOLONG: ["its name is too long", "Choose a shorter --state-dir"],
  EFBIG: ["it would grow beyond what the system allows", "Raise the limit (ulimit -f)"],
};

/** `doing` ends a sentence: "write the journal /a/b". */
export function troubleOf(error: unknown, doing: string): Trouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined;
  const [what, hint] = known ?? [error instanceof Error ? error.message : String(error), "Try again"];
  return { code, message: `Could not ${doing}: ${what}`, hint };
}

/** Runs what touches the disk and turns what it throws into trouble. */
export function guarded<T>(doing: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof StoreTrouble ? error : new StoreTrouble(troubleOf(error, doing));
  }
}
