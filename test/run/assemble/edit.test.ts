import { describe, expect, it } from 'vitest';
import { SECOND } from '#core/base/units.ts';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../../support/design.ts';
import { Watched } from '../../support/watched.ts';

describe('a design edited while it runs', () => {
  it('[R31] a producer begins when it is added, and what it had not handed over goes with it', () => {
    const nodes = { q: node('queue'), p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }), c: node('consumer') };
    const [both, alone] = [planOf(modelOf(nodes, ['p>q', 'q>c'])), planOf(modelOf({ q: nodes.q, c: nodes.c }, ['q>c']))];
    const watched = new Watched(modelOf({ q: nodes.q, c: nodes.c }, ['q>c']));
    watched.until(4 * SECOND).input({ kind: 'patch', plan: both });
    watched.until(6 * SECOND).input({ kind: 'patch', plan: alone });
    watched.until(8 * SECOND).input({ kind: 'patch', plan: both });
    watched.until(10 * SECOND);
    // Two seconds, none for two, and two more, each beginning with half a record's wait.
    expect(nodeOf(watched.run.report(), 'p')).toMatchObject({ offered: 400, out: 400, kind: 'producer' });
    expect(watched.dropped).toEqual({});
    expect(watched.told('structure.changed').map(({ atUs, detail }) => [atUs, detail])).toEqual([
      [4 * SECOND, { added: 'p p>q' }],
      [6 * SECOND, { removed: 'p p>q' }],
      [8 * SECOND, { added: 'p p>q' }],
    ]);
  });

  it('[R31] a removed producer drops what lingers, and what is on its way arrives', () => {
    const nodes = { t: node('topic'), p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' }, linger: '2s' }) };
    const watched = new Watched(modelOf(nodes, [['p>t', { latency: '500ms' }]]));
    // Batches leave at 2.005 s and 4.015 s; the second is on its way, half a second of records lingers.
    watched.until(4.505 * SECOND).input({ kind: 'patch', plan: planOf(modelOf({ t: nodes.t }, [])) });
    const { offered } = nodeOf(watched.run.report(), 'p');
    watched.until(10 * SECOND);
    const { removed } = watched.dropped;
    expect(removed).toBeGreaterThan(40);
    expect(nodeOf(watched.run.report(), 't').in).toBe(offered! - removed!);
    expect(nodeOf(watched.run.report(), 'p')).toMatchObject({ offered, isRemoved: true });
  });

  it('[R32] a consumer takes its share when it is added, gives back what it holds when it is removed, and goes on when that is undone', () => {
    const nodes = {
      q: node('queue'),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }),
      c1: node('consumer', { workTime: { kind: 'constant', value: '20ms' }, prefetch: 10 }),
      c2: node('consumer', { workTime: { kind: 'constant', value: '20ms' }, prefetch: 10 }),
    };
    const { c2: _, ...first } = nodes;
    const [one, two] = [planOf(modelOf(first, ['p>q', 'q>c1'])), planOf(modelOf(nodes, ['p>q', 'q>c1', 'q>c2']))];
    const watched = new Watched(modelOf(first, ['p>q', 'q>c1']));
    const done = () => ['c1', 'c2'].map((id) => watched.run.world.consumers.find((c) => c.plan.id === id)?.work.processed ?? 0);
    watched.until(2 * SECOND).input({ kind: 'patch', plan: two });
    expect(done()).toEqual([99, 0]);
    watched.until(4 * SECOND).input({ kind: 'patch', plan: one });
    expect(done()).toEqual([199, 100]);
    watched.until(6 * SECOND).input({ kind: 'patch', plan: two });
    // It ended the record it worked on.
    expect(done()).toEqual([299, 101]);
    watched.until(8 * SECOND);
    expect(done().map((n) => Math.round(n / 10))).toEqual([40, 20]);
    const report = watched.run.report();
    expect(watched.run.ledger().dropped).toEqual({});
    // Nine were prefetched, and came again to somebody.
    expect(nodeOf(report, 'q').redelivered).toBe(9);
    expect(report.witness.readers.map(({ lost, duplicates }) => [lost.count, duplicates.count])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('[R32] another source means other instances, which read both', () => {
    const nodes = {
      q: node('queue'),
      r: node('queue'),
      p: node('producer', { load: { kind: 'constant', rate: '20/s' } }),
      c: node('consumer', { workTime: { kind: 'constant', value: '10ms' }, prefetch: 10, count: 2 }),
    };
    const watched = new Watched(modelOf(nodes, ['p>q', 'p>r', 'q>c']));
    watched.until(5 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, ['p>q', 'p>r', 'q>c', 'r>c'])) });
    watched.until(10 * SECOND);
    const report = watched.run.report();
    expect(['q', 'r'].map((id) => nodeOf(report, id).depthEnd)).toEqual([0, 0]);
    expect(nodeOf(report, 'c').processed).toBeGreaterThan(395);
    expect(watched.run.world.consumers[0]!.count).toBe(2);
  });

  it('[R33] a queue that is removed takes along what it keeps; one that comes back under its id is empty', () => {
    const nodes = { q: node('queue'), p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }) };
    const slow = [['p>q', { latency: '100ms' }]] as const;
    const watched = new Watched(modelOf(nodes, slow));
    watched.until(3 * SECOND).input({ kind: 'patch', plan: planOf(modelOf({ p: nodes.p }, [])) });
    expect(watched.dropped).toEqual({ removed: 290 });
    watched.until(5 * SECOND);
    // What was on its way finds no queue.
    expect(watched.dropped).toEqual({ removed: 290, unroutable: 10 });
    watched.input({ kind: 'patch', plan: planOf(modelOf(nodes, slow)) });
    watched.until(6 * SECOND);
    expect(nodeOf(watched.run.report(), 'q')).toMatchObject({ in: 390, depthEnd: 90, dropped: 300 });
    expect(watched.told('queue.deleted').map(({ detail }) => detail)).toEqual([{ lost: 290 }]);
  });

  it('[R33] a topic, a broadcast and a channel that are removed keep nothing', () => {
    const nodes = {
      t: node('topic', { partitions: 3 }),
      b: node('broadcast'),
      ch: node('channel', { capacity: 50 }),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' }, linger: '0s' }),
      g: node('consumer', { workTime: { kind: 'constant', value: '1s' }, offsetReset: 'earliest' }),
      s: node('consumer', { workTime: { kind: 'constant', value: '1s' }, prefetch: 1 }),
    };
    const wires = ['p>t', 'p>b', 'p>ch', 't>g', 'b>s'];
    const { t: _t, b: _b, ch: _ch, ...clients } = nodes;
    const watched = new Watched(modelOf(nodes, wires, { horizon: '20s' }));
    watched.until(8 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(clients, [], { horizon: '20s' })) });
    const held = () => watched.run.world.destinations.map((d) => [d.kind, d.stored]);
    expect(held()).toEqual([
      ['broadcast', 0],
      ['channel', 0],
      ['topic', 0],
    ]);
    watched.until(12 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, wires, { horizon: '20s' })) });
    watched.until(20 * SECOND);
    const report = watched.run.report();
    expect(nodeOf(report, 't')).toMatchObject({ in: 1_600 });
    expect(report.ledger.imbalances).toBe(0);
    expect(report.witness.readers.map(({ lost }) => lost.count)).toEqual([0, 0]);
  });

  it('[R34] a removed edge ends what went over it and nothing else, and counts on when it is back', () => {
    const nodes = {
      q: node('queue'),
      r: node('queue'),
      d: node('queue'),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }),
      c: node('consumer', { onFailure: 'drop', failureProbability: 1, workTime: { kind: 'constant', value: '1ms' } }),
    };
    const all = ['p>q', 'p>r', 'q>c', 'q>d'];
    const watched = new Watched(modelOf(nodes, all));
    const records = (edge: string) => watched.run.report().edges.find(({ id }) => id === edge)!.records;
    watched.until(2 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, ['p>q', 'q>c'])) });
    watched.until(4 * SECOND);
    expect([records('p>q'), records('p>r'), records('q>d')]).toEqual([400, 200, 200]);
    expect(watched.dropped).toEqual({ rejected: 200 });
    watched.input({ kind: 'patch', plan: planOf(modelOf(nodes, all)) });
    watched.until(6 * SECOND);
    expect([records('p>q'), records('p>r'), records('q>d')]).toEqual([600, 400, 400]);
    expect(nodeOf(watched.run.report(), 'q')).toMatchObject({ deadLettered: 400, dropped: 200 });
  });

  it('[R34] a binding and an alternate come and go', () => {
    const nodes = {
      x: node('exchange', { type: 'direct' }),
      y: node('exchange', { type: 'fanout' }),
      q: node('queue'),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }),
    };
    const bound = ['p>x', 'x>q', 'y>q'];
    const alternate = ['x>y', { role: 'alternate' }] as const;
    const unbound = ['p>x', 'y>q', alternate];
    const watched = new Watched(modelOf(nodes, bound));
    watched.until(2 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, unbound)) });
    watched.until(4 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, ['p>x', 'y>q'])) });
    watched.until(6 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(nodes, bound)) });
    watched.until(8 * SECOND);
    expect(nodeOf(watched.run.report(), 'q').in).toBe(600);
    expect(watched.dropped).toEqual({ unroutable: 200 });
    expect(watched.run.report().edges.map(({ id, records }) => [id, records])).toEqual([
      ['p>x', 800],
      ['x>q', 400],
      ['x>y', 200],
      ['y>q', 200],
    ]);
  });

  it.each([
    ['earliest', 1_000],
    ['latest', 0],
  ] as const)('[R35] a group that is added with %s begins there', (offsetReset, before) => {
    const nodes = {
      t: node('topic', { partitions: 4 }),
      p: node('producer', {
        arrivals: 'even',
        load: {
          kind: 'steps',
          steps: [
            { rate: '100/s', for: '10s' },
            { rate: '0/s', for: '20s' },
          ],
        } as never,
      }),
      g: node('consumer', { workTime: { kind: 'constant', value: '1ms' }, offsetReset: 'earliest' }),
      h: node('consumer', { workTime: { kind: 'constant', value: '1ms' }, offsetReset }),
    };
    const { h: _, ...first } = nodes;
    const [one, two] = [planOf(modelOf(first, ['p>t', 't>g'], { horizon: '40s' })), planOf(modelOf(nodes, ['p>t', 't>g', 't>h'], { horizon: '40s' }))];
    const watched = new Watched(modelOf(first, ['p>t', 't>g'], { horizon: '40s' }), one);
    watched.until(15 * SECOND).input({ kind: 'patch', plan: two });
    expect(watched.copied).toEqual({ fan_out: 1_000 });
    watched.until(25 * SECOND).input({ kind: 'patch', plan: one });
    watched.until(30 * SECOND).input({ kind: 'patch', plan: two });
    watched.until(40 * SECOND);
    const report = watched.run.report();
    // Back after it was removed, it goes on behind what it had committed.
    expect(nodeOf(report, 'h').processed).toBe(before);
    expect(report.witness.readers.find(({ node: id }) => id === 'h')).toMatchObject({ lost: { count: 0 }, duplicates: { count: 0 } });
    expect(report.ledger.dropped).toEqual(before === 0 ? { offset_reset: 1_000 } : {});
  });

  it('[R35] a group without consumers stays, and its lag is no lag of the topic', () => {
    const nodes = {
      t: node('topic'),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }),
      g: node('consumer'),
      h: node('consumer'),
    };
    const { h: _, ...rest } = nodes;
    const watched = new Watched(modelOf(nodes, ['p>t', 't>g', 't>h'], { horizon: '20s' }));
    watched.until(10 * SECOND).input({ kind: 'patch', plan: planOf(modelOf(rest, ['p>t', 't>g'], { horizon: '20s' })) });
    watched.until(20 * SECOND);
    expect(nodeOf(watched.run.report(), 't').lagEnd).toBeLessThan(20);
    expect(watched.run.world.destinations[0]!.stored).toBeGreaterThan(990);
  });

  it('[R36] faults of what is removed end, and those that are planned can change until they begin', () => {
    const nodes = { q: node('queue'), p: node('producer'), c: node('consumer') };
    const slow = (at: string) => ({ kind: 'linkDelay', at, for: '2s', target: 'p>q', extra: '50ms' }) as const;
    const model = (faults: readonly ReturnType<typeof slow>[], ids = nodes) => modelOf(ids, ['p>q', 'q>c'], { faults, horizon: '20s' });
    const watched = new Watched(model([slow('1s'), slow('9s')]));
    const cut = { kind: 'linkPartition', target: 'q>c', forUs: null, way: 'both' } as const;
    watched.until(2 * SECOND).input({ kind: 'fault', fault: cut });
    watched.input({ kind: 'patch', plan: planOf(modelOf({ q: nodes.q, p: nodes.p }, ['p>q'], { faults: [slow('1s'), slow('5s')], horizon: '20s' })) });
    expect(watched.run.world.faults.active.map(({ kind }) => kind)).toEqual(['linkDelay']);
    watched.until(20 * SECOND);
    expect(watched.told('fault.ended').map(({ atUs, entity }) => [atUs / SECOND, entity])).toEqual([
      [2, 'q>c'],
      [3, 'p>q'],
      [7, 'p>q'],
    ]);
  });

  it('[R37] tells a setting by its node and name', () => {
    const model = (rate: string, latency: string) =>
      modelOf({ q: node('queue'), p: node('producer', { load: { kind: 'constant', rate } }) }, [['p>q', { latency }]]);
    const watched = new Watched(model('5/s', '1ms')).until(SECOND);
    watched.input({ kind: 'patch', plan: planOf(model('6/s', '2ms')) });
    watched.input({ kind: 'patch', plan: planOf(model('6/s', '2ms')) });
    expect(watched.told('settings.changed').map(({ entity, detail }) => [entity, detail])).toEqual([
      ['p>q', { field: 'latencyUs' }],
      ['p', { field: 'load' }],
    ]);
  });

  it('[W8] what was lost before an edit stays counted, and nothing that it removes is called lost', () => {
    const nodes = {
      q: node('queue', { maxLength: 10, overflow: 'dropHead' }),
      p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }),
      c: node('consumer', { workTime: { kind: 'constant', value: '50ms' }, prefetch: 1 }),
    };
    const watched = new Watched(modelOf(nodes, ['p>q', 'q>c']));
    watched.until(5 * SECOND);
    const before = watched.run.report().witness.readers[0]!.lost.count;
    expect(before).toBeGreaterThan(350);
    watched.input({ kind: 'patch', plan: planOf(modelOf({ p: nodes.p }, [])) });
    watched.until(10 * SECOND);
    expect(watched.dropped.removed).toBeGreaterThanOrEqual(10);
    expect(watched.run.report().witness.readers[0]!.lost.count).toBe(before);
  });

  it('[R39] the report lists what was removed, and objectives are those of the design at the end', () => {
    const nodes = { q: node('queue'), p: node('producer', { arrivals: 'even', load: { kind: 'constant', rate: '100/s' } }), c: node('consumer') };
    const objectives = [{ metric: 'depthEnd', node: 'q', below: 5 }] as const;
    const run = new Run(planOf(modelOf(nodes, ['p>q', 'q>c'])));
    run.advance(5 * SECOND, Number.POSITIVE_INFINITY);
    run.input({ kind: 'patch', plan: planOf(modelOf({ q: nodes.q, p: nodes.p }, ['p>q'], { objectives })) });
    const report = finish(run);
    expect(report.nodes.map(({ id, isRemoved }) => [id, isRemoved])).toEqual([
      ['c', true],
      ['p', undefined],
      ['q', undefined],
    ]);
    expect(report.objectives).toMatchObject([{ node: 'q', met: false }]);
  });
});
