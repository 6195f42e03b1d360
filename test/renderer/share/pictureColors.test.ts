/** What pictures take from the page they must take as it is there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURE_COLORS } from '../../../renderer/share/pictureColors.ts';
import { possibleScale } from '../../../renderer/share/raster.ts';
import { fit, textWidth, wrap } from '../../../renderer/share/svgText.ts';

const css = readFileSync(path.join(import.meta.dirname, '../../../renderer/theme.css'), 'utf8');
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');
const tokens = (block: string) => new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));

describe('a picture', () => {
  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('has the colours of the %s theme', (theme, block) => {
    const known = tokens(block);
    const wrong = Object.entries(PICTURE_COLORS[theme]).filter(([name, value]) => known.get(name) !== value);
    expect(wrong).toEqual([]);
  });

  it('is drawn no larger than browsers hold', () => {
    expect(possibleScale({ width: 1_000, height: 500 }, 3)).toBe(3);
    const scale = possibleScale({ width: 40_000, height: 9_000 }, 2);
    expect(scale * 40_000).toBeLessThanOrEqual(16_000);
    expect(scale * 40_000 * scale * 9_000).toBeLessThanOrEqual(64_000_000);
  });

  it('cuts and breaks texts in both scripts', () => {
    const style = { size: 12 };
    expect(fit('short', 100, style)).toBe('short');
    expect(fit('消息服务器消息服务器', 60, style)).toBe('消息服务…');
    expect(fit('a very long name indeed', 60, style)).toMatch(/^a very.*…$/);
    expect(wrap('one two three four', 60, style).every((line) => textWidth(line, style) <= 60)).toBe(true);
    expect(wrap('消息队列就是这样', 48, style)).toEqual(['消息队列', '就是这样']);
    expect(wrap('  ', 48, style)).toEqual([]);
  });
});
