/**
 * npm run sim [-- --seeds 1000] [-- --start 1] [-- --seed 123 [--faults '[…]'] [--every-event]]
 * Plays random worlds. A quarter of them has its books looked at after every event, a tenth is played twice for its trace.
 * Ends with code 1 when one breaks, after saying how to see it again.
 */
import { parseArgs } from 'node:util';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { simulate } from './simulate.ts';
import { storyOf, tell } from './story.ts';

const USAGE = `npm run sim -- [--seeds N] [--start N]                            plays N worlds, from the seed given on
npm run sim -- --seed N [--faults '[…]'] [--every-event]        plays one, with its own faults or these`;

const OPTIONS = {
  seeds: { type: 'string', default: '1000' },
  start: { type: 'string', default: '1' },
  seed: { type: 'string' },
  faults: { type: 'string' },
  'every-event': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Undefined when what was asked for makes no sense. */
function optionsOf() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const numbers = [values.seeds, values.start, values.seed ?? '0'];
    if (values.help || !numbers.every((text) => /^\d{1,15}$/.test(text))) return undefined;
    return { ...values, faults: values.faults === undefined ? undefined : (JSON.parse(values.faults) as FaultDoc[]) };
  } catch {
    return undefined;
  }
}

const options = optionsOf();
if (options === undefined) console.log(USAGE);
process.exitCode =
  options === undefined ? 2 : options.seed === undefined ? many(Number(options.start), Number(options.seeds)) : one(Number(options.seed), options);

function one(seed: number, { faults, 'every-event': everyEvent }: NonNullable<ReturnType<typeof optionsOf>>): number {
  const { model, events, traceHash, broken } = simulate(seed, { faults, everyEvent });
  const { nodes, edges } = model;
  console.log(JSON.stringify({ nodes, edges, faults: model.faults }, null, 2));
  console.log(`seed ${seed}: ${events} events, trace ${traceHash}`);
  for (const text of broken) console.log(`  ${text}`);
  console.log(broken.length === 0 ? 'all invariants hold' : 'broken');
  return broken.length === 0 ? 0 : 1;
}

function many(start: number, count: number): number {
  const begin = performance.now();
  let [events, faults, failed] = [0, 0, 0];
  for (let seed = start; seed < start + count; seed++) {
    const everyEvent = seed % 4 === 0;
    const first = simulate(seed, { everyEvent });
    events += first.events;
    faults += first.model.faults.length;
    const isOther = seed % 10 === 0 && simulate(seed).traceHash !== first.traceHash;
    if (isOther) console.log(`seed ${seed} has two traces: npm run sim -- --seed ${seed}`);
    if (first.broken.length > 0) console.log(tell(storyOf(seed, { everyEvent })));
    if (isOther || first.broken.length > 0) failed++;
    if (failed >= 10) break;
  }
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${count} worlds, ${faults} faults, ${(events / 1e6).toFixed(1)} million events in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(1)} worlds per second`,
  );
  console.log(failed === 0 ? 'all invariants hold' : `${failed} broken`);
  return failed === 0 ? 0 : 1;
}
