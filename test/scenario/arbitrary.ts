/** Scenarios without errors, of every kind of node and setting, for property tests. */
import fc from 'fast-check';
import { formatBytes, formatDuration, formatRate } from '#core/base/quantity.ts';
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { BindingDoc, DistributionDoc, EdgeDoc, KeysDoc, LoadDoc, NodeDoc, NoteDoc, Scenario } from '#core/scenario/scenario.ts';
import { NOTE_COLORS, VERSION } from '#core/scenario/scenario.ts';

const duration = (min = 0) => fc.integer({ min, max: 60_000_000 }).map(formatDuration);
const rate = fc.integer({ min: 0, max: 100_000 }).map(formatRate);
const bytes = fc.integer({ min: 0, max: 1_000_000 }).map(formatBytes);
const id = fc.stringMatching(/^[a-z0-9][a-zA-Z0-9_-]{0,8}$/);
const text = fc.stringMatching(/^[a-z主题 ."\\{}-]{0,12}$/);

const note: fc.Arbitrary<NoteDoc> = fc.record({
  kind: fc.constantFrom('note' as const, 'frame' as const),
  text,
  color: fc.constantFrom(...NOTE_COLORS),
  x: fc.integer(),
  y: fc.integer(),
  width: fc.nat(),
  height: fc.nat(),
});

const distribution = (quantity: fc.Arbitrary<string>): fc.Arbitrary<DistributionDoc> =>
  fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), value: quantity }),
    fc.record({ kind: fc.constant('exponential' as const), mean: quantity }),
    fc.record({ kind: fc.constant('logNormal' as const), mean: quantity, cv: fc.double({ min: 0, max: 10, noNaN: true }) }),
    fc.record({ kind: fc.constant('gamma' as const), mean: quantity, shape: fc.integer({ min: 1, max: 9 }) }),
    fc.array(quantity, { minLength: 1, maxLength: 4 }).map((values) => ({ kind: 'empirical' as const, values, weights: values.map((_, i) => i + 1) })),
  );
const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60_000_000 }), rate), { minLength: 1, maxLength: 6 })
  .map((all) => all.sort(([a], [b]) => a - b).map(([at, r]) => ({ at: formatDuration(at), rate: r })));
/** Some with a key, some with a size too. */
const replayRow = fc.tuple(fc.integer({ min: 0, max: 60_000_000 }), fc.constantFrom('', ',order 7', ',,2KiB', ',a,b,1B', ',主题'));
const load: fc.Arbitrary<LoadDoc> = fc.oneof(
  fc.record({
    kind: fc.constant('flashSale' as const),
    base: fc.constant('1/s'),
    countdown: duration(),
    at: duration(),
    peak: rate.map((r) => (r === '0/s' ? '1/s' : r)),
    decay: duration(1),
    retryShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
    retryAfter: duration(1),
  }),
  fc.record({ kind: fc.constant('diurnal' as const), low: fc.constant('0/s'), high: rate, day: duration(24) }),
  fc.record({
    kind: fc.constant('cyclic' as const),
    min: fc.constant('0/s'),
    max: rate,
    up: duration(1),
    hold: duration(),
    down: duration(),
    rest: duration(),
  }),
  fc
    .array(fc.tuple(rate, duration(100_000)), { minLength: 2, maxLength: 8 })
    .map((states) => ({ kind: 'bursts' as const, rates: states.map(([r]) => r), holds: states.map(([, hold]) => hold) })),
  fc.record({ kind: fc.constantFrom('drawn' as const, 'replayRates' as const), points }),
  fc
    .array(replayRow, { minLength: 1, maxLength: 6 })
    .map((rows) => ({ kind: 'replayMessages' as const, rows: rows.sort(([a], [b]) => a - b).map(([at, rest]) => formatDuration(at) + rest) })),
  fc.record({ kind: fc.constant('users' as const), users: fc.integer({ min: 0, max: 50 }), thinkTime: distribution(duration()), rampUp: duration() }),
  fc.record({ kind: fc.constant('constant' as const), rate }),
  fc.record({ kind: fc.constant('ramp' as const), from: rate, to: rate, over: duration(1) }),
  fc.record({ kind: fc.constant('steps' as const), steps: fc.array(fc.record({ rate, for: duration(1) }), { minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constant('spike' as const), base: rate, peak: rate, at: duration(), rise: duration(), hold: duration(), fall: duration() }),
  fc.record({ kind: fc.constant('sine' as const), mean: fc.constant('100k/s'), amplitude: rate, period: duration(1) }),
);
const keys: fc.Arbitrary<KeysDoc> = fc.oneof(
  fc.record({ kind: fc.constant('single' as const), key: text }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('hotKey' as const), count: fc.integer({ min: 2, max: 1000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constantFrom('uniform' as const, 'roundRobin' as const), count: fc.integer({ min: 1, max: 1000 }) }),
  fc.record({ kind: fc.constant('zipf' as const), count: fc.integer({ min: 1, max: 1000 }), exponent: fc.double({ min: 0, max: 3, noNaN: true }) }),
);

const change = <T extends object>(base: T, fields: { [F in keyof T]?: fc.Arbitrary<T[F]> }): fc.Arbitrary<T> =>
  fc.record(fields as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }).map((changes) => ({ ...base, ...changes }));

const nodeOfKind = (name: string): fc.Arbitrary<NodeDoc> =>
  fc.oneof(
    change(newNode('broker', name), { threads: fc.integer({ min: 1, max: 64 }), costPerRequest: duration() }),
    change(newNode('topic', name), { partitions: fc.integer({ min: 1, max: 12 }) }),
    change(newNode('queue', name), {
      maxLength: fc.integer({ min: 0, max: 1000 }),
      maxBytes: fc.option(
        bytes.map((b) => (b === '0B' ? '1B' : b)),
        { nil: undefined },
      ),
      overflow: fc.constantFrom('reject', 'dropHead', 'rejectDeadLetter'),
      maxPriority: fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }),
      durable: fc.boolean(),
      singleActive: fc.boolean(),
      expires: fc.option(duration(1), { nil: undefined }),
      messageTtl: fc.option(duration(), { nil: undefined }),
      deliveryLimit: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    }),
    change(newNode('exchange', name), { type: fc.constantFrom('direct', 'fanout', 'topic', 'headers') }),
    fc.constant(newNode('broadcast', name)),
    change(newNode('channel', name), {
      capacity: fc.integer({ min: 0, max: 9 }),
      unbounded: fc.boolean(),
      memoryLimit: bytes.map((b) => (b === '0B' ? '1B' : b)),
    }),
    change(newNode('producer', name), {
      load,
      keys,
      size: distribution(bytes),
      closeWhenDone: fc.boolean(),
      linger: duration(),
      acks: fc.constantFrom('0', '1', 'all'),
    }),
    change(newNode('consumer', name), {
      count: fc.integer({ min: 1, max: 9 }),
      workTime: distribution(duration()),
      failureProbability: fc.double({ min: 0, max: 1, noNaN: true }),
      group: text,
      prefetch: fc.integer({ min: 0, max: 99 }),
      commit: fc.constantFrom('auto', 'afterProcessing', 'beforeProcessing'),
    }),
  );

