/**
 * A topic exchange with 1,000 bindings to 100 queues: our tree of patterns and what it remembers by key, beside a regular
 * expression for each binding, with and without a Map of the keys seen. The queues are ours on both sides, and empty at once.
 */
import type { BindingSpec } from '#core/base/routing.ts';
import { NO_KEY, type Books, type Message } from '#core/broker/api.ts';
import { Exchange } from '#core/broker/exchange/exchange.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueConsumer } from '#core/broker/queue/consumers.ts';
import { type BenchCase, faster, js, type Sample, timed } from '../benchCase.ts';
import { uniform } from '../draws.ts';

const QUEUES = 100;
const BINDINGS = 1_000;
const ROUTES = 1_000_000;
/** Keys that come again and again. */
const KEYS = 5_000;
/** Keys of which none comes twice: each is worked out. */
const NEW_KEYS = 20_000;

const books = { offered() {}, copied() {}, refused() {}, consumed() {}, dropped() {} } satisfies Books;

/** Takes all at once and keeps nothing. */
class Sink implements QueueConsumer {
  readonly prefetch = 0;
  readonly settleOnDelivery = true;
  readonly isExclusive = false;
  readonly priority = 0;
  unsettled = 0;
  isWaiting = false;
  isCancelled = false;
  deliver(): void {}
  ended(): void {}
}

const draw = uniform(11);
const word = (of: number): string => `w${Math.floor(draw() * of)}`;
const keyOf = (n: number): string => `${word(40)}.${word(200)}.${word(20)}${n < 0 ? '' : `.${n}`}`;
const wild = (part: string, chance: number, by: string): string => (draw() < chance ? by : part);
const BOUND: readonly (readonly [queue: number, BindingSpec])[] = Array.from({ length: BINDINGS }, (_, i) => [
  i % QUEUES,
  { key: `${wild(word(40), 0.2, '*')}.${wild(word(200), 0.5, '*')}.${wild(word(20), 0.3, '#')}${draw() < 0.5 ? '.#' : ''}` },
]);
const message = (routingKey: string): Message => ({ createdUs: 0, key: NO_KEY, size: 100, serial: 1, properties: { routingKey } });
const REPEATED = Array.from({ length: KEYS }, () => message(keyOf(-1)));
const NEW = Array.from({ length: NEW_KEYS }, (_, i) => message(keyOf(i)));

interface Router {
  readonly queues: readonly Queue[];
  publish(message: Message): void;
}

const queues = (): Queue[] =>
  Array.from({ length: QUEUES }, () => {
    const queue = new Queue({ maxLength: 0, overflow: 'reject' }, books);
    queue.addConsumer(new Sink());
    return queue;
  });

function ours(): Router {
  const exchange = new Exchange('topic', books);
  const ends = queues();
  ends.forEach((queue, id) => {
    exchange.bind(
      queue,
      id,
      BOUND.flatMap(([to, binding]) => (to === id ? [binding] : [])),
    );
  });
  return { queues: ends, publish: (one) => void exchange.publish(one) };
}

/** One word: anything between dots. Any number of words, of which none here is the first: each with the dot in front of it. */
function expressionOf(pattern: string): RegExp {
  const parts = pattern.split('.').map((part, i) => (part === '#' ? '(?:\\.[^.]*)*' : `${i === 0 ? '' : '\\.'}${part === '*' ? '[^.]*' : part}`));
  return new RegExp(`^${parts.join('')}$`);
}

function expressions(remembers: boolean): Router {
  const ends = queues();
  const bindings = BOUND.map(([to, { key }]) => ({ queue: ends[to] as Queue, matches: expressionOf(key) }));
  const known = new Map<string, readonly Queue[]>();
  const route = (key: string): readonly Queue[] => [...new Set(bindings.filter(({ matches }) => matches.test(key)).map(({ queue }) => queue))];
  return {
    queues: ends,
    publish(one) {
      const key = one.properties?.routingKey ?? '';
      let to = known.get(key);
      if (to === undefined) {
        to = route(key);
        if (remembers) known.set(key, to);
      }
      for (const queue of to) queue.publish(one);
    },
  };
}

function run(router: Router, messages: readonly Message[], routes: number): Sample {
  const work = (from: number, to: number): void => {
    for (let i = from; i < to; i++) router.publish(messages[i % messages.length] as Message);
  };
  // Warm in code; of keys only those that come again are known before.
  work(0, messages === NEW ? 2_000 : KEYS);
  const before = copies(router);
  const from = messages === NEW ? 2_000 : 0;
  const sample = timed(routes, () => work(from, from + routes));
  return { ...sample, check: String(copies(router) - before) };
}
const copies = ({ queues: ends }: Router): number => ends.reduce((n, queue) => n + queue.accepted, 0);

export const benchCase: BenchCase = {
  name: 'routing',
  operation: 'message routed by a topic exchange of 1,000 bindings',
  programs: {
    'exchange, keys that repeat': js(() => run(ours(), REPEATED, ROUTES)),
    'expressions and a Map, keys that repeat': js(() => run(expressions(true), REPEATED, ROUTES)),
    'expressions, keys that repeat': js(() => run(expressions(false), REPEATED, ROUTES / 100)),
    'exchange, each key new': js(() => run(ours(), NEW, NEW_KEYS - 2_000)),
    'expressions, each key new': js(() => run(expressions(false), NEW, NEW_KEYS - 2_000)),
  },
  same: [
    ['exchange, keys that repeat', 'expressions and a Map, keys that repeat'],
    ['exchange, each key new', 'expressions, each key new'],
  ],
  goals: [
    {
      text: 'exchange vs expressions and a Map, keys that repeat',
      measured: faster('exchange, keys that repeat', 'expressions and a Map, keys that repeat'),
      want: 'at least',
      must: 0.7,
      stretch: 0.9,
    },
    {
      text: 'exchange vs expressions for each message',
      measured: faster('exchange, keys that repeat', 'expressions, keys that repeat'),
      want: 'at least',
      must: 20,
      stretch: 40,
    },
    {
      text: 'exchange vs expressions, each key new',
      measured: faster('exchange, each key new', 'expressions, each key new'),
      want: 'at least',
      must: 3,
      stretch: 6,
    },
  ],
};
