/** Exchanges bound at random to queues and to each other, and what is published to them. */
import { createRandom } from '#core/base/random.ts';
import { Recorder, type Script } from './script.ts';
import type { Stage } from './transcript.ts';

const TYPES = ['direct', 'fanout', 'topic', 'topic', 'headers'];
const PATTERNS = ['', 'a', 'b', 'a.b', '*', '#', 'a.*', '*.b', '#.b', 'a.#', '*.*', '#.*', 'a.#.b', '#.a.#'];
const KEYS = ['', 'a', 'b', 'a.b', 'b.a', 'a.b.b', 'a..b', 'a.x.a.b', '.'];
const FIELDS = ['a:1', "b:'1'", 'x-c:3', 'd:four'];
const MATCHES = ['all', 'any', 'all-with-x', 'any-with-x'];
const EXCHANGES = ['e1', 'e2', 'e3', 'e4'];
const QUEUES = ['q1', 'q2', 'q3'];
const BINDINGS = 9;
const MESSAGES = 14;

export async function randomRoutes(seed: number, stage: Stage): Promise<Script> {
  const random = createRandom(seed).fork('routes');
  const below = (n: number): number => random.u32() % n;
  const one = (some: readonly string[]): string => some[below(some.length)]!;
  const fields = (): string => FIELDS.filter(() => below(3) === 0).join(',');

  const recorder = new Recorder(stage);
  for (const queue of QUEUES) await recorder.play(`queue ${queue}`);
  for (const [i, exchange] of EXCHANGES.entries()) {
    const alternate = i > 0 && below(3) === 0 ? ` alternate=${EXCHANGES[below(i)]}` : '';
    await recorder.play(`exchange ${exchange} type=${one(TYPES)}${alternate}`);
  }
  for (let i = 0; i < BINDINGS; i++) {
    const to = below(3) === 0 ? `${one(EXCHANGES)} toExchange` : one(QUEUES);
    await recorder.play(`bind ${one(EXCHANGES)} ${to} key=${one(PATTERNS)} headers=${fields()} match=${one(MATCHES)}`);
  }
  for (let n = 1; n <= MESSAGES; n++) {
    const mandatory = below(2) === 0 ? ' mandatory' : '';
    await recorder.play(`publish exchange=${one(EXCHANGES)} key=${one(KEYS)} headers=${fields()} confirm${mandatory} ${n}`);
  }
  for (const queue of QUEUES) await recorder.play(`drain ${queue}`);
  return recorder.script(`[RX1–RX6] random exchanges, seed ${seed}`);
}
