/** What a calibration found, as data: kept beside the code, so that the page and the presets can be held to it. */
import type { PresetName } from '#core/base/presetNames.ts';
import type { PresetFit } from '#core/scenario/presetFits.ts';
import { Fitting } from './fit.ts';
import type { Figure, Params, System } from './system.ts';
import { SYSTEMS } from './systems.ts';

export interface SystemResult {
  readonly preset: PresetName;
  readonly params: Params;
  /** In the order of its figures. */
  readonly modelled: readonly number[];
}

export type Kind = 'fitted' | 'predicted';
export interface FigureResult extends Figure {
  readonly modelled: number;
  /** As part of what was published, with its sign. */
  readonly error: number;
  readonly kind: Kind;
}
export interface AnchorResult {
  readonly anchor: string;
  readonly preset: PresetName;
  readonly setup: string;
  readonly figures: readonly FigureResult[];
  /** Without sign, of the figures that count. */
  readonly median: number;
  /** The same of those that were only predicted; undefined: there are none. */
  readonly predicted: number | undefined;
  readonly worst: number;
}

export const WITHIN = 0.25;
/** Five digits: what a figure is compared by, and what is written down. */
const written = (x: number): number => Number(x.toPrecision(5));

export function calibrate(tell: (text: string) => void): SystemResult[] {
  const found = new Map<PresetName, Params>();
  return SYSTEMS.map((make) => {
    const system = make(found);
    const fitting = new Fitting(system);
    const params = fitting.fit();
    found.set(system.preset, params);
    const modelled = system.figures.map((f) => written(fitting.measure(f.run)[f.name]!));
    tell(`${system.preset}: ${fitting.runs} runs`);
    return { preset: system.preset, params, modelled };
  });
}

/** The systems as they were calibrated. */
export function systemsOf(results: readonly SystemResult[]): System[] {
  const found = new Map(results.map(({ preset, params }) => [preset, params]));
  return SYSTEMS.map((make) => make(found));
}

const isFitted = ({ fits }: System, { anchor, name }: Figure): boolean => fits.some((fit) => fit.anchor === anchor && fit.name === name);

export function anchorsOf(results: readonly SystemResult[]): AnchorResult[] {
  const anchors = systemsOf(results).flatMap((system, s) => {
    const figures = system.figures.map((figure, i): FigureResult => {
      const modelled = results[s]!.modelled[i]!;
      return { ...figure, modelled, error: modelled / figure.published - 1, kind: isFitted(system, figure) ? 'fitted' : 'predicted' };
    });
    return Object.entries(system.setups).map(([anchor, setup]): AnchorResult => {
      const own = figures.filter((f) => f.anchor === anchor);
      const errors = errorsOf(own);
      const predicted = errorsOf(own.filter(({ kind }) => kind === 'predicted'));
      return {
        anchor,
        preset: system.preset,
        setup,
        figures: own,
        median: median(errors),
        predicted: predicted.length === 0 ? undefined : median(predicted),
        worst: Math.max(...errors),
      };
    });
  });
  return anchors.sort((a, b) => Number(a.anchor.slice(1)) - Number(b.anchor.slice(1)));
}

const errorsOf = (figures: readonly FigureResult[]): number[] =>
  figures.filter(({ notCounted }) => notCounted === undefined).map(({ error }) => Math.abs(error));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What the app knows of it. */
export function fitsOf(results: readonly SystemResult[]): Partial<Record<PresetName, PresetFit>> {
  const anchors = anchorsOf(results);
  const entries = systemsOf(results).map((system, s): [PresetName, PresetFit] => {
    const own = anchors.filter(({ preset }) => preset === system.preset);
    const error = median(errorsOf(own.flatMap(({ figures }) => figures)));
    return [system.preset, { fields: system.fields(results[s]!.params), error: Math.round(error * 1_000) / 1_000, anchors: own.map(({ anchor }) => anchor) }];
  });
  return Object.fromEntries(entries);
}
