/**
 * A page that plays a run and needs nothing else: one file with its programs, the recording and the pictures in it. Its policy
 * allows its own programs, told by their hashes, and no network at all.
 */
import { base64, sha256 } from '#core/compose/sha256.ts';
import { escapeMarkup } from '#core/base/markup.ts';
import { type Recording, RECORDING_FORMAT, RECORDING_VERSION } from '#core/scenario/recording.ts';
import { DATA_ID, ENGINE_ID, type PlayerData } from '../player/playerData.ts';
import { PLAYER_DATA_ID } from './embedded.ts';
import { FONT, PICTURE_COLORS, type PictureTheme } from './pictureColors.ts';

export interface PlayerParts {
  readonly recording: Recording;
  readonly data: PlayerData;
  /** The page's program, the engine's, and the style sheet, as built. */
  readonly program: string;
  readonly engine: string;
  readonly style: string;
}

const SPEEDS = ['0.1', '0.25', '0.5', '1', '2', '5', '10', '50'] as const;

export function playerHtml({ recording, data, program, engine, style }: PlayerParts): string {
  const script = inScript(program);
  const css = `${variables('light', ':root')}\n${variables('dark', ':root[data-theme=dark]')}\nbody{font-family:${FONT}}\n${style}`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(css)}`,
    'worker-src blob:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const { title } = data.texts[data.language];
  return [
    '<!doctype html>',
    `<html lang="${data.language === 'zh' ? 'zh-CN' : 'en'}" data-theme="${data.theme}">`,
    `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy)}">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeMarkup(title)}</title>`,
    `<style>${css}</style></head>`,
    '<body>',
    `<header><h1 id="title">${escapeMarkup(title)}</h1><span id="verdict" role="status"></span><button id="language" type="button" data-word="language"></button><button id="theme" type="button" data-word="theme"></button></header>`,
    '<main><div id="stage" role="img" data-label="about"></div></main>',
    `<footer><button id="play" type="button"></button><span id="clock"></span><input id="position" type="range" min="0" max="1" step="10" value="0" data-label="position"><label><span data-word="speed"></span><select id="speed">${SPEEDS.map((value) => `<option value="${value}"${value === '1' ? ' selected' : ''}>${value}×</option>`).join('')}</select></label>`,
    `<dl id="figures">${(['offered', 'consumed', 'stored', 'lost'] as const).map((name) => `<div><dt data-word="${name}"></dt><dd id="figure-${name}">–</dd></div>`).join('')}</dl><span id="about" data-word="about"></span></footer>`,
    `<script type="application/json" id="${PLAYER_DATA_ID}">${inJson({ format: RECORDING_FORMAT, version: RECORDING_VERSION, ...recording })}</script>`,
    `<script type="application/json" id="${DATA_ID}">${inJson(data)}</script>`,
    `<script type="text/plain" id="${ENGINE_ID}">${inScript(engine)}</script>`,
    `<script type="module">${script}</script>`,
    '</body></html>',
    '',
  ].join('\n');
}

const variables = (theme: PictureTheme, selector: string): string =>
  `${selector}{color-scheme:${theme};${Object.entries(PICTURE_COLORS[theme])
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}}`;

const hashOf = (text: string): string => `'sha256-${base64(sha256(new TextEncoder().encode(text)))}'`;

/** Nothing in it ends the element it stands in; it means the same. */
const inScript = (program: string): string => program.replaceAll(/<(?=\/script|!--)/gi, '\\x3c').replaceAll('\r\n', '\n');
const inJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
