import { describe, expect, it } from 'vitest';
import { REFUSED_REASONS } from '#core/base/reasons.ts';
import { traceDigest } from '#core/base/traceDigest.ts';
import type { ConsumerPlan, Plan } from '#core/compile/plan.ts';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { TestScreen } from '../support/testPort.ts';

const work = { workTime: { kind: 'exponential' as const, mean: '3ms' } };
const load = { load: { kind: 'constant' as const, rate: '200/s' } };
/** A producer to each of a queue, a topic and a channel, a consumer at each. */
const PLAN = planOf(
  modelOf(
    {
      p: node('producer', { ...load, keys: { kind: 'uniform', count: 50 } }),
      queue: node('queue'),
      topic: node('topic', { partitions: 4 }),
      channel: node('channel', { capacity: 3 }),
      fromQueue: node('consumer', { ...work, prefetch: 5 }),
      fromTopic: node('consumer', { ...work, offsetReset: 'earliest', maxPollRecords: 20 }),
      fromChannel: node('consumer', work),
    },
    ['p>queue', 'p>topic', 'p>channel', 'queue>fromQueue', 'topic>fromTopic', 'channel>fromChannel'],
    { horizon: '20s' },
    '250us',
  ),
);
const consumers = (plan: Plan, fields: Partial<ConsumerPlan>): Plan => ({ ...plan, consumers: plan.consumers.map((c) => ({ ...c, ...fields })) });

