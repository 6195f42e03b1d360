/**
 * The program of a player's page: starts the engine that is in the page, repeats the recorded run with it, and plays what came of
 * it. It needs no network, and the page's own policy allows none.
 */
import { must } from '#core/base/assert.ts';
import { recordedRun } from '#core/compile/recordedRun.ts';
import type { Recording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { formatCount } from '../charts/format.ts';
import { portEngine } from '../engine/portEngine.ts';
import { Replica } from '../engine/replica.ts';
import type { Series } from '../engine/series.ts';
import { PLAYER_DATA_ID } from '../share/embedded.ts';
import { Playback } from './playback.ts';
import { DATA_ID, ENGINE_ID, type PlayerData, type PlayerWord } from './playerData.ts';
import { Stage } from './stage.ts';

const byId = <T extends HTMLElement>(id: string): T => must(document.getElementById(id), `#${id}`) as T;
const textOf = (id: string): string => byId(id).textContent ?? '';

// Both were written by the app that made this page.
const recording = JSON.parse(textOf(PLAYER_DATA_ID)) as Recording;
const data = JSON.parse(textOf(DATA_ID)) as PlayerData;

let { language, theme } = data;
const playback = new Playback(recording.endUs);
const stage = new Stage(byId('stage'));
const [play, position, speed, verdict, clock] = [
  byId<HTMLButtonElement>('play'),
  byId<HTMLInputElement>('position'),
  byId<HTMLSelectElement>('speed'),
  byId('verdict'),
  byId('clock'),
];
const designs: readonly { readonly atUs: number; readonly scenario: Scenario }[] = [
  { atUs: 0, scenario: recording.scenario },
  ...recording.inputs.flatMap((input) => (input.kind === 'design' ? [input] : [])),
];

const replica = new Replica(startEngine, judge);
const { run } = recordedRun(recording);
if (run === undefined) judge();
else replica.seek(run, recording.endUs);

function startEngine() {
  // A page on a disk may start a worker of its own text, but none that is a module: as strict as one all the same.
  const url = URL.createObjectURL(new Blob(['"use strict";\n', textOf(ENGINE_ID)], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return portEngine(worker, () => worker.terminate());
}

const word = (name: PlayerWord, params: Readonly<Record<string, string>> = {}): string =>
  Object.entries(params).reduce((text, [hole, value]) => text.replaceAll(`{{${hole}}}`, value), data.texts[language].words[name]);

/** Whether it is the recorded run, as far as one knows. */
function judge(): void {
  const { failure, isThere, traceHash, nowUs } = replica;
  const isSame = traceHash === recording.traceHash;
  if (failure !== undefined || run === undefined) say('bad', word('failed', { message: failure ?? '' }));
  else if (!isThere) say('busy', word('repeating', { percent: `${Math.floor((100 * nowUs) / Math.max(1, recording.endUs))}%` }));
  else say(isSame ? 'same' : 'bad', word(isSame ? 'same' : 'differs', { hash: traceHash ?? '–' }));
}

function say(state: string, text: string): void {
  verdict.dataset.state = state;
  if (verdict.textContent !== text) verdict.textContent = text;
}

function frame(hostMs: number): void {
  const { series } = replica;
  const knownUs = series?.newestUs ?? 0;
  playback.advance(hostMs, knownUs);
  const { atUs } = playback;
  series?.show(Math.min(atUs, knownUs));
  const index = Math.max(
    0,
    designs.findLastIndex((one) => one.atUs <= atUs),
  );
  const texts = data.texts[language];
  const picture = texts.pictures[index] ?? texts.pictures[0];
  const design = designs[index]?.scenario;
  if (picture !== undefined && design !== undefined) {
    const isMoving = playback.isPlaying;
    const status = { phase: 'running', nowUs: atUs, events: 0, pace: playback.speed, achievedPace: playback.speed, traceHash: null } as const;
    const shown = { runId: 1, series, phase: isMoving ? 'running' : 'paused', cursorUs: isMoving ? undefined : atUs, status, pace: playback.speed } as const;
    stage.draw(hostMs, shown, design, picture, texts, language, theme);
  }
  showControls(series);
  requestAnimationFrame(frame);
}

const setText = (element: HTMLElement, text: string): void => void (element.textContent !== text && (element.textContent = text));

function showControls(series: Series | undefined): void {
  setText(play, word(playback.isPlaying ? 'pause' : 'play'));
  setText(clock, `${clockText(playback.atUs)} / ${clockText(recording.endUs)}`);
  if (document.activeElement !== position || playback.isPlaying) position.value = String(Math.round(playback.atUs / 1_000));
  position.setAttribute('aria-valuetext', clockText(playback.atUs));
  for (const [id, metric] of [
    ['offered', 'ledger.offered'],
    ['consumed', 'ledger.consumed'],
    ['stored', 'ledger.stored'],
    ['lost', 'ledger.dropped'],
  ] as const) {
    setText(byId(`figure-${id}`), series === undefined ? '–' : formatCount(series.latest(series.column('', metric)) || 0, language));
  }
}

function clockText(us: number): string {
  const ms = Math.floor(us / 1_000);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${pad(Math.floor(ms / 60_000), 2)}:${pad(Math.floor(ms / 1_000) % 60, 2)}.${pad(ms % 1_000, 3)}`;
}

function showTexts(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = theme;
  document.title = data.texts[language].title;
  setText(byId('title'), data.texts[language].title);
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) setText(element, word(element.dataset.word as PlayerWord));
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) element.setAttribute('aria-label', word(element.dataset.label as PlayerWord));
  judge();
}

play.addEventListener('click', () => playback.toggle());
position.max = String(Math.round(recording.endUs / 1_000));
position.addEventListener('input', () => playback.seek(Number(position.value) * 1_000));
speed.addEventListener('change', () => (playback.speed = Number(speed.value)));
byId('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh' : 'en';
  showTexts();
});
byId('theme').addEventListener('click', () => {
  theme = theme === 'light' ? 'dark' : 'light';
  showTexts();
});
addEventListener('keydown', (event) => {
  const isControl = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
  if (event.key !== ' ' || isControl || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  playback.toggle();
});

showTexts();
requestAnimationFrame(frame);
