/** The messages a destination holds, page by page. */
import { describe, expect, it } from 'vitest';
import { murmur2Ascii } from '#core/base/hash.ts';
import { LIMITS } from '#core/base/limits.ts';
import { browse } from '#core/run/browse/browse.ts';
import type { BrowseFrom, MessagePage } from '#core/run/messageRows.ts';
import { Run } from '#core/run/run.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../../support/design.ts';
import { TestScreen } from '../../support/testPort.ts';

const START: BrowseFrom = { kind: 'start' };
const ran = (model: Model, untilUs: number): Run => {
  const run = new Run(planOf(model));
  run.advance(untilUs, Number.MAX_SAFE_INTEGER);
  return run;
};
const look = (run: Run, id: string, from: BrowseFrom = START, part = 0, key = ''): MessagePage => browse(run.world, { node: id, part, from, key })!;
const ms = (value: string) => ({ kind: 'constant' as const, value });

const KEYED = modelOf(
  {
    p: node('producer', { load: { kind: 'constant', rate: '1000/s' }, keys: { kind: 'roundRobin', count: 50 }, linger: '0ms' }),
    t: node('topic', { partitions: 2 }),
    c: node('consumer', { offsetReset: 'earliest', commit: 'afterProcessing', workTime: ms('10ms'), maxPollRecords: 10 }),
  },
  ['p>t', 't>c'],
  { horizon: '10s' },
);