describe('host', () => {
  it('[R1] answers a load with the schema and a status, ready at zero', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    expect(screen.messages.map((m) => m.kind)).toEqual(['schema', 'status']);
    expect(screen.last('status')?.status).toEqual({
      phase: 'ready',
      nowUs: 0,
      events: 0,
      pace: 1,
      achievedPace: null,
      traceHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(screen.last('schema')?.schema).toMatchObject({ runId: 1, sampleUs: PLAN.sampleUs });
    expect(screen.last('schema')?.schema.columns[0]).toEqual({ entity: '', metric: 'time' });
  });

  it('[R2] a run ends with the report a plain run gives, after all its frames', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.runOut();
    const plain = finish(new Run(PLAN));
    expect(screen.last('ended')?.report).toEqual(plain);
    expect(screen.messages.findLastIndex((m) => m.kind === 'frames')).toBeLessThan(screen.messages.findIndex((m) => m.kind === 'ended'));
    expect(screen.all('ended').length).toBe(1);
    const { rowsMax } = screen.last('schema')!.schema;
    const times = screen.series('', 'time');
    expect(times.length).toBeLessThanOrEqual(rowsMax);
    expect(times).toEqual(Array.from({ length: times.length }, (_, i) => (i + 1) * PLAN.sampleUs));
    expect(times.at(-1)).toBe(PLAN.horizonUs);
  });

  it('[R3] never more than two frame batches are unacknowledged, and time goes on without them', () => {
    const screen = new TestScreen();
    screen.acknowledges = false;
    screen.load(PLAN);
    screen.command({ kind: 'pace', pace: 10 });
    screen.command({ kind: 'run' });
    screen.host.advance(1_000_000);
    expect(screen.outstanding).toBe(2);
    expect(screen.last('status')?.status.nowUs).toBeLessThan(PLAN.horizonUs);
    screen.host.advance(3_000_000);
    expect([screen.all('frames').length, screen.all('ended').length]).toEqual([2, 0]);
    screen.acknowledges = true;
    screen.acknowledge();
    screen.acknowledge();
    screen.host.settle();
    expect(screen.outstandingMax).toBe(2);
    expect(screen.series('', 'time').at(-1)).toBe(PLAN.horizonUs);
    expect(screen.last('ended')?.report).toEqual(finish(new Run(PLAN)));
  });

  it('[R4] at a pace, frames leave at most thirty times a second of host time', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'run' });
    screen.host.advance(2_000_000);
    // One more for the command itself.
    expect(screen.all('frames').length).toBeLessThanOrEqual(62);
    expect(screen.all('frames').length).toBeGreaterThan(40);
    const { nowUs, phase, achievedPace } = screen.last('status')!.status;
    expect(phase).toBe('running');
    expect(Math.abs(nowUs - 2_000_000)).toBeLessThan(110_000);
    expect(achievedPace).toBeCloseTo(1, 1);
  });

  it('[R5] pauses, steps and goes on without changing what happens', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'step', events: 1_000 });
    screen.host.settle();
    expect(screen.last('status')?.status).toMatchObject({ phase: 'paused', events: 1_000 });
    screen.command({ kind: 'pace', pace: 3 });
    screen.command({ kind: 'run' });
    screen.host.advance(700_000);
    screen.command({ kind: 'pause' });
    const { nowUs } = screen.last('status')!.status;
    screen.host.advance(5_000_000);
    expect(screen.last('status')?.status).toMatchObject({ phase: 'paused', nowUs });
    screen.runOut();
    expect(screen.last('ended')?.report).toEqual(finish(new Run(PLAN)));
  });

  it('[R6] a spike and a patch take effect while it runs, and are told as events', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'run' });
    screen.host.advance(2_000_000);
    screen.command({ kind: 'input', input: { kind: 'spike', node: 'p', factor: 5, forUs: 3_000_000 } });
    screen.host.advance(5_000_000);
    screen.command({
      kind: 'input',
      input: { kind: 'patch', plan: { ...PLAN, producers: PLAN.producers.map((p) => ({ ...p, load: { kind: 'constant', rate: 0 } })) } },
    });
    screen.runOut();
    const rates = screen.series('p', 'rate');
    const at = (us: number) => rates[Math.round(us / PLAN.sampleUs) - 1];
    expect([at(1_000_000), at(3_000_000), at(6_000_000), at(10_000_000)]).toEqual([200, 1_000, 200, 0]);
    const events = screen.all('frames').flatMap(({ batch }) => batch.events.map((e) => e.kind));
    expect(events.filter((e) => e.startsWith('spike') || e === 'settings.changed')).toEqual(['spike.started', 'spike.ended', 'settings.changed']);
    const report = screen.last('ended')!.report;
    expect(report.ledger.imbalances).toBe(0);
    // 200/s for 7 s and 800/s more for 3 s, to three places each: 11 400 expected, give or take what chance does.
    expect(Math.abs(nodeOf(report, 'p').offered! - 11_400)).toBeLessThan(600);
  });

  it('[R7] a broken engine ends the run and tells what reproduces it', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'step', events: 500 });
    screen.host.settle();
    screen.command({
      kind: 'input',
      input: { kind: 'patch', plan: { ...PLAN, consumers: consumers(PLAN, { sources: [{ id: 'x', destination: 99, latencyUs: 0, share: 1 }] }).consumers } },
    });
    screen.runOut();
    const failed = screen.last('failed')!;
    expect(failed).toMatchObject({ runId: 1, seed: PLAN.seed });
    expect(failed.event).toBeGreaterThan(500);
    expect(failed.message).not.toBe('');
    expect([screen.all('ended').length, screen.last('status')?.status.phase]).toEqual([0, 'failed']);
    // The next load starts anew.
    screen.load(PLAN);
    screen.runOut();
    expect(screen.all('ended').length).toBe(1);
  });

  it('[R18] a scenario that ran away is told by the limit it reached, after what led to it', () => {
    const screen = new TestScreen();
    const nodes = {
      q: node('queue'),
      p: node('producer', { load: { kind: 'constant', rate: '1/s' }, variants: [{ weight: 1, poison: true }] }),
      c: node('consumer', { workTime: { kind: 'constant', value: '0s' } }),
    };
    screen.load(planOf(modelOf(nodes, ['p>q', 'q>c'])));
    screen.runOut();
    expect(screen.last('failed')).toMatchObject({ limit: 'eventsPerInstant' });
    expect(screen.last('status')?.status.phase).toBe('failed');
  }, 60_000);

  it('[R7] a plan that cannot be assembled is told, not thrown', () => {
    const screen = new TestScreen();
    screen.load({ ...PLAN, producers: PLAN.producers.map((p) => ({ ...p, load: { kind: 'constant', rate: Number.NaN } })) });
    expect(screen.messages.map((m) => m.kind)).toEqual(['failed']);
    screen.command({ kind: 'run' });
  });

  it('[R8] messages of another run are ignored, and a load ends the run before it', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'run' });
    screen.host.advance(100_000);
    screen.load(PLAN);
    const before = screen.messages.length;
    screen.request({ kind: 'command', runId: 1, command: { kind: 'run' } });
    screen.request({ kind: 'acknowledge', runId: 1 });
    screen.host.advance(1_000_000);
    expect(screen.messages.slice(before).filter((m) => m.kind !== 'frames' || m.batch.runId === 1)).toEqual([]);
  });

  it('[R9] the last row of the frames and the report tell the same', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.runOut();
    const report = screen.last('ended')!.report;
    const end = (entity: string, metric: string) => screen.series(entity, metric).at(-1);
    const told = report.nodes.map(({ id, kind, in: taken, out, offered, processed, failed, depthEnd, depthMax, lagEnd, lagMax }) => ({
      id,
      figures: [kind === 'producer' ? offered : taken, out, processed, failed, depthEnd, depthMax, lagEnd, lagMax],
    }));
    const shown = report.nodes.map(({ id, kind, processed, depthEnd, lagEnd }) => {
      const isConsumer = processed !== undefined;
      const depth = depthEnd === undefined ? [undefined, undefined] : [end(id, 'depth'), Math.max(...screen.series(id, 'depth'))];
      const lag = lagEnd === undefined ? [undefined, undefined] : [end(id, 'lag'), Math.max(...screen.series(id, 'lag'))];
      const work = isConsumer ? [end(id, 'processed'), end(id, 'failed')] : [undefined, undefined];
      return { id, figures: [end(id, kind === 'producer' ? 'offered' : 'in'), end(id, 'out'), ...work, ...depth, ...lag] };
    });
    expect(shown).toEqual(told);
    for (const { id, utilisation } of report.nodes.filter((n) => n.kind === 'consumer')) {
      expect(utilisation).toBeCloseTo(end(id, 'busyUs')! / (end(id, 'servers')! * report.endedAtUs), 2);
    }
    expect(report.edges.map(({ id }) => ({ id, records: end(id, 'records'), bytes: end(id, 'bytes') }))).toEqual(report.edges);
    const { ledger } = report;
    expect([end('', 'ledger.offered'), end('', 'ledger.consumed'), end('', 'ledger.stored'), end('', 'ledger.inFlight')]).toEqual([
      ledger.offered,
      ledger.consumed,
      ledger.stored,
      ledger.inFlight,
    ]);
    expect(screen.last('frames')?.ledger).toEqual(ledger);
  });

  it('[R10] instances come and go with the count, at a queue, a topic and a channel, and no record is lost', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    screen.command({ kind: 'run' });
    let plan = PLAN;
    for (const count of [4, 2, 3, 1]) {
      screen.host.advance(4_000_000);
      plan = consumers(plan, { count });
      screen.command({ kind: 'input', input: { kind: 'patch', plan } });
    }
    screen.command({
      kind: 'input',
      input: { kind: 'patch', plan: { ...plan, producers: plan.producers.map((p) => ({ ...p, load: { kind: 'constant', rate: 0 } })) } },
    });
    screen.runOut();
    const report = screen.last('ended')!.report;
    for (const id of ['fromQueue', 'fromTopic', 'fromChannel']) {
      const members = screen.series(id, 'members');
      expect([id, ...members.filter((n, i) => n !== members[i - 1])]).toEqual([id, 1, 4, 2, 3, 1]);
    }
    const sent = nodeOf(report, 'queue').in;
    expect(sent).toBeGreaterThan(2_500);
    expect(['fromQueue', 'fromTopic', 'fromChannel'].map((id) => nodeOf(report, id).processed)).toEqual([
      sent,
      nodeOf(report, 'topic').in,
      nodeOf(report, 'channel').in,
    ]);
    expect(report.ledger).toMatchObject({ imbalances: 0, stored: 0, inFlight: 0, refused: {} });
    // What went round twice is booked as often among the copies as among the lost: nothing was worked on twice.
    expect(report.ledger.consumed).toBe(report.ledger.offered);
  });

  it('[R11] a patch that changes nothing leaves every draw as it was', () => {
    const random = planOf(
      modelOf({ p: node('producer', { size: { kind: 'exponential', mean: '1KiB' } }), queue: node('queue'), c: node('consumer', work) }, [
        'p>queue',
        'queue>c',
      ]),
    );
    const patched = new Run(random);
    for (let us = 500_000; us < random.horizonUs; us += 500_000) {
      patched.advance(us, Number.POSITIVE_INFINITY);
      patched.input({ kind: 'patch', plan: random });
    }
    const [a, b] = [finish(patched), finish(new Run(random))];
    // Each patch may move a rounding by one: 19 µs, 19 bytes in all.
    expect(a.nodes.map((n) => [n.id, n.out])).toEqual(b.nodes.map((n) => [n.id, n.out]));
    expect(Math.abs(a.edges[0]!.bytes - b.edges[0]!.bytes)).toBeLessThanOrEqual(19);
    expect(Math.abs(nodeOf(a, 'c').latency!.meanUs - nodeOf(b, 'c').latency!.meanUs)).toBeLessThanOrEqual(19);
    expect(Math.abs(nodeOf(a, 'c').latency!.maxUs - nodeOf(b, 'c').latency!.maxUs)).toBeLessThanOrEqual(19);
  });

  it('[R19] [R20] a run can be repeated up to an instant, and goes on from there as it did', () => {
    const original = new TestScreen();
    original.load(PLAN);
    original.command({ kind: 'pace', pace: 5 });
    original.command({ kind: 'run' });
    original.host.advance(500_000);
    original.command({ kind: 'input', input: { kind: 'spike', node: 'p', factor: 4, forUs: 2_000_000 } });
    original.host.advance(500_000);
    original.command({ kind: 'input', input: { kind: 'patch', plan: consumers(PLAN, { count: 3 }) } });
    original.command({ kind: 'runTo', atUs: 7_300_001 });
    original.host.settle();
    const there = original.last('status')!.status;
    expect(there).toMatchObject({ phase: 'paused', nowUs: 7_300_001 });
    original.runOut();
    const journal = original.all('input').map(({ entry }) => entry);
    expect(journal.map(({ input }) => input.kind)).toEqual(['spike', 'patch']);

    const again = new TestScreen();
    again.load(PLAN, { journal, untilUs: 7_300_001 });
    again.host.settle();
    expect(again.last('status')!.status).toMatchObject({ phase: 'paused', nowUs: there.nowUs, events: there.events, traceHash: there.traceHash });
    again.runOut();
    expect(again.last('ended')?.report).toEqual(original.last('ended')?.report);
    expect(again.all('input').map(({ entry }) => entry)).toEqual(journal);
  });

  it('[R21] each row has the trace so far: the hash at its instant, whether a run came there at once or in steps', () => {
    const whole = new TestScreen();
    whole.load(PLAN);
    whole.runOut();
    const [a, b] = [whole.series('', 'traceA'), whole.series('', 'traceB')];
    const row = 42;
    const there = new TestScreen();
    there.load(PLAN, { untilUs: whole.series('', 'time')[row]! });
    there.host.settle();
    expect(there.last('status')!.status.traceHash).toBe(traceDigest(a[row]!, b[row]!));
    expect(there.series('', 'traceA')).toEqual(a.slice(0, row + 1));
    expect(traceDigest(a.at(-1)!, b.at(-1)!)).toBe(whole.last('ended')!.report.traceHash);
    expect(new Set(a).size).toBe(a.length);
  });

  it('[R22] each row has the books by reason, and the last is the report’s', () => {
    const screen = new TestScreen();
    screen.load(
      planOf(
        modelOf({ p: node('producer', load), q: node('queue', { maxLength: 5, overflow: 'reject' }), c: node('consumer') }, ['p>q', 'q>c'], { horizon: '5s' }),
      ),
    );
    screen.command({ kind: 'input', input: { kind: 'fault', fault: { kind: 'clientCrash', target: 'c', forUs: 1_000_000, instance: null, moment: 'now' } } });
    screen.runOut();
    const { columns } = screen.last('schema')!.schema;
    const last = screen.all('frames').at(-1)!.batch;
    const { refused } = screen.last('ended')!.report.ledger;
    const value = (i: number) => last.data[(last.rows - 1) * last.columns + i];
    const by = REFUSED_REASONS.map((_, index) => value(columns.findIndex((c) => c.metric === 'ledger.refusedBy' && c.index === index)));
    expect(Object.keys(refused).length).toBeGreaterThan(0);
    expect(by).toEqual(REFUSED_REASONS.map((reason) => refused[reason] ?? 0));
    expect(by.reduce((x, y) => x! + y!, 0)).toBe(value(columns.findIndex((c) => c.metric === 'ledger.refused')));
  });

  it('[K32] a step of one message ends with its processing', () => {
    const screen = new TestScreen();
    screen.load(PLAN);
    for (let n = 1; n <= 5; n++) {
      screen.command({ kind: 'stepMessage' });
      screen.host.settle();
      expect(screen.last('status')!.status.phase).toBe('paused');
      const report = screen.last('status')!.status;
      expect(report.nowUs).toBeLessThan(1_000_000);
    }
    screen.runOut();
    expect(screen.last('ended')?.report).toEqual(finish(new Run(PLAN)));
  });
});
