/**
 * The app's icon as PNG, for hosts that install it: `node scripts/icons.mjs` writes those of renderer/public/icons. Drawn here from the
 * lines of renderer/icon.svg, so that the same picture comes out on every machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { at, isMain } from './project.mjs';

const BLUE = [0x0b, 0x63, 0xce];
/** Of the drawing, which is 24 wide. */
const SIZE = 24;
const CORNER = 6;
const STROKE = 2.4;
/** The two lines of water: a straight part, a curve, and for the first one a straight end. */
const LINES = [
  { opacity: 1, points: [[5, 8], ...curve([9.5, 8], [14, 8], [13, 16], [17.5, 16]), [19, 16]] },
  { opacity: 0.6, points: [[5, 12.2], ...curve([7.2, 12.2], [10.2, 12.2], [9.8, 16.2], [12.2, 16.2])] },
];
/** What a mask may cut off is a tenth on each side. */
const MASKED_SCALE = 0.8;

export const ICONS = [
  { name: '192.png', size: 192, isMaskable: false },
  { name: '512.png', size: 512, isMaskable: false },
  { name: 'maskable-512.png', size: 512, isMaskable: true },
];

/** RGBA, row by row. */
export function iconPixels({ size, isMaskable }) {
  const pixels = new Uint8Array(size * size * 4);
  const unit = SIZE / size;
  const scale = isMaskable ? MASKED_SCALE : 1;
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [((i % size) + 0.5) * unit, (Math.floor(i / size) + 0.5) * unit];
    const [u, v] = [(x - SIZE / 2) / scale + SIZE / 2, (y - SIZE / 2) / scale + SIZE / 2];
    let color = BLUE;
    // The second line lies under the first where they meet.
    for (const { opacity, points } of [...LINES].reverse()) {
      const ink = opacity * cover(distance(u, v, points) - STROKE / 2, unit / scale);
      color = color.map((part) => part + (255 - part) * ink);
    }
    const alpha = isMaskable ? 1 : cover(outside(x, y), unit);
    pixels.set([...color.map(Math.round), Math.round(255 * alpha)], i * 4);
  }
  return pixels;
}

/** How much of a pixel lies inside of an edge at this distance. */
const cover = (away, pixel) => Math.min(1, Math.max(0, 0.5 - away / pixel));

/** From the rounded square; negative inside. */
function outside(x, y) {
  const [dx, dy] = [Math.abs(x - SIZE / 2) - (SIZE / 2 - CORNER), Math.abs(y - SIZE / 2) - (SIZE / 2 - CORNER)];
  return Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2) + Math.min(Math.max(dx, dy), 0) - CORNER;
}

function distance(x, y, points) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
    least = Math.min(least, (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2);
  }
  return Math.sqrt(least);
}

function curve(a, b, c, d, parts = 24) {
  return Array.from({ length: parts + 1 }, (_, i) => {
    const [t, s] = [i / parts, 1 - i / parts];
    return [0, 1].map((axis) => s ** 3 * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t ** 3 * d[axis]);
  });
}

export function encodePng(pixels, size) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y++) rows.set(pixels.subarray(y * size * 4, (y + 1) * size * 4), y * (size * 4 + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return (crc ^ -1) >>> 0;
}

/** The pixels of a file this module wrote. */
export function decodePng(file) {
  const size = file.readUInt32BE(16);
  const length = file.readUInt32BE(33);
  const rows = inflateSync(file.subarray(41, 41 + length));
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) pixels.set(rows.subarray(y * (size * 4 + 1) + 1, (y + 1) * (size * 4 + 1)), y * size * 4);
  return pixels;
}

if (isMain(import.meta.url)) {
  const folder = at('renderer/public/icons');
  mkdirSync(folder, { recursive: true });
  for (const icon of ICONS) writeFileSync(path.join(folder, icon.name), encodePng(iconPixels(icon), icon.size));
}
