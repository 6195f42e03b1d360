/** A6–A8, A13: RabbitMQ blog 2024-08-21, "AMQP 1.0 Benchmarks": one node with three schedulers, clients beside it, 12 B. */
import { brokerOf, constant, play, window } from './play.ts';
import { bandwidthText, type Params, type System, usText } from './system.ts';
import { node } from '../support/design.ts';

const BODY = constant('12B');
/** Messages are settled many at a time, so that a request of its own costs nothing. */
const perRecord = (record: number) => ({ costPerRequest: '0us', costPerRecord: usText(record), costPerKiB: '0us' });
const LOOPBACK = '25us';

/** `inFlight` messages of the publisher are unconfirmed; one reader. */
function queue(fields: object, type: 'classic' | 'quorum', inFlight: number, prefetch: number): Record<string, number> {
  const nodes = {
    b: brokerOf('rabbitmq-4.0-quorum-slow-ssd', { fsync: '0s', ...fields }, { profile: 'rabbitmq-4.2' }),
    q: node('queue', { broker: 'b', type }),
    p: node('producer', { load: window(inFlight), size: BODY, variants: [{ weight: 1, persistent: true }] }),
    c: node('consumer', { workTime: constant('0s'), prefetch }),
  };
  const played = play(nodes, ['p>q', 'q>c'], { fromMs: 500, toMs: 2_500 }, LOOPBACK);
  const { fsyncs } = played.run.world.clusters.at(-1)!.servers[0]!.disk;
  return {
    sent: played.sent('p'),
    taken: played.taken('c'),
    confirm: played.latency('p').p50Us / 1_000,
    reader: played.latency('c').p50Us / 1_000,
    fsyncs: fsyncs / 2.5,
  };
}

const classic = ({ record = 0, fsync = 0 }: Params) => ({ ...perRecord(record), fsync: usText(fsync) });
export const rabbitClassic: System = {
  preset: 'rabbitmq-4.0-classic',
  setups: { A6: 'RabbitMQ 4.0, one classic queue, 12 B, AMQP 0-9-1, 192 unconfirmed at most, prefetch 200' },
  start: { record: 11, fsync: 600 },
  fits: [
    { param: 'record', anchor: 'A6', name: 'rate', low: 5, high: 20 },
    { param: 'fsync', anchor: 'A6', name: 'to the reader, median', low: 100, high: 1_500 },
  ],
  fields: classic,
  runs: {
    run(p) {
      const { sent, reader, confirm } = queue(classic(p), 'classic', 192, 200);
      return { rate: sent!, 'to the reader, median': reader!, 'confirm, median': confirm! };
    },
  },
  figures: [
    { anchor: 'A6', name: 'rate', unit: 'messages/s', published: 88_534, run: 'run' },
    { anchor: 'A6', name: 'to the reader, median', unit: 'ms', published: 0.975, run: 'run' },
    { anchor: 'A6', name: 'confirm, median', unit: 'ms', published: 1.691, run: 'run' },
  ],
};

/** The write-ahead log takes its time for each entry too: as a bandwidth. */
const quorum = ({ record = 0, disk = 0 }: Params) => ({ ...perRecord(record), fsync: '5.9ms', diskBandwidth: bandwidthText(disk) });
export const rabbitQuorum: System = {
  preset: 'rabbitmq-4.0-quorum-slow-ssd',
  setups: {
    A7: 'RabbitMQ 4.0, one quorum queue on one node, a disk whose fsync takes 5.9 ms, 12 B, AMQP 0-9-1, 3,000 unconfirmed at most',
    A8: 'the same with AMQP 1.0 by its link credit: 128 (the default) and 2,000 (raised)',
  },
  start: { record: 11, disk: 20e6 },
  fits: [
    { param: 'record', anchor: 'A8', name: 'raised credit', low: 5, high: 20 },
    { param: 'disk', anchor: 'A8', name: 'raised credit, fsyncs for 1 M', low: 8e6, high: 200e6 },
  ],
  fields: quorum,
  runs: {
    wide(p) {
      const { sent, confirm } = queue(quorum(p), 'quorum', 3_000, 2_000);
      return { rate: sent!, 'confirm, median': confirm! };
    },
    raised(p) {
      const { sent, fsyncs } = queue(quorum(p), 'quorum', 2_000, 2_000);
      return { 'raised credit': sent!, 'raised credit, fsyncs for 1 M': (1e6 / sent!) * fsyncs! };
    },
    standard(p) {
      const { sent, fsyncs } = queue(quorum(p), 'quorum', 128, 256);
      return { 'default credit': sent!, 'default credit, fsyncs for 1 M': (1e6 / sent!) * fsyncs! };
    },
  },
  figures: [
    { anchor: 'A7', name: 'rate', unit: 'messages/s', published: 70_067, run: 'wide' },
    { anchor: 'A7', name: 'confirm, median', unit: 'ms', published: 30, run: 'wide' },
    { anchor: 'A8', name: 'default credit', unit: 'messages/s', published: 9_986, run: 'standard' },
    { anchor: 'A8', name: 'raised credit', unit: 'messages/s', published: 83_459, run: 'raised' },
    { anchor: 'A8', name: 'default credit, fsyncs for 1 M', unit: '', published: 15_493, run: 'standard', notCounted: 'the pair is the two rates' },
    { anchor: 'A8', name: 'raised credit, fsyncs for 1 M', unit: '', published: 1_244, run: 'raised', notCounted: 'the pair is the two rates' },
  ],
};

function stream(record: number): number {
  const nodes = {
    b: brokerOf('rabbitmq-4.0-stream', perRecord(record)),
    t: node('topic', { broker: 'b' }),
    p: node('producer', { load: window(2_000), size: BODY, linger: '0s', acks: '1' }),
    c: node('consumer', { workTime: constant('0s'), maxPollRecords: 10_000 }),
  };
  return play(nodes, ['p>t', 't>c'], { fromMs: 500, toMs: 1_500 }, LOOPBACK).sent('p');
}

/** What a message of AMQP 0-9-1 costs was fitted to A6. */
export const rabbitStream = (classicRecord: number): System => ({
  preset: 'rabbitmq-4.0-stream',
  setups: { A13: 'RabbitMQ 4.0, one stream, 12 B: AMQP 1.0; AMQP 0-9-1 with the cost of A6' },
  start: { record: 9, classic: classicRecord },
  fits: [{ param: 'record', anchor: 'A13', name: 'AMQP 1.0', low: 4, high: 20 }],
  fields: ({ record = 0 }) => perRecord(record),
  runs: { new: ({ record = 0 }) => ({ 'AMQP 1.0': stream(record) }), old: ({ classic: cost = 0 }) => ({ 'AMQP 0-9-1': stream(cost) }) },
  figures: [
    { anchor: 'A13', name: 'AMQP 1.0', unit: 'messages/s', published: 112_000, run: 'new' },
    { anchor: 'A13', name: 'AMQP 0-9-1', unit: 'messages/s', published: 88_900, run: 'old' },
  ],
});
