/** A9, A10: RabbitMQ blog 2020-06-21 and 2020-05-14. A11, A12: 2014-04-14 and 2012-05-11. A14: measured for this project. */
import { atRate, brokerOf, constant, many, play, toAll, window } from './play.ts';
import { bandwidthText, type Params, type System, usText } from './system.ts';
import { node } from '../support/design.ts';

// --- A9, A10: quorum queues with three members on cloud machines ---

const GP2 = 'rabbitmq-3.8-cloud-gp2';
const gp2 = ({ record = 0, disk = 0 }: Params) => ({
  costPerRequest: '2us',
  costPerRecord: usText(record),
  costPerKiB: '1us',
  diskBandwidth: bandwidthText(disk),
});

/** As many queues as make the servers even, each with a publisher and a consumer of its own. */
function cluster(params: Params, servers: number, queues: number, inFlight: number, toMs = 800): number {
  const nodes = {
    b: brokerOf(GP2, gp2(params), { profile: 'rabbitmq-3.13', nodes: servers }),
    ...many(queues, 'q', () => node('queue', { broker: 'b', type: 'quorum' })),
    ...many(queues, 'p', () => node('producer', { load: window(inFlight), size: constant('1KiB') })),
    ...many(queues, 'c', () => node('consumer', { workTime: constant('0s'), prefetch: 2_000 })),
  };
  const edges = [...toAll(queues, (i) => `p${i}>q${i}`), ...toAll(queues, (i) => `q${i}>c${i}`)];
  return play(nodes, edges, { fromMs: 300, toMs }, '150us').sent('p');
}

const WINDOWS = [1, 20, 200, 1_000, 10_000];
export const rabbitCluster: System = {
  preset: GP2,
  setups: {
    A9: 'RabbitMQ 3.8.4, quorum queues with 3 members, 1 KB, on 3, 5 and 7 servers of 16 vCPU with gp2 volumes',
    A10: 'one such queue and one publisher: how the rate grows with the number of unconfirmed messages. Compared: the most is gained from 20 to 200, and from 1,000 to 10,000 nothing',
  },
  start: { record: 10, disk: 35e6 },
  fits: [{ param: 'disk', anchor: 'A9', name: '5 servers', low: 10e6, high: 200e6 }],
  fields: gp2,
  runs: {
    three: (p) => ({ '3 servers': cluster(p, 3, 15, 200) }),
    five: (p) => ({ '5 servers': cluster(p, 5, 15, 200) }),
    seven: (p) => ({ '7 servers': cluster(p, 7, 21, 200) }),
    growth(p) {
      const rates = WINDOWS.map((inFlight) => cluster(p, 3, 1, inFlight, 2_300));
      const gains = rates.slice(1).map((rate, i) => rate - rates[i]!);
      const most = gains.indexOf(Math.max(...gains));
      return { 'most is gained with 200': WINDOWS[most + 1]!, '10,000 against 1,000': rates[4]! / rates[3]! };
    },
  },
  figures: [
    { anchor: 'A9', name: '3 servers', unit: 'messages/s', published: 36_500, run: 'three' },
    { anchor: 'A9', name: '5 servers', unit: 'messages/s', published: 53_500, run: 'five' },
    { anchor: 'A9', name: '7 servers', unit: 'messages/s', published: 66_000, run: 'seven' },
    { anchor: 'A10', name: 'most is gained with 200', unit: '', published: 200, run: 'growth' },
    { anchor: 'A10', name: '10,000 against 1,000', unit: '×', published: 1, run: 'growth' },
  ],
};

// --- A11, A12: prefetch ---

const PREFETCHES: readonly (readonly [number, number])[] = [
  [1, 14],
  [3, 25],
  [10, 46],
  [30, 70],
  [1_000, 74],
];
const loopback = ({ record = 0 }: Params) => ({ costPerRequest: '0us', costPerRecord: usText(record) });

/** Part of the time a consumer of a full queue works, in per cent. */
function busy(
  fields: object | undefined,
  prefetch: number,
  workTime: { kind: 'constant'; value: string } | { kind: 'exponential'; mean: string },
  latency: string,
): number {
  const nodes = {
    ...(fields === undefined ? {} : { b: brokerOf('rabbitmq-2014-loopback', fields, { profile: 'rabbitmq-3.13' }) }),
    q: node('queue', fields === undefined ? {} : { broker: 'b' }),
    p: node('producer', { load: atRate(latency === '50ms' ? 400 : 15_000), size: constant('12B') }),
    c: node('consumer', { workTime, prefetch }),
  };
  const horizonMs = latency === '50ms' ? 20_000 : 4_000;
  const { run } = play(nodes, [['p>q', { latency: '0s' }], 'q>c'], { fromMs: 0, toMs: horizonMs }, latency);
  return (run.world.consumers[0]!.work.busyUs / (horizonMs * 1_000)) * 100;
}

