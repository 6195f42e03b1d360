/** A new document: nothing on the canvas, one virtual minute to run. */
import { FORMAT, type LocalText, type Scenario, VERSION } from '#core/scenario/scenario.ts';

export function emptyScenario(title: LocalText = { en: 'Untitled', zh: '未命名' }): Scenario {
  return {
    format: FORMAT,
    version: VERSION,
    model: { seed: 1, horizon: '60s', nodes: {}, edges: {}, faults: [], objectives: [] },
    view: { title, positions: {} },
  };
}
