/**
 * npm run calibrate: fits the presets to what was published, prints the errors, and writes docs/accuracy.md, the presets' fits and the
 * results they come from. Takes about two minutes. Ends with code 1 when fewer than ten anchors are met.
 */
import { writeFileSync } from 'node:fs';
import { anchorsOf, calibrate, fitsOf, WITHIN } from './results.ts';
import beside from '../verify/results.json' with { type: 'json' };
import { accuracyPage } from './page.ts';

const FITS = `/** Written by \`npm run calibrate\`: what was fitted of each preset, and how far the model is from what was published. */
import type { PresetName } from '../base/presetNames.ts';
import type { CostFields } from './presets.ts';

export interface PresetFit {
  readonly fields: CostFields;
  /** Median of the errors of its figures, as part of what was published. */
  readonly error: number;
  readonly anchors: readonly string[];
}

export const PRESET_FITS: { readonly [Name in PresetName]?: PresetFit } = `;

const results = calibrate((text) => console.log(text));
writeFileSync('test/calibrate/results.json', `${JSON.stringify(results, null, 2)}\n`);
writeFileSync('core/scenario/presetFits.ts', `${FITS}${JSON.stringify(fitsOf(results), null, 2)};\n`);
writeFileSync('docs/accuracy.md', accuracyPage(results, beside));

const anchors = anchorsOf(results);
for (const { anchor, figures, median, worst } of anchors) {
  console.log(`${anchor.padEnd(4)} error ${(median * 100).toFixed(1)} %, worst ${(worst * 100).toFixed(1)} %`);
  for (const { name, unit, published, modelled, error, kind } of figures)
    console.log(`       ${kind.padEnd(12)} ${name}: ${published} ${unit}, modelled ${modelled} (${(error * 100).toFixed(1)} %)`);
}
const met = anchors.filter(({ median }) => median <= WITHIN).length;
console.log(`${met} of ${anchors.length} within ${WITHIN * 100} %`);
if (met < 10) process.exitCode = 1;