describe('browsing', () => {
  it('[FM22] [FM24] lists a partition by offset, a page at a time, and by an instant, the high watermark and a commit', () => {
    const run = ran(KEYED, 6_000_000);
    const log = run.world.topic(0)!.logs[1]!;
    const first = look(run, 't', START, 1);
    expect(first).toMatchObject({ kind: 'topic', parts: 2, start: 0, end: log.end, highWatermark: log.end, from: 0, previous: null, next: 100, isCut: false });
    expect(first.rows).toHaveLength(LIMITS.browseRows);
    const serials: number[] = [];
    for (let page = first; ; page = look(run, 't', { kind: 'position', position: page.next }, 1)) {
      serials.push(...page.rows.map(({ serial }) => serial));
      if (page.next === null) break;
    }
    expect(serials).toHaveLength(log.end);
    expect(serials).toEqual([...serials].sort((a, b) => a - b));
    const last = look(run, 't', { kind: 'end' }, 1);
    expect(last.rows.at(-1)?.position).toBe(log.end - 1);
    expect(look(run, 't', { kind: 'position', position: last.previous! }, 1).next).toBe(last.from);
    const [group] = first.groups!;
    expect(look(run, 't', { kind: 'committed', group: 'c' }, 1).rows[0]?.position).toBe(group?.committed);
    const late = look(run, 't', { kind: 'time', atUs: 4_000_000 }, 1).rows[0]!;
    expect(late.createdUs).toBeGreaterThanOrEqual(4_000_000);
    expect(look(run, 't', { kind: 'position', position: late.position - 1 }, 1).rows[0]!.createdUs).toBeLessThan(4_000_000);
    expect(browse(run.world, { node: 't', part: 2, from: START, key: '' })).toBeNull();
    expect(browse(run.world, { node: 'p', part: 0, from: START, key: '' })).toBeNull();
  });

  it('[FM22] marks records that consumers may not read yet', () => {
    const model = modelOf(
      {
        k: node('broker', { profile: 'kafka-4.1', nodes: 3 }),
        p: node('producer', { load: { kind: 'constant', rate: '100/s' }, acks: '1' }),
        t: node('topic', { broker: 'k', partitions: 1, replicationFactor: 3 }),
      },
      ['p>t'],
      { faults: [{ kind: 'brokerPause', target: 'k', server: 2, at: '2s' }] },
    );
    const run = ran(model, 3_000_000);
    const page = look(run, 't', { kind: 'highWatermark' });
    expect(page.highWatermark).toBeLessThan(page.end);
    expect(page.rows[0]).toMatchObject({ position: page.highWatermark, state: 'uncommitted' });
    expect(look(run, 't').rows[0]?.state).toBe('stored');
  });

  it('[FM23] lists what consumers of a queue have with its holder, then what is ready in the order it goes', () => {
    const model = modelOf(
      {
        p: node('producer', {
          load: { kind: 'constant', rate: '10/s' },
          variants: [
            { weight: 1, priority: 1 },
            { weight: 1, priority: 2 },
          ],
        }),
        q: node('queue', { maxPriority: 5 }),
        c: node('consumer', { count: 2, prefetch: 2, workTime: ms('60s') }),
      },
      ['p>q', 'q>c'],
    );
    const run = ran(model, 3_000_000);
    const { rows, end } = look(run, 'q');
    expect(end).toBe(rows.length);
    expect(rows.slice(0, 4).map(({ state }) => state)).toEqual(['unacked', 'unacked', 'unacked', 'unacked']);
    expect(new Set(rows.slice(0, 4).map(({ holder }) => holder))).toEqual(new Set(['c/0', 'c/1']));
    const ready = rows.slice(4);
    expect(ready.every(({ state }) => state === 'ready')).toBe(true);
    const order = ready.map(({ properties, serial }) => [-(properties?.priority ?? 0), serial] as const);
    expect(order).toEqual([...order].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  });

  it('[FM23] lists a broadcast by subscription, and a channel with those that wait to send', () => {
    const model = modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '10/s' } }),
        b: node('broadcast'),
        ch: node('channel', { capacity: 2 }),
        c: node('consumer', { count: 2, prefetch: 1, workTime: ms('60s') }),
        d: node('consumer', { workTime: ms('60s') }),
      },
      ['p>b', 'p>ch', 'b>c', 'ch>d'],
    );
    const run = ran(model, 2_000_000);
    expect([0, 1].map((part) => look(run, 'b', START, part).rows[0]?.holder)).toEqual(['c/0', 'c/1']);
    expect(look(run, 'b').parts).toBe(2);
    expect(look(run, 'ch').rows.map(({ state }) => state)).toEqual(['ready', 'ready', 'blocked']);
    expect(look(run, 'ch').rows.map(({ serial }) => serial)).toEqual([2, 3, 4]);
  });

  it('[FM25] finds a key by its text and by its hash, and nothing for what is no key', () => {
    const run = ran(KEYED, 3_000_000);
    const hash = murmur2Ascii('key17') & 0x7fffffff;
    const part = hash % 2;
    const found = look(run, 't', START, part, 'key17');
    expect(found.rows.length).toBeGreaterThan(10);
    expect(new Set(found.rows.map(({ key }) => key))).toEqual(new Set(['key17']));
    expect(found.rows.every(({ serial }) => (serial - 1) % 50 === 17)).toBe(true);
    expect(look(run, 't', START, part, String(hash)).rows).toEqual(found.rows);
    expect(look(run, 't', START, part, 'ключ').rows).toEqual([]);
    expect(look(run, 't', START, 1 - part, 'key17').rows).toEqual([]);
  });

  it('[FM26] is answered behind the port, and changes nothing', () => {
    const plan = planOf(KEYED);
    const [looking, blind] = [new TestScreen(), new TestScreen()];
    for (const screen of [looking, blind]) {
      screen.load(plan, { untilUs: 2_000_000 });
      screen.host.settle();
    }
    const query = { node: 't', part: 0, from: START, key: '' };
    looking.request({ kind: 'browse', runId: looking.runId, query });
    expect(looking.last('browsed')).toMatchObject({ query, page: { kind: 'topic', atUs: 2_000_000 } });
    for (const screen of [looking, blind]) screen.runOut();
    expect(looking.last('ended')?.report.traceHash).toBe(blind.last('ended')?.report.traceHash);
  });
});
