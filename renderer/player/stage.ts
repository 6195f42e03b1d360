/** The diagram of the instant shown, as large as fits, and over it the traffic and the figures, painted as in the app. */
import { must } from '#core/base/assert.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { positionOf, sizeOf } from '../canvas/frames.ts';
import { type Scene, SceneBuilder } from '../canvas/flow/flowScene.ts';
import type { RunOnPicture } from '../canvas/flow/flowPainter.ts';
import { RunPainter } from '../share/paintRun.ts';
import { PICTURE_COLORS, type PictureTheme } from '../share/pictureColors.ts';
import type { Drawn } from '../share/canvasSvg.ts';
import type { PlayerLanguage, PlayerTexts } from './playerData.ts';

const ZOOM_MAX = 1.6;

export class Stage {
  readonly #place: HTMLElement;
  readonly #picture = document.createElement('div');
  readonly #flow = document.createElement('canvas');
  readonly #numbers = document.createElement('canvas');
  readonly #painter: RunPainter;
  readonly #scenes = new Map<Scenario, Scene>();
  #shown: Drawn | undefined;
  #size = '';
  #view = { x: 0, y: 0, zoom: 1, width: 0, height: 0, pixelRatio: 1 };
  #text: { readonly of: PlayerTexts; readonly words: PlayerTexts['labels']; readonly language: PlayerLanguage } | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
    this.#picture.className = 'picture';
    for (const canvas of [this.#flow, this.#numbers]) canvas.setAttribute('aria-hidden', 'true');
    place.append(this.#picture, this.#flow, this.#numbers);
    this.#painter = new RunPainter(must(this.#flow.getContext('2d'), 'a canvas'), must(this.#numbers.getContext('2d'), 'a canvas'));
  }

  draw(hostMs: number, run: RunOnPicture, design: Scenario, picture: Drawn, texts: PlayerTexts, language: PlayerLanguage, theme: PictureTheme): void {
    this.#show(picture);
    if (this.#text?.of !== texts) this.#text = { of: texts, words: texts.labels, language };
    let scene = this.#scenes.get(design);
    if (scene === undefined) {
      scene = new SceneBuilder().build(design.model, (id) => ({ at: positionOf(design, id), ...sizeOf(design, id) }));
      this.#scenes.set(design, scene);
    }
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#painter.paint(hostMs, run, scene, this.#view, PICTURE_COLORS[theme], this.#text, isStill);
  }

  /** Another picture, or another size of the window. */
  #show(picture: Drawn): void {
    const { clientWidth: width, clientHeight: height } = this.#place;
    const size = `${width} ${height} ${window.devicePixelRatio}`;
    if (picture === this.#shown && size === this.#size) return;
    if (picture !== this.#shown) {
      const { documentElement } = new DOMParser().parseFromString(picture.svg, 'image/svg+xml');
      this.#picture.replaceChildren(document.importNode(documentElement, true));
    }
    this.#shown = picture;
    this.#size = size;
    const zoom = Math.min(ZOOM_MAX, width / picture.width, height / picture.height);
    const [left, top] = [(width - picture.width * zoom) / 2, (height - picture.height * zoom) / 2];
    const { style } = this.#picture;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${picture.width * zoom}px`;
    style.height = `${picture.height * zoom}px`;
    this.#view = { x: left - picture.left * zoom, y: top - picture.top * zoom, zoom, width, height, pixelRatio: window.devicePixelRatio };
  }
}
