/** The sum that archives carry for each file: finds damage, proves nothing. */

const POLYNOMIAL = 0xedb8_8320;

let table: Uint32Array | undefined;

function tableOf(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
    return rest >>> 0;
  });
}

export function crc32(bytes: Uint8Array): number {
  const known = (table ??= tableOf());
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (known[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffff_ffff) >>> 0;
}
