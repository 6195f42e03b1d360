/** The timeline as a picture: the run in outline, marks of what stood out, and how far it is. A picture, since changing parts of the page costs more the more components there are. */
import { BOX, type Silhouette } from './silhouette.ts';
import type { MarkKind } from './timelineMarks.ts';

export interface TimelineTheme {
  readonly load: string;
  readonly backlog: string;
  readonly newest: string;
  /** Lies over what is not recorded yet: that is not to be had. */
  readonly cover: string;
  readonly marks: Readonly<Record<MarkKind, string>>;
}

export interface TimelinePictureData {
  readonly shape: Silhouette;
  readonly marks: readonly { readonly atUs: number; readonly kind: MarkKind }[];
  readonly newestUs: number;
  readonly spanUs: number;
}

const MARK = { width: 2, height: 9 } as const;

export function readTimelineTheme(element: Element): TimelineTheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    load: token('--flow'),
    backlog: token('--warn'),
    newest: token('--text-2'),
    cover: token('--surface'),
    marks: { trouble: token('--bad'), fault: token('--kind-broadcast'), change: token('--accent'), spike: token('--flow-hot'), group: token('--kind-topic') },
  };
}

/** `width` and `height` in CSS pixels; `ratio` of the screen's to them. */
export function paintTimeline(
  ctx: CanvasRenderingContext2D,
  { shape, marks, newestUs, spanUs }: TimelinePictureData,
  theme: TimelineTheme,
  { width, height, ratio }: { readonly width: number; readonly height: number; readonly ratio: number },
): void {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const toScreen = new DOMMatrix([width / BOX.width, 0, 0, height / BOX.height, 0, 0]);
  const scaled = (path: string): Path2D => {
    const out = new Path2D();
    out.addPath(new Path2D(path), toScreen);
    return out;
  };
  ctx.globalAlpha = 0.25;
  ctx.fillStyle = theme.load;
  ctx.fill(scaled(shape.load));
  ctx.globalAlpha = 0.8;
  ctx.strokeStyle = theme.backlog;
  ctx.lineWidth = 1.25;
  ctx.stroke(scaled(shape.backlog));
  ctx.globalAlpha = 1;
  const x = (us: number) => (width * us) / spanUs;
  for (const { atUs, kind } of marks) {
    ctx.fillStyle = theme.marks[kind];
    ctx.fillRect(x(atUs) - MARK.width / 2, height - MARK.height, MARK.width, MARK.height);
  }
  ctx.fillStyle = theme.cover;
  ctx.fillRect(x(newestUs) + 1, 0, width, height);
  ctx.fillStyle = theme.newest;
  ctx.fillRect(x(newestUs) - 1, 0, 2, height);
}
