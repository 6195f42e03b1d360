/** A text within a PNG, as the standard's iTXt chunk under our own keyword: put in after the head, and read back with bounds on everything. */
import { zlibSync } from 'fflate';
import { inflateUpTo } from './inflate.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10] as const;
const KEYWORD = 'spillway';
/** Length, name, then after the data a checksum: four bytes each. */
const HEAD = 8;
const FOOT = 4;

export const isPng = (bytes: Uint8Array): boolean => bytes.length > SIGNATURE.length && SIGNATURE.every((byte, i) => bytes[i] === byte);

/** The same picture, with the text in it. */
export function withText(png: Uint8Array, text: string): Uint8Array {
  const first = chunks(png).next().value;
  if (first === undefined) throw new Error('not a PNG');
  const at = first.end;
  const chunk = itxt(text);
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, at));
  out.set(chunk, at);
  out.set(png.subarray(at), at + chunk.length);
  return out;
}

/** Undefined for a picture without our text, or with a broken or huge one. */
export function textIn(png: Uint8Array, max: number): string | undefined {
  for (const { name, data } of chunks(png)) {
    if (name !== 'iTXt' || !startsWith(data, `${KEYWORD}\0`)) continue;
    // Keyword and its end, compressed, by zlib, no language, no translated keyword.
    const head = KEYWORD.length + 1;
    if (data[head] !== 1 || data[head + 1] !== 0 || data[head + 2] !== 0 || data[head + 3] !== 0) continue;
    const inflated = inflateUpTo(data.subarray(head + 4), max, true);
    if (!inflated.ok) return undefined;
    return new TextDecoder('utf-8').decode(inflated.bytes);
  }
  return undefined;
}

function* chunks(png: Uint8Array): Generator<{ name: string; data: Uint8Array; end: number }> {
  if (!isPng(png)) return;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at: number = SIGNATURE.length; at + HEAD + FOOT <= png.length; ) {
    const length = view.getUint32(at);
    const end = at + HEAD + length + FOOT;
    if (end > png.length) return;
    yield { name: String.fromCharCode(...png.subarray(at + 4, at + HEAD)), data: png.subarray(at + HEAD, at + HEAD + length), end };
    at = end;
  }
}

function itxt(text: string): Uint8Array {
  const packed = zlibSync(new TextEncoder().encode(text), { level: 9 });
  const head = new TextEncoder().encode(`iTXt${KEYWORD}\0`);
  const body = new Uint8Array(head.length + 4 + packed.length);
  body.set(head);
  body[head.length] = 1;
  body.set(packed, head.length + 4);
  const chunk = new Uint8Array(4 + body.length + FOOT);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(4 + body.length, crc32(body));
  return chunk;
}

const startsWith = (data: Uint8Array, text: string): boolean => Array.from(text).every((c, i) => data[i] === c.charCodeAt(0));

/** PNG's checksum (ISO 3309), over a chunk's name and data. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}
