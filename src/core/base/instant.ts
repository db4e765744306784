/** Points in time and lengths of it as text, by arithmetic alone: the core has no clock and no calendar. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (amount: number): string => String(amount).padStart(2, "0");

/** Days since 1970 -> year, month, day, by counting in cycles of 400 years that begin in March. */
function civil(days: number): Readonly<{ year: number; month: number; day: number }> {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** UTC with milliseconds: `2026-11-21T11:54:03.120Z`. */
export function isoText(at: number): string {
  const days = Math.floor(at / DAY);
  const rest = Math.floor(at - days * DAY);
  const { year, month, day } = civil(days);
  const milliseconds = String(rest % SECOND).padStart(3, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${clockText(rest, 0)}.${milliseconds}Z`;
}

/** Time of day: `14:02:11`, with local time so many minutes ahead of UTC. */
export function clockText(at: number, zone: number): string {
  const time = at + zone * MINUTE;
  const rest = time - Math.floor(time / DAY) * DAY;
  return `${two(Math.floor(rest / HOUR))}:${two(Math.floor((rest % HOUR) / MINUTE))}:${two(Math.floor((rest % MINUTE) / SECOND))}`;
}

/** A length as people say it: `80ms`, `4.2s`, `42s`, `4m02s`, `1h05m`, `2d03h`. */
export function lengthText(millis: number): string {
  const length = Math.max(0, Math.round(millis));
  if (length < SECOND) return `${length}ms`;
  if (length < 9950) return `${(Math.round(length / 100) / 10).toFixed(1)}s`;
  const whole = Math.round(length / SECOND);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)}d${two(hours % 24)}h`;
}