export const rabbitLoopback: System = {
  preset: 'rabbitmq-2014-loopback',
  setups: {
    A11: 'RabbitMQ 3.3, tiny messages, one machine: how busy a consumer of a full queue is by its prefetch, each as part of the most there was. Its work takes a random time, as a process on a shared machine does',
    A12: 'a network of 100 ms there and back, 4 ms of work: the same',
  },
  start: { record: 5, link: 150 },
  fits: [{ param: 'link', anchor: 'A11', name: 'prefetch 3', low: 5, high: 1_000 }],
  fields: loopback,
  clients: ({ link }) => `one way ${link} µs, work 100 µs`,
  runs: {
    curve(p) {
      const rates = PREFETCHES.map(([n]) => busy(loopback(p), n, { kind: 'exponential', mean: '100us' }, usText(p.link!)));
      return Object.fromEntries(PREFETCHES.map(([n], i) => [`prefetch ${n}`, (rates[i]! / Math.max(...rates)) * 100]));
    },
    far: () => ({ 'prefetch 1': busy(undefined, 1, constant('4ms'), '50ms'), 'prefetch 26': busy(undefined, 26, constant('4ms'), '50ms') }),
  },
  figures: [
    ...PREFETCHES.map(([n, percent]) => ({
      anchor: 'A11',
      name: `prefetch ${n}`,
      unit: '% of the most',
      published: Math.round((percent / 74) * 1_000) / 10,
      run: 'curve',
    })),
    { anchor: 'A12', name: 'prefetch 1', unit: '%', published: 3.8, run: 'far' },
    { anchor: 'A12', name: 'prefetch 26', unit: '%', published: 100, run: 'far' },
  ],
};

// --- A14 ---

const OWN = 'rabbitmq-3.10-2-cores';
const own = ({ record = 0, fsync = 0, disk = 0 }: Params) => ({
  costPerRequest: '0us',
  costPerRecord: usText(record),
  fsync: usText(fsync),
  diskBandwidth: bandwidthText(disk),
});
const KINDS = [
  ['transient', 'classic', false],
  ['persistent', 'classic', true],
  ['quorum', 'quorum', true],
] as const;
const RATES = { transient: [7_500, 18_700, 27_500, 31_700], persistent: [2_300, 7_800, 10_500, 11_600], quorum: [1_600, 5_300, 14_100, 9_500] } as const;
const OWN_WINDOWS = [1, 10, 100, 1_000];

function publishing(params: Params, type: 'classic' | 'quorum', persistent: boolean, inFlight: number): number {
  const nodes = {
    b: brokerOf(OWN, own(params), { profile: 'rabbitmq-3.13' }),
    q: node('queue', { broker: 'b', type }),
    p: node('producer', { load: window(inFlight), size: constant('1KiB'), variants: [{ weight: 1, persistent }], costPerRecord: usText(params.client!) }),
  };
  return play(nodes, ['p>q'], { fromMs: 500, toMs: 1_500 }, usText(params.link!)).sent('p');
}

export const rabbitOwn: System = {
  preset: OWN,
  setups: {
    A14: 'RabbitMQ 3.10.8 and amqplib on two cores, 1 KB, one publisher with 1, 10, 100 and 1,000 unconfirmed: transient and persistent messages of a classic queue, a quorum queue',
  },
  start: { record: 31, client: 25, link: 40, fsync: 200, disk: 13e6 },
  fits: [
    { param: 'record', anchor: 'A14', name: 'transient 1000', low: 10, high: 100 },
    { param: 'link', anchor: 'A14', name: 'transient 1', low: 5, high: 100 },
    { param: 'fsync', anchor: 'A14', name: 'persistent 1', low: 50, high: 1_000 },
    { param: 'disk', anchor: 'A14', name: 'persistent 1000', low: 5e6, high: 50e6 },
    { param: 'fsync', anchor: 'A14', name: 'persistent 1', low: 50, high: 1_000 },
  ],
  fields: own,
  clients: ({ client, link }) => `publisher ${client} µs a message, one way ${link} µs`,
  runs: Object.fromEntries(
    KINDS.flatMap(([kind, type, persistent]) =>
      OWN_WINDOWS.map((inFlight) => [`${kind} ${inFlight}`, (p: Params) => ({ [`${kind} ${inFlight}`]: publishing(p, type, persistent, inFlight) })]),
    ),
  ),
  figures: KINDS.flatMap(([kind]) =>
    OWN_WINDOWS.map((inFlight, i) => ({
      anchor: 'A14',
      name: `${kind} ${inFlight}`,
      unit: 'messages/s',
      published: RATES[kind][i]!,
      run: `${kind} ${inFlight}`,
    })),
  ),
};
