/** The designs that are played beside real servers. */
import { must } from '#core/base/assert.ts';
import { readScenario } from '#core/scenario/parse.ts';
import type { Reference } from './beside.ts';
import kafkaRamp from './designs/kafka-ramp.json' with { type: 'json' };
import kafkaSpike from './designs/kafka-spike.json' with { type: 'json' };
import rabbitSpike from './designs/rabbitmq-spike.json' with { type: 'json' };

const reference = (id: string, file: unknown, seconds: number, more: Partial<Reference> = {}): Reference => ({
  id,
  scenario: must(readScenario(file).scenario, id),
  consumer: 'workers',
  source: 'messages',
  seconds,
  ...more,
});

export const REFERENCES: readonly Reference[] = [
  reference('kafka-ramp', kafkaRamp, 30),
  reference('kafka-spike', kafkaSpike, 40),
  reference('rabbitmq-spike', rabbitSpike, 30, { deadLetters: 'dead' }),
];
