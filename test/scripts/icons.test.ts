import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodePng, encodePng, ICONS, iconPixels } from '../../scripts/icons.mjs';

const PUBLIC = new URL('../../renderer/public/', import.meta.url);

test.each(ICONS as readonly { name: string; size: number; isMaskable: boolean }[])('$name is what scripts/icons.mjs draws', (icon) => {
  const drawn = iconPixels(icon) as Uint8Array;
  const file = readFileSync(new URL(`icons/${icon.name}`, PUBLIC));
  expect(Buffer.compare(decodePng(file) as Uint8Array, drawn)).toBe(0);
  expect(Buffer.compare(decodePng(encodePng(drawn, icon.size)) as Uint8Array, drawn)).toBe(0);
});

test('the manifest names icons that are there, and only places below its own', () => {
  const manifest = JSON.parse(readFileSync(new URL('manifest.webmanifest', PUBLIC), 'utf8')) as {
    start_url: string;
    scope: string;
    icons: { src: string; sizes: string }[];
  };
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
  for (const { src, sizes } of manifest.icons) {
    expect(src).toMatch(/^\.\//);
    expect(`${readFileSync(new URL(src, PUBLIC)).readUInt32BE(16)}x${readFileSync(new URL(src, PUBLIC)).readUInt32BE(20)}`).toBe(sizes);
  }
});
