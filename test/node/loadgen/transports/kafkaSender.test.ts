import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { murmur2Ascii, toPartition } from '#core/base/hash.ts';
import type { SendPlan } from '#core/compile/plan.ts';
import { decodeHeader, type Outgoing } from '#node/loadgen/message.ts';
import { KafkaSender } from '#node/loadgen/transports/kafkaSender.ts';
import { modelOf, node, planOf } from '../../../support/design.ts';

const SETTINGS: SendPlan = planOf(modelOf({ p: node('producer'), t: node('topic') }, ['p>t'])).producers[0]!.send;

function sender(change: Partial<SendPlan> = {}, partitions = 3) {
  let nowMs = 0;
  const requests: { partitions: number[]; serials: number[]; done: (isGood: boolean) => void }[] = [];
  const told: string[] = [];
  const tell = (what: string) => (m: Outgoing) => void told.push(`${what} ${m.serial}`);
  const own = new KafkaSender(
    {
      destination: { server: 'kafka', kind: 'topic', name: 't' },
      partitions,
      settings: { ...SETTINGS, ...change },
      random: createRandom(1),
      events: {
        sent: () => {},
        acknowledged: tell('acknowledged'),
        refused: tell('refused'),
        retried: tell('retried'),
        unasked: tell('unasked'),
        returned: () => {},
      },
    },
    (_topic, _acks, messages) =>
      new Promise((resolve, reject) =>
        requests.push({
          partitions: messages.map(({ partition }) => partition!),
          serials: messages.map(({ headers }) => decodeHeader(String(headers!.spillway))!.serial),
          done: (isGood) => (isGood ? resolve(undefined) : reject(new Error('no'))),
        }),
      ),
    () => nowMs,
  );
  let serial = 0;
  const send = (key: string | undefined, size = 100) => own.send({ dueMs: nowMs, key, size, serial: ++serial, variant: '', properties: undefined });
  return { own, requests, told, send, at: (ms: number) => ((nowMs = ms), own.flush()) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a sender to a topic', () => {
  it('lingers, then sends what gathered to the partitions of the keys', () => {
    const { own, requests, send, at } = sender();
    const keys = ['key0', 'key1', 'key2', 'key3'];
    for (const key of keys) send(key);
    at(4);
    expect(requests).toEqual([]);
    at(5);
    expect(requests).toHaveLength(1);
    const wanted = keys.map((key, i) => [i + 1, toPartition(murmur2Ascii(key), 3)]).sort(([, a], [, b]) => a! - b!);
    expect(requests[0]!.serials.map((s, i) => [s, requests[0]!.partitions[i]])).toEqual(wanted);
    expect(own).toMatchObject({ waiting: 0, unacknowledged: 4 });
  });

  it('sends a full batch at once, and has one request in flight where it is idempotent', async () => {
    const { requests, told, send, at } = sender({ batchBytes: 1_000, isIdempotent: true }, 1);
    for (let i = 0; i < 60; i++) send('key0');
    at(0);
    expect(requests.map(({ serials }) => serials.length)).toEqual([50]);
    requests[0]!.done(true);
    await settled();
    expect(requests.map(({ serials }) => serials.length)).toEqual([50, 10]);
    expect(told).toHaveLength(50);
  });

  it('has several in flight where it is not', () => {
    const { requests, send, at } = sender({ batchBytes: 1_000, isIdempotent: false, maxInFlight: 3 }, 1);
    for (let i = 0; i < 60; i++) send('key0');
    at(0);
    expect(requests.map(({ serials }) => serials.length)).toEqual([10, 10, 10]);
  });

  it('waits for room in its buffer, and gives up after max.block', async () => {
    const { own, requests, told, send, at } = sender({ bufferBytes: 250, maxBlockUs: 50_000 }, 1);
    for (let i = 0; i < 4; i++) send('key0');
    at(5);
    expect(own).toMatchObject({ waiting: 2, unacknowledged: 2 });
    at(51);
    expect(told).toEqual(['refused 3', 'refused 4']);
    requests[0]!.done(true);
    await settled();
    expect(told.slice(2)).toEqual(['acknowledged 1', 'acknowledged 2']);
  });

  it('asks for no answer with acks 0, and refuses what failed', async () => {
    const free = sender({ acks: 0 });
    free.send(undefined);
    free.at(5);
    free.requests[0]!.done(true);
    const bad = sender();
    bad.send(undefined);
    bad.at(5);
    bad.requests[0]!.done(false);
    await settled();
    expect([free.told, bad.told]).toEqual([['unasked 1'], ['refused 1']]);
  });
});
