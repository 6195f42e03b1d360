/** What is put into a picture comes out of it, and nothing comes out of a stranger's. */
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { textOfFile } from '../../../renderer/bridge/fileText.ts';
import { canvasSvg } from '../../../renderer/share/canvasSvg.ts';
import { embeddedText } from '../../../renderer/share/embedded.ts';
import { PICTURE_COLORS } from '../../../renderer/share/pictureColors.ts';
import { crc32, withText } from '../../../renderer/share/png.ts';

/** One transparent pixel. */
const PIXEL = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'));
const text = `{ "title": "秒杀 <a&b> ]]> \\u0001 'x' \\"y\\"" }\n`;
const bytesOf = (value: string) => new TextEncoder().encode(value);

describe('a PNG', () => {
  it('holds a text in a chunk with the right checksum, after its head', () => {
    expect(crc32(bytesOf('IEND'))).toBe(0xae_42_60_82);
    const png = withText(PIXEL, text);
    expect(png.subarray(0, 33)).toEqual(PIXEL.subarray(0, 33));
    expect(png.subarray(-12)).toEqual(PIXEL.subarray(-12));
    expect(String.fromCharCode(...png.subarray(37, 41))).toBe('iTXt');
    const view = new DataView(png.buffer);
    const length = view.getUint32(33);
    expect(view.getUint32(41 + length)).toBe(crc32(png.subarray(37, 41 + length)));
    expect(embeddedText(png)).toBe(text);
  });

  it('without one, cut off anywhere, or with a bomb in it gives nothing', () => {
    expect(embeddedText(PIXEL)).toBeUndefined();
    const png = withText(PIXEL, text);
    for (let end = 0; end < 33 + 12; end++) expect(embeddedText(png.subarray(0, end))).toBeUndefined();
    const bomb = zlibSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
    const at = withText(PIXEL, '').subarray(0, 41);
    const big = Uint8Array.from([...at, ...bytesOf('spillway\0'), 1, 0, 0, 0, ...bomb, 0, 0, 0, 0]);
    new DataView(big.buffer).setUint32(33, 9 + 4 + bomb.length);
    expect(embeddedText(big)).toBeUndefined();
  });
});

describe('a picture of the canvas', () => {
  const t = (key: string) => key;
  const draw = (scenario: (typeof EXAMPLES)[number]['scenario'], source?: string) =>
    canvasSvg({ scenario, t, language: 'zh', colors: PICTURE_COLORS.light, hasGround: true, source })!;

  it.each(EXAMPLES.map(({ id, scenario }) => [id, scenario] as const))('of %s is one piece of XML that gives the design back to the byte', (_, scenario) => {
    const { svg, width, height } = draw(scenario, formatScenario(scenario));
    expect(width * height).toBeGreaterThan(0);
    expect(svg).not.toMatch(/NaN|undefined|href|<style|<script/);
    for (const { name } of Object.values(scenario.model.nodes)) expect(svg).toContain(name.slice(0, 5).trim());
    expect(embeddedText(bytesOf(svg))).toBe(formatScenario(scenario));
    expect(embeddedText(bytesOf(`<?xml version="1.0"?>\n${svg}`))).toBe(formatScenario(scenario));
  });

  it('shows every kind by its own icon', () => {
    const icons = EXAMPLES.flatMap(({ scenario }) => [...draw(scenario).svg.matchAll(/stroke-linejoin="round">(.*?)<\/g>/g)].map(([, drawing]) => drawing));
    expect(icons).not.toContain('');
    expect(new Set(icons).size).toBeGreaterThanOrEqual(7);
  });

  it('of a selection is as large as that', () => {
    const { scenario } = EXAMPLES.at(-1)!;
    const [id] = Object.keys(scenario.model.nodes);
    const one = canvasSvg({ scenario, only: { nodes: [id!], notes: [] }, t, language: 'en', colors: PICTURE_COLORS.dark, hasGround: false })!;
    expect(one.width).toBeLessThan(draw(scenario).width);
    expect(canvasSvg({ scenario, only: { nodes: [], notes: [] }, t, language: 'en', colors: PICTURE_COLORS.dark, hasGround: false })).toBeUndefined();
  });
});

describe('a file that is opened', () => {
  it('is its text, or what is within it', async () => {
    const held = async (part: BlobPart) => textOfFile(new File([part], 'a.PNG'));
    expect(await held('{ "format": "spillway" }')).toEqual({ name: 'a.PNG', text: '{ "format": "spillway" }', isEmbedded: false });
    expect(await held(withText(PIXEL, text).slice())).toEqual({ name: 'a.spillway.json', text, isEmbedded: true });
    expect(await held('<svg xmlns="x"><rect/></svg>')).toEqual({ name: 'a.PNG', text: '<svg xmlns="x"><rect/></svg>', isEmbedded: false });
    expect(await held('')).toEqual({ name: 'a.PNG', text: '', isEmbedded: false });
  });
});
