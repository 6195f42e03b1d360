/** Keeps the timeline's picture up to date: the outline a few times a second, how far the run is as it goes. */
import { useEffect, useRef } from 'react';
import { shownSpanUs } from '../charts/shownSpan.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runStore } from '../engine/runStore.ts';
import { uiStore } from '../ui/uiStore.ts';
import { paintTimeline, readTimelineTheme, type TimelinePictureData } from './paintTimeline.ts';
import { NO_SILHOUETTE, silhouette } from './silhouette.ts';
import { timelineMarks } from './timelineMarks.ts';

const OUTLINE_EVERY_MS = 400;
const DRAW_EVERY_MS = 50;
export const MARK_PLACES = 160;

export function TimelinePicture() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!ctx) return undefined;
    let theme = readTimelineTheme(ctx.canvas);
    let data: TimelinePictureData = { shape: NO_SILHOUETTE, marks: [], newestUs: 0, spanUs: 1 };
    let size = { width: 0, height: 0, ratio: 1 };
    const paint = () => paintTimeline(ctx, data, theme, size);
    const resize = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      size = { width, height, ratio: window.devicePixelRatio };
      ctx.canvas.width = Math.round(width * size.ratio);
      ctx.canvas.height = Math.round(height * size.ratio);
      paint();
    });
    resize.observe(ctx.canvas);
    const stops = [
      frameLoop.on(() => {
        const run = runStore.getState();
        const spanUs = shownSpanUs(run);
        const { series } = run;
        const shape = series === undefined || series.newestUs === 0 ? NO_SILHOUETTE : silhouette(series, spanUs);
        data = { ...data, spanUs, shape, marks: timelineMarks(run.recorded.events, spanUs, MARK_PLACES) };
      }, OUTLINE_EVERY_MS),
      frameLoop.on(() => {
        const run = runStore.getState();
        data = { ...data, spanUs: shownSpanUs(run), newestUs: run.series?.newestUs ?? 0 };
        paint();
      }, DRAW_EVERY_MS),
      uiStore.subscribe((now, before) => {
        if (now.resolvedTheme === before.resolvedTheme) return;
        theme = readTimelineTheme(ctx.canvas);
        paint();
      }),
    ];
    return () => {
      resize.disconnect();
      for (const stop of stops) stop();
    };
  }, []);
  return <canvas ref={canvas} className="absolute inset-0 size-full" aria-hidden="true" />;
}
