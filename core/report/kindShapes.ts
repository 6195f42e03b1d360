/**
 * The outline of each kind of component, so that it is known by its shape and not by colour alone: a producer points forward, a
 * consumer takes in, a topic has lanes, a queue has slots, an exchange is round, a broadcast sends waves, a channel is a pipe, what is not
 * simulated is a sheet of paper.
 * The same on the canvas, in the palette, in pictures and reports; `depth` says how far a shape departs from a plain box.
 */
import type { NodeKind } from '../scenario/scenario.ts';

export interface KindShape {
  /** The body, closed: an SVG path from 0 0 to width height. */
  readonly outline: string;
  /** Parts filled with the colour of the kind; '' for none. */
  readonly solid: string;
  /** Lines in the colour of the kind; '' for none. */
  readonly lines: string;
}

export interface ShapeSize {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

export function kindShape(kind: NodeKind, size: ShapeSize): KindShape {
  return SHAPES[kind](size);
}

type Draw = (size: ShapeSize) => KindShape;

const SHAPES: { readonly [K in NodeKind]: Draw } = {
  producer: ({ width: w, height: h, depth: d }) => {
    const r = corner(d);
    return {
      outline: `M${r} 0H${n(w - d)}L${w} ${h / 2}L${n(w - d)} ${h}H${r}${leftSide(h, r)}Z`,
      solid: `M${n(w - d)} 0L${w} ${h / 2}L${n(w - d)} ${h}Z`,
      lines: '',
    };
  },
  consumer: ({ width: w, height: h, depth: d }) => {
    const r = corner(d);
    const band = n(d * 0.33);
    const notch = n(d * 0.6);
    return {
      outline: `M0 0H${n(w - r)}${rightSide(w, h, r)}H0L${notch} ${h / 2}Z`,
      solid: `M0 0H${band}L${n(notch + band)} ${h / 2}L${band} ${h}H0L${notch} ${h / 2}Z`,
      lines: '',
    };
  },
  topic: ({ width: w, height: h, depth: d }) => {
    const bar = n(d * 0.42);
    const lane = h / 3;
    const gap = n(d * 0.2);
    const lanes = [0, 1, 2].map((i) => {
      const [top, bottom] = [n(i * lane + (i === 0 ? 0 : gap)), n((i + 1) * lane - (i === 2 ? 0 : gap))];
      return `M0 ${top}H${bar}V${bottom}H0ZM${n(w - bar)} ${top}H${w}V${bottom}H${n(w - bar)}Z`;
    });
    return { outline: box(w, h, d * 0.2), solid: lanes.join(''), lines: '' };
  },
  queue: ({ width: w, height: h, depth: d }) => {
    const slot = n(d * 0.36);
    const r = corner(d);
    const edge = (x: number) => `M${n(x - r)} 0${rightSide(x, h, r)}`;
    return { outline: box(n(w - 2 * slot), h, r), solid: strip(h, n(d * 0.34), r), lines: `${edge(n(w - slot))}${edge(w)}` };
  },
  exchange: ({ width: w, height: h, depth: d }) => ({ outline: box(w, h, Math.min(w / 2, h / 2, 3 * d)), solid: '', lines: '' }),
  broadcast: ({ width: w, height: h, depth: d }) => {
    const r = corner(d);
    const from = n(w - d);
    const wave = (x: number, inset: number, to: number) => `M${n(x)} ${n(inset)}Q${n(to)} ${h / 2} ${n(x)} ${n(h - inset)}`;
    return {
      outline: `M${r} 0H${from}Q${n(w + d)} ${h / 2} ${from} ${h}H${r}${leftSide(h, r)}Z`,
      solid: strip(h, n(d * 0.34), r),
      lines: `${wave(w - 1.25 * d, h * 0.1, w + 0.6 * d)}${wave(w - 1.2 * d, h * 0.3, w - 0.15 * d)}`,
    };
  },
  channel: ({ width: w, height: h, depth: d }) => {
    const end = n(d * 0.45);
    const arc = `${end} ${h / 2} 0 0`;
    return {
      outline: `M${end} 0H${n(w - end)}A${arc} 1 ${n(w - end)} ${h}H${end}A${arc} 1 ${end} 0Z`,
      solid: '',
      lines: `M${n(w - end)} 0A${arc} 0 ${n(w - end)} ${h}M${end} 0A${arc} 1 ${end} ${h}`,
    };
  },
  broker: ({ width: w, height: h, depth: d }) => ({ outline: box(w, h, d), solid: '', lines: '' }),
  // A sheet with a folded corner: a file says it is there, and nothing here runs it.
  external: ({ width: w, height: h, depth: d }) => {
    const r = corner(d);
    return {
      outline: `M${r} 0H${n(w - d)}L${w} ${n(d)}V${n(h - r)}Q${w} ${h} ${n(w - r)} ${h}H${r}${leftSide(h, r)}Z`,
      solid: '',
      lines: `M${n(w - d)} 0V${n(d)}H${w}`,
    };
  },
};

const corner = (depth: number): number => n(depth * 0.66);
const n = (value: number): number => Math.round(value * 100) / 100;
/** From the bottom of the left side up to its top, round corners. */
const leftSide = (h: number, r: number): string => `Q0 ${h} 0 ${n(h - r)}V${r}Q0 0 ${r} 0`;
/** From the top of the right side at `x` down. */
const rightSide = (x: number, h: number, r: number): string => `Q${x} 0 ${x} ${r}V${n(h - r)}Q${x} ${h} ${n(x - r)} ${h}`;
const box = (w: number, h: number, r: number): string => `M${n(r)} 0H${n(w - r)}${rightSide(w, h, n(r))}H${n(r)}${leftSide(h, n(r))}Z`;
/** A band of `width` along the left side of a box with corners `r`. */
const strip = (h: number, width: number, r: number): string =>
  `M${r} 0Q0 0 0 ${r}V${n(h - r)}Q0 ${h} ${r} ${h}Q${width} ${h} ${width} ${n(h - r)}V${r}Q${width} 0 ${r} 0Z`;