const BINDINGS: readonly BindingDoc[] = [{ key: 'a.*' }, { key: '' }, { key: '', arguments: { b: 'x', a: 1 }, match: 'any' }];

/** Random pairs; those the rules refuse are left out. Then destinations are placed on a broker, if there is one. */
function build(ids: string[], docs: NodeDoc[], pairs: [number, number, EdgeDoc][], about: Pick<Scenario, 'view'>, seed: number, horizon: string): Scenario {
  const broker = ids.find((_, i) => docs[i]?.kind === 'broker');
  const nodes = Object.fromEntries(
    ids.map((key, i) => {
      const doc = docs[i] as NodeDoc;
      const isServed = doc.kind === 'topic' || doc.kind === 'queue' || doc.kind === 'exchange' || doc.kind === 'broadcast';
      return [key, isServed && broker !== undefined && i % 2 === 0 ? { ...doc, broker } : doc];
    }),
  );
  let model: Scenario['model'] = { seed, horizon, nodes, edges: {}, faults: [], objectives: [{ metric: 'dropped', node: '', below: 5 }] };
  for (const [a, b, edge] of pairs) {
    const [from, to] = [ids[a % ids.length] as string, ids[b % ids.length] as string];
    if (connectionRefusal(model, from, to) !== undefined) continue;
    const bindings = nodes[from]?.kind === 'exchange' ? { bindings: BINDINGS.slice(0, 1 + (a % 3)) } : {};
    model = { ...model, edges: { ...model.edges, [`${from}.${to}`]: { ...edge, ...bindings, from, to } } };
  }
  return { format: 'spillway', version: VERSION, model, ...about };
}

export const scenarios: fc.Arbitrary<Scenario> = fc.uniqueArray(id, { minLength: 1, maxLength: 8 }).chain((ids) =>
  fc
    .tuple(
      fc.tuple(...ids.map((_, i) => nodeOfKind(`node ${i}`))),
      fc.array(fc.tuple(fc.nat(), fc.nat(), change(newEdge('', ''), { latency: duration(), share: fc.double({ min: 0, max: 1, noNaN: true }) })), {
        maxLength: 20,
      }),
      fc.record({
        view: fc.record(
          {
            title: fc.oneof(text, fc.record({ en: text, zh: text })),
            note: text,
            positions: fc.dictionary(id, fc.record({ x: fc.integer(), y: fc.integer() })),
            notes: fc.dictionary(id, note),
          },
          { requiredKeys: ['title', 'positions'] },
        ),
      }),
      fc.nat(),
      duration(1000),
    )
    .map(([docs, pairs, about, seed, horizon]) => build(ids, docs, pairs, about as Pick<Scenario, 'view'>, seed, horizon)),
);
