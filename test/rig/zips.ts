/** Archives as nobody should make them: every field of the format can lie. */
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../src/core/base/crc32.ts";

export type Item = Readonly<{
  name: string | Uint8Array;
  content?: string | Uint8Array;
  /** Instead of what would be right. */
  method?: number;
  packed?: Uint8Array;
  size?: number;
  packedSize?: number;
  crc?: number;
  flags?: number;
  attributes?: number;
  system?: number;
  extra?: Uint8Array;
  comment?: Uint8Array;
  /** What stands before the file itself. */
  localName?: string;
  localSize?: number;
  offset?: number;
}>;

export type Shape = Readonly<{
  count?: number;
  disk?: number;
  from?: number;
  listSize?: number;
  comment?: Uint8Array;
  before?: Uint8Array;
  between?: Uint8Array;
  beforeList?: Uint8Array;
  afterList?: Uint8Array;
}>;

const latin = (text: string | Uint8Array): Buffer =>
  typeof text === "string" ? Buffer.from(text, "latin1") : Buffer.from(text);

function written(item: Item) {
  const content = Buffer.from(item.content ?? "");
  const method = item.method ?? 0;
  const bytes = item.packed ?? (method === 8 ? deflateRawSync(content) : content);
  return {
    content,
    bytes,
    name: latin(item.name),
    method,
    crc: item.crc ?? crc32(content),
    size: item.size ?? content.length,
    packedSize: item.packedSize ?? bytes.length,
    flags: item.flags ?? 0,
    extra: Buffer.from(item.extra ?? []),
    comment: Buffer.from(item.comment ?? []),
  };
}

export function zip(items: readonly Item[], shape: Shape = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from(shape.before ?? [])];
  const list: Buffer[] = [];
  let offset = parts[0]?.length ?? 0;
  for (const item of items) {
    const file = written(item);
    const localName = latin(item.localName ?? item.name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(file.flags, 6);
    head.writeUInt16LE(file.method, 8);
    head.writeUInt32LE(file.crc, 14);
    head.writeUInt32LE(file.packedSize, 18);
    head.writeUInt32LE(item.localSize ?? file.size, 22);
    head.writeUInt16LE(localName.length, 26);
    head.writeUInt16LE(file.extra.length, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(((item.system ?? 3) << 8) | 20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(file.flags, 8);
    entry.writeUInt16LE(file.method, 10);
    entry.writeUInt32LE(file.crc, 16);
    entry.writeUInt32LE(file.packedSize, 20);
    entry.writeUInt32LE(file.size, 24);
    entry.writeUInt16LE(file.name.length, 28);
    entry.writeUInt16LE(file.extra.length, 30);
    entry.writeUInt16LE(file.comment.length, 32);
    entry.writeUInt32LE(item.attributes ?? (0o100644 << 16) >>> 0, 38);
    entry.writeUInt32LE(item.offset ?? offset, 42);
    const between = Buffer.from(shape.between ?? []);
    parts.push(head, localName, file.extra, Buffer.from(file.bytes), between);
    list.push(entry, file.name, file.extra, file.comment);
    offset += 30 + localName.length + file.extra.length + file.bytes.length + between.length;
  }
  const middle = Buffer.from(shape.beforeList ?? []);
  const whole = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(shape.disk ?? 0, 4);
  end.writeUInt16LE(shape.count ?? items.length, 8);
  end.writeUInt16LE(shape.count ?? items.length, 10);
  end.writeUInt32LE(shape.listSize ?? whole.length, 12);
  end.writeUInt32LE(shape.from ?? offset + middle.length, 16);
  end.writeUInt16LE(shape.comment?.length ?? 0, 20);
  return Buffer.concat([
    ...parts,
    middle,
    whole,
    Buffer.from(shape.afterList ?? []),
    end,
    Buffer.from(shape.comment ?? []),
  ]);
}
