/** Lengths of time as people write them: plain seconds, or numbers with units in falling order. */

const UNITS: readonly (readonly [unit: string, seconds: number])[] = [
  ["w", 604_800],
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
  ["ms", 0.001],
];

const PART = /^(\d+(?:\.\d+)?)\s*(ms|w|d|h|m|s)\s*/;
const PLAIN = /^\d+(?:\.\d+)?$/;

/** Seconds: `90`, `10m`, `1h30m`, `1.5h`, `500ms`; nothing if the text is no duration. */
export function durationSeconds(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (PLAIN.test(trimmed)) return Number(trimmed);
  let rest = trimmed;
  let place = -1;
  let total = 0;
  while (rest !== "") {
    const part = PART.exec(rest);
    const unit = UNITS.findIndex(([name]) => name === part?.[2]);
    if (part === null || unit <= place) return undefined;
    total += Number(part[1]) * (UNITS[unit]?.[1] ?? 0);
    place = unit;
    rest = rest.slice(part[0].length);
  }
  return place === -1 ? undefined : Math.round(total * 1000) / 1000;
}
