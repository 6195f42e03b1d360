/** What a person needs to see a broken world again: the seed, the fewest faults that break it, and the command. */
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { shrink } from './shrink.ts';
import { type Simulation, simulate } from './simulate.ts';

export interface Story {
  readonly seed: number;
  readonly faults: readonly FaultDoc[];
  readonly broken: readonly string[];
  readonly command: string;
}

/** Of a world that breaks. */
export function storyOf(seed: number, options: Simulation = {}): Story {
  const breaks = (faults: readonly FaultDoc[]) => simulate(seed, { ...options, faults }).broken.length > 0;
  const faults = shrink(options.faults ?? simulate(seed, options).model.faults, breaks);
  const { broken } = simulate(seed, { ...options, faults });
  const json = JSON.stringify(faults).replaceAll("'", String.raw`'\''`);
  return { seed, faults, broken, command: `npm run sim -- --seed ${seed}${options.everyEvent === true ? ' --every-event' : ''} --faults '${json}'` };
}

export const tell = ({ seed, faults, broken, command }: Story): string =>
  [
    `seed ${seed} breaks:`,
    ...broken.slice(0, 10).map((text) => `  ${text}`),
    `with ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:`,
    ...faults.map((fault) => `  ${JSON.stringify(fault)}`),
    `again: ${command}`,
  ].join('\n');
