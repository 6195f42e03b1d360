/** Written by `npm run calibrate`: what was fitted of each preset, and how far the model is from what was published. */
import type { PresetName } from '../base/presetNames.ts';
import type { CostFields } from './presets.ts';

export interface PresetFit {
  readonly fields: CostFields;
  /** Median of the errors of its anchors, as part of the published figure. */
  readonly error: number;
  readonly anchors: readonly string[];
}

export const PRESET_FITS: { readonly [Name in PresetName]?: PresetFit } = {};
