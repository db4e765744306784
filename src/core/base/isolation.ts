/** How far agents are kept from the rest of the machine: the steps of the ladder that this version knows. */

export const LEVELS = [0, 1] as const;
export type Level = (typeof LEVELS)[number];

/** `lacks` is why it is not more; null if there is no more to be had, or nobody needed it. */
export type Isolation = Readonly<{ level: Level; lacks: string | null }>;

export const ABOUT: Readonly<Record<Level, string>> = {
  0: "same user, allow-list environment",
  1: "process namespace of their own, allow-list environment",
};

/** Of runs whose journal says nothing. */
export const NO_ISOLATION: Isolation = { level: 0, lacks: null };

export function isolationText({ level, lacks }: Isolation): string {
  const why = lacks === null ? "" : `; not more, because ${lacks}`;
  return `isolation ${level}: ${level === 0 ? "" : "agents have a "}${ABOUT[level]}${why}`;
}
