/**
 * What a film looks like and when it is over: a row with title and clock, below it the diagram as large as fits, in the middle.
 * Pixels of the film; nothing here draws.
 */
import { LIMITS } from '#core/base/limits.ts';
import type { FlowView } from '../canvas/flow/flowPainter.ts';
import type { Drawn } from './canvasSvg.ts';

export const FILM_SIZES = { '720p': { width: 1280, height: 720 }, '1080p': { width: 1920, height: 1080 } } as const;
export type FilmSize = keyof typeof FILM_SIZES;
/** Pictures a second. */
export const FILM_RATES = [15, 30] as const;
export type FilmRate = (typeof FILM_RATES)[number];

/** Of a film 720 pixels high; larger ones have everything larger. */
const ROW = 44;
const MARGIN = 12;
const ZOOM_MAX = 1.6;
const BASE = FILM_SIZES['720p'].height;

export interface FilmLayout {
  /** How much larger than a film 720 pixels high. */
  readonly scale: number;
  readonly rowHeight: number;
  readonly picture: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Of the canvas, for what is painted over the picture. */
  readonly view: FlowView;
}

export function filmLayout(size: FilmSize, drawn: Pick<Drawn, 'left' | 'top' | 'width' | 'height'>): FilmLayout {
  const { width, height } = FILM_SIZES[size];
  const scale = height / BASE;
  const [rowHeight, margin] = [ROW * scale, MARGIN * scale];
  const room = { width: width - 2 * margin, height: height - rowHeight - margin };
  const zoom = Math.min(ZOOM_MAX * scale, room.width / drawn.width, room.height / drawn.height);
  const [across, down] = [drawn.width * zoom, drawn.height * zoom];
  const [left, top] = [(width - across) / 2, rowHeight + (room.height - down) / 2];
  return {
    scale,
    rowHeight,
    picture: { left, top, width: across, height: down },
    view: { x: left - drawn.left * zoom, y: top - drawn.top * zoom, zoom, width, height, pixelRatio: 1 },
  };
}

/** Sharp letters at rest, and even at its most a film of the longest time stays below the largest size. */
const BITS_PER_PIXEL = 0.15;
export const bitsPerSecond = (size: FilmSize, rate: FilmRate): number => Math.round(FILM_SIZES[size].width * FILM_SIZES[size].height * rate * BITS_PER_PIXEL);

/** Why a film stops: somebody said so, the run is over, a limit is reached, or the browser gave up. */
export type FilmEnd = 'asked' | 'runOver' | 'seconds' | 'bytes' | 'failed';

/** The last messages still arrive after the end of a run. */
const AFTER_RUN_MS = 2_500;

/** `overForMs`: how long the run has been over; undefined while it is not. */
export function endOf(film: { readonly elapsedMs: number; readonly bytes: number; readonly overForMs: number | undefined }): FilmEnd | undefined {
  if (film.bytes >= LIMITS.filmBytes) return 'bytes';
  if (film.elapsedMs >= LIMITS.filmSeconds * 1_000) return 'seconds';
  return film.overForMs !== undefined && film.overForMs >= AFTER_RUN_MS ? 'runOver' : undefined;
}
