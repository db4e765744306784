/** SHA-256 without a platform: the core names contents by it, also in a browser. */

const ROUND = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

const START: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const BLOCK = 64;
const words = new Int32Array(BLOCK);
const state: number[] = [...START];
let bytes = new Uint8Array(1024);

/** Lower-case hexadecimal digest, of a text as UTF-8; a lone half of a surrogate pair counts as U+FFFD. */
export function sha256(content: string | Uint8Array): string {
  reserve(content.length * 3 + 2 * BLOCK);
  const length = padded(typeof content === "string" ? encoded(content) : taken(content));
  for (let place = 0; place < 8; place += 1) state[place] = START[place] ?? 0;
  for (let block = 0; block < length; block += BLOCK) {
    read(block);
    extend();
    compress();
  }
  let hex = "";
  for (let place = 0; place < 8; place += 1) hex += ((state[place] ?? 0) >>> 0).toString(16).padStart(8, "0");
  return hex;
}

function reserve(size: number): void {
  if (bytes.length < size) bytes = new Uint8Array(2 ** Math.ceil(Math.log2(size)));
}

function taken(content: Uint8Array): number {
  bytes.set(content);
  return content.length;
}

function encoded(text: string): number {
  let at = 0;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      const point = text.codePointAt(place) ?? 0;
      if (point > 0xffff) place += 1;
      at = long(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point, at);
    }
  }
  return at;
}

function long(point: number, from: number): number {
  let at = from;
  if (point > 0xffff) {
    bytes[at++] = 0xf0 | (point >> 18);
    bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
  } else bytes[at++] = 0xe0 | (point >> 12);
  bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
  bytes[at++] = 0x80 | (point & 0x3f);
  return at;
}

/** A one, zeros, and the length in bits, up to a whole number of blocks. */
function padded(size: number): number {
  const total = Math.ceil((size + 9) / BLOCK) * BLOCK;
  bytes.fill(0, size, total);
  bytes[size] = 0x80;
  let bits = size * 8;
  for (let place = total - 1; bits > 0; place -= 1) {
    bytes[place] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  return total;
}

function read(block: number): void {
  for (let place = 0, at = block; place < 16; place += 1, at += 4) {
    words[place] =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
  }
}

function extend(): void {
  for (let place = 16; place < BLOCK; place += 1) {
    const early = words[place - 15] ?? 0;
    const late = words[place - 2] ?? 0;
    const small = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const large = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[place] = ((words[place - 16] ?? 0) + small + (words[place - 7] ?? 0) + large) | 0;
  }
}

/** Four rounds at a time: V8 optimises what loops much, and for a few dozen blocks that costs more than it saves. */
function compress(): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let place = 0; place < BLOCK; place += 4) {
    h += ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    h = (h + (g ^ (e & (f ^ g))) + (words[place] ?? 0) + (ROUND[place] ?? 0)) | 0;
    d = (d + h) | 0;
    h += ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    h = (h + ((a & b) | (c & (a | b)))) | 0;
    g += ((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7));
    g = (g + (f ^ (d & (e ^ f))) + (words[place + 1] ?? 0) + (ROUND[place + 1] ?? 0)) | 0;
    c = (c + g) | 0;
    g += ((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10));
    g = (g + ((h & a) | (b & (h | a)))) | 0;
    f += ((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7));
    f = (f + (e ^ (c & (d ^ e))) + (words[place + 2] ?? 0) + (ROUND[place + 2] ?? 0)) | 0;
    b = (b + f) | 0;
    f += ((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10));
    f = (f + ((g & h) | (a & (g | h)))) | 0;
    e += ((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7));
    e = (e + (d ^ (b & (c ^ d))) + (words[place + 3] ?? 0) + (ROUND[place + 3] ?? 0)) | 0;
    a = (a + e) | 0;
    e += ((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10));
    e = (e + ((f & g) | (h & (f | g)))) | 0;
    const p = a;
    a = e;
    e = p;
    const q = b;
    b = f;
    f = q;
    const r = c;
    c = g;
    g = r;
    const s = d;
    d = h;
    h = s;
  }
  add([a, b, c, d, e, f, g, h]);
}

function add(parts: readonly number[]): void {
  for (let place = 0; place < 8; place += 1) state[place] = ((state[place] ?? 0) + (parts[place] ?? 0)) | 0;
}
