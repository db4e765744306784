/** Every spelling in which a secret may turn up in text: plain, escaped, percent-encoded, hexadecimal and Base64. */

/** What to look for, and how many neighbours on each side still carry bits of the secret. */
export type Form = Readonly<{ text: string; left: 0 | 1; right: 0 | 1 }>;

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX = "0123456789abcdef";

const exact = (text: string): Form => ({ text, left: 0, right: 0 });
const hexByte = (byte: number): string => `${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 15)}`;

/** Lone surrogates become U+FFFD, as every encoder of the outside world does it. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const found = char.codePointAt(0) ?? 0;
    const point = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return bytes;
}

/** The part of a Base64 text that these bytes alone decide when `shift` bytes of the same group stand before them. */
function base64(bytes: readonly number[], shift: 0 | 1 | 2): Form {
  const bit = (index: number): number => {
    const place = index - shift * 8;
    return ((bytes[place >> 3] ?? 0) >> (7 - (place & 7))) & 1;
  };
  const end = (shift + bytes.length) * 8;
  let text = "";
  for (let start = Math.ceil((shift * 8) / 6) * 6; start + 6 <= end; start += 6) {
    let sextet = 0;
    for (let offset = 0; offset < 6; offset += 1) sextet = sextet * 2 + bit(start + offset);
    text += BASE64.charAt(sextet);
  }
  return { text, left: shift === 0 ? 0 : 1, right: end % 6 === 0 ? 0 : 1 };
}

/** The widths at which `base64` and `openssl` break their lines. */
const LINE_WIDTHS = [76, 64];
/** A shorter rest of a line would strike out ordinary words. */
const SHORTEST_REST = 8;

/** A long secret that is encoded by itself stands on several lines; each line is looked for by itself. */
function wrappedForms({ text, right }: Form): readonly Form[] {
  return LINE_WIDTHS.filter((width) => text.length > width).flatMap((width) => {
    const starts = Array.from({ length: Math.ceil(text.length / width) }, (_, line) => line * width);
    const lines = starts.map((start): Form => {
      const last = start + width >= text.length;
      return { text: text.slice(start, start + width), left: 0, right: last ? right : 0 };
    });
    return lines.filter((line) => line.text.length >= SHORTEST_REST);
  });
}

function base64Forms(bytes: readonly number[]): readonly Form[] {
  return ([0, 1, 2] as const).flatMap((shift) => {
    const form = base64(bytes, shift);
    return [form, { ...form, text: form.text.replaceAll("+", "-").replaceAll("/", "_") }];
  });
}

const RESERVED = ";,/?:@&=+$#";
const UNRESERVED = "-_.!~*'()";
const isPlain = (byte: number, spared: string): boolean => {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(char) || spared.includes(char);
};

function percent(bytes: readonly number[], spared: string, upper: boolean): string {
  const escape = (byte: number): string => `%${upper ? hexByte(byte).toUpperCase() : hexByte(byte)}`;
  return bytes.map((byte) => (isPlain(byte, spared) ? String.fromCharCode(byte) : escape(byte))).join("");
}

function percentForms(bytes: readonly number[]): readonly Form[] {
  return ["", "-_.~", "*-._", UNRESERVED, UNRESERVED + RESERVED]
    .flatMap((spared) => [percent(bytes, spared, true), percent(bytes, spared, false)])
    .flatMap((text) => [text, text.replaceAll("%20", "+")])
    .map(exact);
}

function ascii(text: string, upper: boolean): string {
  return text.replace(/[^ -~]/g, (char) => {
    const code = char.charCodeAt(0);
    const digits = hexByte(code >> 8) + hexByte(code & 255);
    return `\\u${upper ? digits.toUpperCase() : digits}`;
  });
}

function jsonForms(secret: string): readonly Form[] {
  const inside = (text: string): string => JSON.stringify(text).slice(1, -1);
  const once = inside(secret);
  return [once, once.replaceAll("/", "\\/"), ascii(once, false), ascii(once, true), inside(once)].map(exact);
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Only what the bytes alone decide: the last letter may hold the beginning of others. */
function base32(bytes: readonly number[]): Form {
  let text = "";
  for (let bit = 0; bit + 5 <= bytes.length * 8; bit += 5) {
    const two = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += BASE32.charAt((two >> (11 - (bit & 7))) & 31);
  }
  return { text, left: 0, right: (bytes.length * 8) % 5 === 0 ? 0 : 1 };
}

/** From this length on a key of letters and digits is known by its pieces too: whoever cuts it in two still shows it. */
export const SHORTEST_IN_PIECES = 24;
const LONGEST_IN_PIECES = 512;
const LONGEST_PIECE = 16;
const KEY = /^[\w+/=.-]+$/;

/** Words are no pieces: they stand in ordinary text. */
const isPiece = (text: string): boolean => /[0-9]/.test(text) && /[A-Za-z]/.test(text) && !/[/.]/.test(text);

function pieces(secret: string): readonly Form[] {
  if (secret.length < SHORTEST_IN_PIECES || secret.length > LONGEST_IN_PIECES || !KEY.test(secret)) return [];
  const length = Math.min(LONGEST_PIECE, Math.floor(secret.length / 2));
  return Array.from({ length: secret.length - length + 1 }, (_, start) => secret.slice(start, start + length))
    .filter(isPiece)
    .map(exact);
}

const reversed = (text: string): string => Array.from(text).reverse().join("");

/** Longest first and without repeats. */
export function secretForms(secret: string): readonly Form[] {
  const bytes = utf8(secret);
  const hex = bytes.map(hexByte).join("");
  const all = [
    exact(secret),
    ...jsonForms(secret),
    ...percentForms(bytes),
    exact(hex),
    exact(hex.toUpperCase()),
    ...base64Forms(bytes),
    ...wrappedForms(base64(bytes, 0)),
    ...pieces(secret),
    exact(reversed(secret)),
    base32(bytes),
  ];
  const unique = new Map(all.map((form) => [`${form.left}${form.right}${form.text}`, form]));
  return [...unique.values()].sort((a, b) => b.text.length - a.text.length);
}
