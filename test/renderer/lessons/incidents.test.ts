/** Incidents: the ways out that the hints name solve them; doing nothing does not, nor does a way that costs more than the budget. */
import { describe, expect, it } from 'vitest';
import { absentSubscriber } from '../../../renderer/lessons/incidents/absentSubscriber.ts';
import { behindRetention } from '../../../renderer/lessons/incidents/behindRetention.ts';
import { hotPartition } from '../../../renderer/lessons/incidents/hotPartition.ts';
import { INCIDENT_LESSONS } from '../../../renderer/lessons/incidents/incidentLessons.ts';
import { mixedTtl } from '../../../renderer/lessons/incidents/mixedTtl.ts';
import { oneCopy } from '../../../renderer/lessons/incidents/oneCopy.ts';
import { poisonRequeue } from '../../../renderer/lessons/incidents/poisonRequeue.ts';
import { publishedToNowhere } from '../../../renderer/lessons/incidents/publishedToNowhere.ts';
import { rebalanceStorm } from '../../../renderer/lessons/incidents/rebalanceStorm.ts';
import { tooFewPartitions } from '../../../renderer/lessons/incidents/tooFewPartitions.ts';
import { unlimitedPrefetch } from '../../../renderer/lessons/incidents/unlimitedPrefetch.ts';
import type { Lesson } from '../../../renderer/lessons/lesson.ts';
import { add, remove, rewire, wire } from '../../support/buildLesson.ts';
import { type LessonPlayer, playLesson } from '../../support/playLesson.ts';

type Way = (player: LessonPlayer) => void;
interface Case {
  readonly lesson: Lesson;
  readonly solves: Readonly<Record<string, Way>>;
  /** Meets every objective, and breaks the rule of this number, counted from 1. */
  readonly costsTooMuch: readonly (readonly [string, number, Way])[];
  /** Misses an objective. */
  readonly fails?: Readonly<Record<string, Way>>;
}

const parking: Way = (p) => {
  add(p, 'parked', 'queue');
  wire(p, 'orders>parked');
};
const secondDelay: Way = (p) => {
  add(p, 'long', 'queue');
  rewire(p, 'late-wait', { to: 'long' });
  wire(p, 'long>work');
};
const bindCancelled: Way = (p) => {
  add(p, 'cancelled', 'queue');
  wire(p, 'orders>cancelled');
  p.setEdge('orders-cancelled', 'bindings', [{ key: 'order.cancelled' }]);
};

