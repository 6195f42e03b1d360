import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { figures, type Gauges } from '#node/loadgen/figures.ts';
import { exposition } from '#node/loadgen/prometheus.ts';
import { report } from '#node/loadgen/report.ts';
import { Tally } from '#node/loadgen/tally.ts';

const IDLE: Gauges = { rate: undefined, isConnected: true, workers: undefined, sending: new Map() };

function counted() {
  let nowUs = 0;
  const tally = new Tally(() => nowUs);
  const orders = tally.add('sending', 'q', 'or"ders\\\n');
  const back = tally.add('reading', 'q', 'back');
  orders.add('due', 1, 900_000);
  nowUs = 1_200_000;
  orders.add('sent');
  orders.add('sentBytes', 10);
  orders.add('acknowledged');
  orders.acknowledgement.record(300);
  back.add('received');
  back.add('processed');
  back.latency.record(2_000_000);
  back.setBacklog(4);
  back.setBacklog(3);
  return tally;
}

describe('figures', () => {
  const sending = new Map([['q', { waiting: 2, unacknowledged: 1, latenessUs: 1_500_000 }]]);
  const text = exposition(figures('web', counted(), { rate: 12.5, isConnected: true, workers: { all: 4, busy: 3 }, sending }));
  const lines = text.split('\n');

  it('are what Prometheus reads, with signs escaped', () => {
    const labels = String.raw`{client="web",destination="or\"ders\\\n"}`;
    expect(lines).toEqual(
      expect.arrayContaining([
        '# TYPE spillway_due_total counter',
        `spillway_due_total${labels} 1`,
        `spillway_sent_bytes_total${labels} 10`,
        `spillway_waiting${labels} 2`,
        `spillway_lateness_seconds${labels} 1.5`,
        'spillway_target_rate{client="web"} 12.5',
        'spillway_processed_total{client="web",destination="back"} 1',
        'spillway_backlog{client="web",destination="back"} 3',
        'spillway_workers{client="web"} 4',
        'spillway_busy_workers{client="web"} 3',
        'spillway_connected{client="web"} 1',
        'spillway_latency_seconds_sum{client="web",destination="back"} 2',
        'spillway_latency_seconds_count{client="web",destination="back"} 1',
        'spillway_latency_seconds_bucket{client="web",destination="back",le="+Inf"} 1',
      ]),
    );
    for (const line of lines) expect(line).toMatch(/^(# (HELP|TYPE) spillway_\w+ .+|spillway_\w+(\{([a-z]+="([^"\\]|\\.)*",?)+\})? \S+|)$/);
  });

  it('of a histogram never fall from bucket to bucket', () => {
    const buckets = lines.filter((line) => line.startsWith('spillway_ack_latency_seconds_bucket'));
    const counts = buckets.map((line) => Number(line.split(' ').at(-1)));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect([counts[0], counts.at(-1)]).toEqual([0, 1]);
  });

  it('that are none are left out', () => {
    const names = exposition(figures('web', new Tally(() => 0), IDLE)).match(/^# TYPE \w+/gm);
    expect(names).toEqual(['# TYPE spillway_connected']);
  });

  it('are the table of the README', () => {
    const documented = [...readFileSync('node/loadgen/README.md', 'utf8').matchAll(/^\| `(spillway_\w+)` \| (\w+) \|/gm)].map(
      ([, name, type]) => `# TYPE ${name} ${type}`,
    );
    expect(lines.filter((line) => line.startsWith('# TYPE')).sort()).toEqual(documented.sort());
  });
});

it('a report counts in the second a message was due, and in that it was sent', () => {
  const about = { client: 'p', name: 'web', kind: 'producer', startMs: 5, speed: 1, isDone: false } as const;
  const { perSecond, seconds, sending, reading } = report(about, 2_500_000, counted());
  expect(seconds).toBe(3);
  expect(perSecond).toMatchObject({ due: [1, 0, 0], sent: [0, 1, 0], processed: [0, 1, 0], backlog: [null, 4, null] });
  expect(sending.q).toMatchObject({ totals: { due: 1, sent: 1 }, acknowledgement: { count: 1, mean: 0.0003 } });
  expect(reading.q).toMatchObject({ totals: { received: 1 }, latency: { max: 2 } });
});
