/**
 * What is calibrated: a system that somebody measured, with its preset, the parameters that are fitted, the runs that stand for the
 * measurements, and the published figures those runs are compared with. Times in µs, bandwidths in bytes per second.
 */
import type { PresetName } from '#core/base/presetNames.ts';
import type { CostFields } from '#core/scenario/presets.ts';

export type Params = Readonly<Record<string, number>>;
export type Measured = Readonly<Record<string, number>>;

export interface Figure {
  /** A1 … A14 of what was published. */
  readonly anchor: string;
  readonly name: string;
  readonly unit: string;
  readonly published: number;
  /** Which run measures it, under the figure's name. */
  readonly run: string;
  /** Why it says nothing of the model, and is shown all the same. */
  readonly notCounted?: string;
}

/** `param` is changed between `low` and `high` until the figure `name` of `anchor` is met. */
export interface Fit {
  readonly param: string;
  readonly anchor: string;
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export interface System {
  readonly preset: PresetName;
  /** How each of its anchors was measured, and with what it is compared. */
  readonly setups: Readonly<Record<string, string>>;
  /** Where fitting begins. */
  readonly start: Params;
  readonly fits: readonly Fit[];
  /** What the parameters make of the preset. */
  fields(params: Params): CostFields;
  /** Parameters of the clients of these measurements, for the page. */
  clients?(params: Params): string;
  readonly runs: Readonly<Record<string, (params: Params) => Measured>>;
  readonly figures: readonly Figure[];
}

export const usText = (us: number): string => `${Number(us.toPrecision(4))}us`;
export const bandwidthText = (bytesPerSec: number): string => `${Number((bytesPerSec / 1e6).toPrecision(4))}MB/s`;