const CASES: readonly Case[] = [
  {
    lesson: tooFewPartitions,
    solves: {
      'four partitions, four workers': (p) => {
        p.set('stream-in', 'partitions', 4);
        p.set('workers', 'count', 4);
      },
      'three of each': (p) => {
        p.set('stream-in', 'partitions', 3);
        p.set('workers', 'count', 3);
      },
    },
    costsTooMuch: [
      ['all six workers', 2, (p) => p.set('stream-in', 'partitions', 6)],
      [
        'three at once',
        3,
        (p) => {
          p.set('workers', 'count', 1);
          p.set('workers', 'concurrency', 3);
        },
      ],
    ],
    fails: { 'fewer workers': (p) => p.set('workers', 'count', 4) },
  },
  {
    lesson: unlimitedPrefetch,
    solves: {
      'a prefetch of 20': (p) => {
        p.set('first', 'prefetch', 20);
        p.set('helpers', 'prefetch', 20);
      },
    },
    costsTooMuch: [['helpers from the start', 1, (p) => p.set('helpers', 'startAt', '0s')]],
    fails: { 'one of two limits': (p) => p.set('first', 'prefetch', 20) },
  },
  {
    lesson: hotPartition,
    solves: {
      'a finer key': (p) => p.set('site', 'keys', { kind: 'uniform', count: 10_000 }),
      'three hands': (p) => p.set('workers', 'concurrency', 3),
    },
    costsTooMuch: [
      ['fewer clicks', 1, (p) => p.set('site', 'load', { kind: 'constant', rate: '500/s' })],
      ['many hands', 3, (p) => p.set('workers', 'concurrency', 12)],
    ],
    fails: {
      'twice the partitions and workers': (p) => {
        p.set('clicks', 'partitions', 24);
        p.set('workers', 'count', 24);
      },
    },
  },
  {
    lesson: absentSubscriber,
    solves: {
      'a durable subscription': (p) => {
        p.set('website', 'subscription', 'durable');
        p.set('website', 'subscriptionName', 'website');
      },
      'a queue': (p) => {
        add(p, 'q', 'queue', { broker: 'mq' });
        wire(p, 'newsroom>q', 'q>website');
        remove(p, [], ['newsroom-news', 'news-website']);
      },
    },
    costsTooMuch: [['no more crashes', 1, (p) => p.edit({ kind: 'setField', path: ['model', 'faults'], value: [] })]],
    fails: { 'two websites': (p) => p.set('website', 'count', 2) },
  },
  {
    lesson: publishedToNowhere,
    solves: {
      'a queue of its own': bindCancelled,
      'an alternate exchange': (p) => {
        add(p, 'rest', 'exchange', { type: 'fanout' });
        add(p, 'unrouted', 'queue');
        wire(p, 'orders>rest', 'rest>unrouted');
        p.setEdge('orders-rest', 'role', 'alternate');
      },
    },
    costsTooMuch: [
      ['all into one queue', 3, (p) => p.setEdge('orders-created', 'bindings', [{ key: 'order.*' }])],
      [
        'a consumer more',
        2,
        (p) => {
          bindCancelled(p);
          add(p, 'team', 'consumer', { prefetch: 10 });
          wire(p, 'cancelled>team');
        },
      ],
    ],
  },
  {
    lesson: poisonRequeue,
    solves: {
      'a limit and a parking queue': (p) => {
        p.set('orders', 'deliveryLimit', 3);
        parking(p);
      },
      'rejecting and a parking queue': (p) => {
        p.set('worker', 'onFailure', 'drop');
        parking(p);
      },
      'a quorum queue with its own limit': (p) => {
        p.set('orders', 'type', 'quorum');
        parking(p);
      },
    },
    costsTooMuch: [['orders without poison', 1, (p) => p.set('shop', 'variants', [])]],
    fails: { 'a limit that only loses': (p) => p.set('orders', 'deliveryLimit', 3) },
  },
  {
    lesson: mixedTtl,
    solves: {
      'the long ones apart': secondDelay,
      'the short ones apart': (p) => {
        add(p, 'short', 'queue');
        rewire(p, 'soon-wait', { to: 'short' });
        wire(p, 'short>work');
      },
    },
    costsTooMuch: [
      ['one second for all', 3, (p) => p.set('wait', 'messageTtl', '1s')],
      ['no delay at all', 3, (p) => rewire(p, 'late-wait', { to: 'work' })],
    ],
  },
  {
    lesson: rebalanceStorm,
    solves: {
      'fewer messages per poll': (p) => p.set('workers', 'maxPollRecords', 100),
      'a longer poll interval': (p) => p.set('workers', 'maxPollInterval', '60s'),
      'two at once': (p) => p.set('workers', 'concurrency', 2),
    },
    costsTooMuch: [
      [
        'four workers',
        2,
        (p) => {
          p.set('workers', 'count', 4);
          p.set('workers', 'maxPollRecords', 100);
        },
      ],
    ],
    fails: { 'four workers alone': (p) => p.set('workers', 'count', 4) },
  },
  {
    lesson: oneCopy,
    solves: {
      'acks of all': (p) => p.set('shop', 'acks', 'all'),
      'acks of all, idempotent': (p) => {
        p.set('shop', 'acks', 'all');
        p.set('shop', 'idempotence', 'auto');
      },
    },
    costsTooMuch: [['servers side by side', 2, (p) => p.set('kafka', 'interNodeLatency', '1ms')]],
    fails: { 'asking nobody': (p) => p.set('shop', 'acks', '0') },
  },
  {
    lesson: behindRetention,
    solves: { 'two instances': (p) => p.set('nightly', 'count', 2), 'two at once': (p) => p.set('nightly', 'concurrency', 2) },
    costsTooMuch: [
      ['a longer retention', 2, (p) => p.set('events', 'retentionTime', '30m')],
      ['three instances', 3, (p) => p.set('nightly', 'count', 3)],
    ],
  },
];

it('every incident is tried', () => {
  expect(CASES.map(({ lesson }) => lesson.id)).toEqual(INCIDENT_LESSONS.map(({ id }) => id));
});

describe.each(CASES)('$lesson.id', ({ lesson, solves, costsTooMuch, fails = {} }) => {
  /** The alarm was seen before: only the fix is played. */
  const fixing = () => playLesson({ ...lesson, steps: lesson.steps.slice(1) });
  it('is not solved by running it again', () => {
    const player = playLesson(lesson);
    player.run();
    player.next();
    player.run();
    expect(player.met().filter(Boolean)).toEqual([]);
  });
  it.each(Object.entries(solves))('is solved by %s', (_, way) => {
    const player = fixing();
    way(player);
    player.run();
    expect(player.met()).toEqual(player.met().map(() => true));
  });
  it.each(costsTooMuch)('%s breaks rule %i of the budget', (_, rule, way) => {
    const player = fixing();
    way(player);
    player.run();
    // The objectives, and the rules before that one.
    expect(player.met().findIndex((isMet) => !isMet)).toBe(rule);
  });
  it.each(Object.entries(fails))('is not solved by %s', (_, way) => {
    const player = fixing();
    way(player);
    player.run();
    expect(player.met()[0]).toBe(false);
  });
});

it('a budget that was broken for a part of the run is broken', () => {
  const player = playLesson(behindRetention);
  player.run();
  player.next();
  player.set('nightly', 'count', 4);
  player.run(100_000_000);
  player.set('nightly', 'count', 2);
  player.goOn();
  expect(player.met()).toEqual([true, true, true, false]);
});

it('a run that is over does not count for a design that was changed since', () => {
  const player = playLesson(behindRetention);
  player.run();
  player.next();
  player.set('nightly', 'count', 3);
  player.run();
  player.set('nightly', 'count', 2);
  expect(player.met()).toEqual([true, true, true, false]);
});
