/** A run's traffic and figures as the canvas paints them, on somebody else's canvases: a player's, or a film's. */
import { FlowPainter, type FlowText, type FlowView, type RunOnPicture } from '../canvas/flow/flowPainter.ts';
import type { Scene } from '../canvas/flow/flowScene.ts';
import type { FlowTheme } from '../canvas/flow/flowTheme.ts';
import { FONT, type PictureColors } from './pictureColors.ts';

export class RunPainter {
  readonly #painter: FlowPainter;
  readonly #themes = new Map<PictureColors, FlowTheme>();

  constructor(flow: CanvasRenderingContext2D, numbers: CanvasRenderingContext2D) {
    this.#painter = new FlowPainter(flow, numbers);
  }

  paint(hostMs: number, run: RunOnPicture, scene: Scene, view: FlowView, colors: PictureColors, text: FlowText, isStill: boolean): void {
    let theme = this.#themes.get(colors);
    if (theme === undefined) {
      theme = themeOf(colors);
      this.#themes.set(colors, theme);
    }
    this.#painter.frame(hostMs, { run, scene, view, theme, text, isStill });
  }
}

const themeOf = (colors: PictureColors): FlowTheme => ({
  flow: colors.flow,
  hot: colors['flow-hot'],
  surface: colors.surface,
  track: colors.border,
  border: colors.border,
  text: colors.text,
  label: colors['text-2'],
  tones: { plain: colors.text, good: colors.ok, warn: colors.warn, bad: colors.bad },
  bars: { plain: colors.accent, good: colors.accent, warn: colors.warn, bad: colors.bad },
  font: FONT,
});
