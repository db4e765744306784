/** Plain data as JSON knows it, and how far it may be trusted. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = { readonly [key: string]: Value };

/** From most to least trusted; a value's class is the lowest of what it was made from. */
export const TRUST = ["trusted", "operator", "contributor", "untrusted"] as const;
export type Trust = (typeof TRUST)[number];

export type Traced = Readonly<{ value: Value; trust: Trust }>;

export const lowest = (a: Trust, b: Trust): Trust => (TRUST.indexOf(a) >= TRUST.indexOf(b) ? a : b);

export const isFields = (value: Value | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** The same data always gives the same text: keys sorted, no spaces. */
export function canonical(value: Value): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (isFields(value)) {
    const pairs = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
}
