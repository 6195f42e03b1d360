/**
 * Films the run as it goes on the screen: starts it where it stands, follows design and cursor, and stops when somebody says so,
 * with the run, or at a limit. What there is of a film is saved however it ended.
 */
import { documentStore } from '../document/documentStore.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { textsIn, translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { saving } from '../ui/takeAlong.ts';
import { uiStore } from '../ui/uiStore.ts';
import { FilmCanvas } from './filmCanvas.ts';
import { bitsPerSecond, endOf, type FilmEnd, type FilmRate, type FilmSize } from './filmLayout.ts';
import { filmStore } from './filmStore.ts';
import type { PictureTheme } from './pictureColors.ts';
import { stemNow } from './stem.ts';

/** The one that is encoded with the least work first: the machine has a run to do. */
const TYPES = ['video/webm;codecs=vp8', 'video/webm;codecs=vp9', 'video/webm'] as const;

/** What this browser can write; undefined: no film. */
export function filmType(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !('captureStream' in HTMLCanvasElement.prototype)) return undefined;
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

export interface FilmSettings {
  readonly size: FilmSize;
  readonly rate: FilmRate;
  readonly theme: PictureTheme;
}

/** A part of the film is handed over this often. */
const PART_MS = 500;

/** Begins a film and comes back; where that is impossible it says so. */
export async function filmRun({ size, rate, theme }: FilmSettings): Promise<boolean> {
  const type = filmType();
  if (type === undefined || filmStore.getState().filming !== undefined) return false;
  try {
    const { language } = uiStore.getState();
    const film = new FilmCanvas({ size, theme, language, t: await textsIn(language) });
    await film.show(documentStore.getState().scenario);
    const { phase, cursorUs } = runStore.getState();
    if (phase !== 'running' || cursorUs !== undefined) runControl.run();
    film.draw(performance.now(), runStore.getState());
    // Each picture that is drawn, and they are drawn at the rate: a second clock beside it would miss some.
    const stream = film.canvas.captureStream();
    record(film, new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: bitsPerSecond(size, rate) }), rate);
    return true;
  } catch (fault) {
    toast(translate('share.video.failed'), fault instanceof Error ? fault.message : String(fault), 'bad');
    return false;
  }
}

function record(film: FilmCanvas, recorder: MediaRecorder, rate: FilmRate): void {
  const stem = stemNow();
  const parts: Blob[] = [];
  let [bytes, elapsedMs] = [0, 0];
  let lastMs: number | undefined;
  let overAtMs: number | undefined;
  let end: FilmEnd | undefined;

  const finish = (why: FilmEnd) => {
    if (end !== undefined) return;
    end = why;
    for (const leave of leaves) leave();
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const stop = () => finish('asked');
  const tell = () => {
    const seconds = Math.floor(elapsedMs / 1_000);
    const { filming } = filmStore.getState();
    if (filming?.seconds !== seconds || filming.bytes !== bytes) filmStore.setState({ filming: { seconds, bytes, stop } });
  };

  /** One picture of the film. */
  const shoot = (hostMs: number): boolean => {
    const run = runStore.getState();
    elapsedMs += hostMs - (lastMs ?? hostMs);
    lastMs = hostMs;
    overAtMs = run.phase === 'ended' || run.phase === 'failed' ? (overAtMs ?? hostMs) : undefined;
    film.draw(hostMs, run);
    tell();
    const due = endOf({ elapsedMs, bytes, overForMs: overAtMs === undefined ? undefined : hostMs - overAtMs });
    if (due !== undefined) finish(due);
    return due === undefined;
  };

  /** A window that nobody sees is not drawn: the film waits for it. */
  const follow = () => {
    lastMs = undefined;
    if (document.hidden && recorder.state === 'recording') recorder.pause();
    else if (!document.hidden && recorder.state === 'paused') recorder.resume();
  };

  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data);
    bytes += data.size;
  });
  recorder.addEventListener('error', () => finish('failed'));
  recorder.addEventListener('stop', () => {
    finish('failed');
    for (const track of recorder.stream.getTracks()) track.stop();
    filmStore.setState({ filming: undefined });
    tellWhy(end);
    if (bytes === 0) return;
    void saving('compose.saved', async () => bridge.saveBytes(`${stem}.webm`, new Uint8Array(await new Blob(parts).arrayBuffer()), 'video/webm'));
  });
  document.addEventListener('visibilitychange', follow);
  const leaves = [
    frameLoop.on(shoot, 1_000 / rate),
    documentStore.subscribe((now, before) => {
      // A picture that cannot be drawn leaves the one before.
      if (now.scenario !== before.scenario) void film.show(now.scenario).catch(() => undefined);
    }),
    () => document.removeEventListener('visibilitychange', follow),
  ];
  recorder.start(PART_MS);
  tell();
}

function tellWhy(end: FilmEnd | undefined): void {
  if (end === 'seconds' || end === 'bytes') toast(translate(`share.video.limit.${end}`));
  if (end === 'failed') toast(translate('share.video.failed'), translate('share.video.failed.why'), 'bad');
}
