/** A document with nothing in it yet. */
import { MODEL_DEFAULTS, VIEW_DEFAULTS } from '#core/scenario/defaults.ts';
import { FORMAT, type Scenario, VERSION, type View } from '#core/scenario/scenario.ts';

/** Who plays freely wants to turn knobs for a while before the run is over. */
const HORIZON = '10m';

export const newScenario = (title: View['title'] = ''): Scenario => ({
  format: FORMAT,
  version: VERSION,
  model: { ...MODEL_DEFAULTS, horizon: HORIZON },
  view: { ...VIEW_DEFAULTS, title },
});
