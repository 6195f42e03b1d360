/**
 * Designs and recordings inside pictures and players that Spillway made: the text comes out as if the file itself had been opened.
 * Undefined where there is none, and for any other file.
 */
import { LIMITS } from '#core/base/limits.ts';
import { isPng, textIn } from './png.ts';

/** The element of a player that holds its recording. */
export const PLAYER_DATA_ID = 'spillway-recording';

export function embeddedText(bytes: Uint8Array): string | undefined {
  if (isPng(bytes)) return textIn(bytes, LIMITS.scenarioFileBytes);
  const start = new TextDecoder().decode(bytes.subarray(0, 2_000)).replace(/^\uFEFF/, '');
  if (/^\s*(<\?xml[^>]*>\s*)?<svg\b/.test(start)) return unescaped(between(new TextDecoder().decode(bytes), '<metadata>', '</metadata>'));
  if (/^\s*<!doctype html>/i.test(start))
    return between(new TextDecoder().decode(bytes), `<script type="application/json" id="${PLAYER_DATA_ID}">`, '</script>');
  return undefined;
}

function between(text: string, open: string, close: string): string | undefined {
  const from = text.indexOf(open);
  const to = from < 0 ? -1 : text.indexOf(close, from);
  return to < 0 ? undefined : text.slice(from + open.length, to);
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescaped = (text: string | undefined): string | undefined => text?.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
