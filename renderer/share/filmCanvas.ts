/**
 * One canvas with all of a film's picture: the diagram, drawn once for each design; over it the run's traffic and figures, as
 * the app paints them; above it the title and the run's clock.
 */
import { must } from '#core/base/assert.ts';
import { formatClock } from '#core/base/clockText.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { positionOf, sizeOf } from '../canvas/frames.ts';
import type { FlowText, RunOnPicture } from '../canvas/flow/flowPainter.ts';
import { type Scene, SceneBuilder } from '../canvas/flow/flowScene.ts';
import { FIGURE_LABELS, type FigureLabel } from '../canvas/flow/nodeFigures.ts';
import type { Language } from '../charts/format.ts';
import { localText, type Translate } from '../i18n/i18n.ts';
import { canvasSvg } from './canvasSvg.ts';
import { FILM_SIZES, filmLayout, type FilmLayout, type FilmSize } from './filmLayout.ts';
import { RunPainter } from './paintRun.ts';
import { FONT, PICTURE_COLORS, type PictureColors, type PictureTheme } from './pictureColors.ts';
import { imageOf } from './raster.ts';

export interface FilmLook {
  readonly size: FilmSize;
  readonly theme: PictureTheme;
  readonly language: Language;
  readonly t: Translate;
}

interface Shot {
  readonly scenario: Scenario;
  readonly scene: Scene;
  readonly layout: FilmLayout;
}

const layer = ({ width, height }: { readonly width: number; readonly height: number }): CanvasRenderingContext2D => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return must(canvas.getContext('2d'), 'a canvas');
};

export class FilmCanvas {
  readonly #look: FilmLook;
  readonly #colors: PictureColors;
  readonly #text: FlowText;
  readonly #film: CanvasRenderingContext2D;
  readonly #ground: CanvasRenderingContext2D;
  readonly #flow: CanvasRenderingContext2D;
  readonly #numbers: CanvasRenderingContext2D;
  readonly #painter: RunPainter;
  readonly #builder = new SceneBuilder();
  #shot: Shot | undefined;
  /** The design whose picture is on its way, and the newest one asked for meanwhile. */
  #isLoading = false;
  #next: Scenario | undefined;

  constructor(look: FilmLook) {
    this.#look = look;
    this.#colors = PICTURE_COLORS[look.theme];
    const size = FILM_SIZES[look.size];
    [this.#film, this.#ground, this.#flow, this.#numbers] = [layer(size), layer(size), layer(size), layer(size)];
    this.#painter = new RunPainter(this.#flow, this.#numbers);
    const words = Object.fromEntries(FIGURE_LABELS.map((label) => [label, look.t(`flow.${label}`)])) as Record<FigureLabel, string>;
    this.#text = { words, language: look.language };
  }

  get canvas(): HTMLCanvasElement {
    return this.#film.canvas;
  }

  /** Films this design from now on; until its picture is there, the one before. Of many asked for meanwhile only the newest is drawn. */
  async show(scenario: Scenario): Promise<void> {
    this.#next = scenario;
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      while (this.#next !== undefined) {
        const taken: Scenario = this.#next;
        this.#next = undefined;
        await this.#take(taken);
      }
    } finally {
      this.#isLoading = false;
    }
  }

  async #take(scenario: Scenario): Promise<void> {
    const { size, language, t } = this.#look;
    const drawn = canvasSvg({ scenario, t, language, colors: this.#colors, hasGround: false });
    const layout = filmLayout(size, drawn ?? { left: 0, top: 0, width: 1, height: 1 });
    const image = drawn && (await imageOf(drawn.svg));
    const { width, height } = FILM_SIZES[size];
    const { left, top, ...extent } = layout.picture;
    const ground = this.#ground;
    ground.fillStyle = this.#colors.canvas;
    ground.fillRect(0, 0, width, height);
    if (image !== undefined) ground.drawImage(image, left, top, extent.width, extent.height);
    this.#title(layout, localText(scenario.view.title, language));
    const scene = this.#builder.build(scenario.model, (id) => ({ at: positionOf(scenario, id), ...sizeOf(scenario, id) }));
    this.#shot = { scenario, scene, layout };
  }

  #title({ scale, rowHeight }: FilmLayout, title: string): void {
    const ground = this.#ground;
    ground.fillStyle = this.#colors.surface;
    ground.fillRect(0, 0, ground.canvas.width, rowHeight);
    ground.fillStyle = this.#colors.border;
    ground.fillRect(0, rowHeight - scale, ground.canvas.width, scale);
    ground.fillStyle = this.#colors.text;
    ground.font = `600 ${16 * scale}px ${FONT}`;
    ground.textBaseline = 'middle';
    ground.fillText(title, 16 * scale, rowHeight / 2, ground.canvas.width - 200 * scale);
  }

  draw(hostMs: number, run: RunOnPicture): void {
    const shot = this.#shot;
    if (shot === undefined) return;
    const { scale, rowHeight, view } = shot.layout;
    // Whoever watches a film has asked for what moves, whatever is wished for in this window.
    this.#painter.paint(hostMs, run, shot.scene, view, this.#colors, this.#text, false);
    const film = this.#film;
    for (const { canvas } of [this.#ground, this.#flow, this.#numbers]) film.drawImage(canvas, 0, 0);
    film.fillStyle = this.#colors['text-2'];
    film.font = `500 ${16 * scale}px ${FONT}`;
    film.textBaseline = 'middle';
    film.textAlign = 'right';
    film.fillText(formatClock(run.cursorUs ?? run.status?.nowUs ?? 0), film.canvas.width - 16 * scale, rowHeight / 2);
  }
}
