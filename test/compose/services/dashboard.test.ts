import { describe, expect, it } from 'vitest';
import { toDesign } from '#core/compose/design.ts';
import { dashboard } from '#core/compose/services/dashboard.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeDoc, Scenario } from '#core/scenario/scenario.ts';
import { mixed, nasty, scenarioOf } from '../formats/designs.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
}

function panelsOf(scenario: Scenario, { language = 'en', hasLoad = true }: { language?: 'en' | 'zh'; hasLoad?: boolean } = {}): Panel[] {
  const made = dashboard({ uid: 'shop', title: 'shop', language, design: toDesign(scenario.model, {}), hasLoad }) as { readonly panels: readonly Panel[] };
  return [...made.panels];
}
const figuresOf = (scenario: Scenario, options?: Parameters<typeof panelsOf>[1]): Panel[] => panelsOf(scenario, options).filter(({ type }) => type !== 'row');
const exprsOf = (panels: readonly Panel[], title: string): string[] => panels.find((panel) => panel.title === title)?.targets?.map(({ expr }) => expr) ?? [];

const many = scenarioOf({
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, i): [string, NodeDoc][] => [
      [`p${i}`, newNode('producer', `p${i}`)],
      [`q${i}`, newNode('queue', `q${i}`)],
    ]).flat(),
  ),
  c: newNode('consumer', 'c'),
});
const designs = [...EXAMPLES.map(({ id, scenario }) => [id, scenario] as const), ['nasty', nasty] as const, ['mixed', mixed] as const, ['many', many] as const];

describe.each(designs)('the dashboard of %s', (_, scenario) => {
  const panels = panelsOf(scenario);

  it('has panels that lie within the grid, none over another, each with its number', () => {
    const cells = new Set<string>();
    let taken = 0;
    for (const {
      gridPos: { x, y, w, h },
    } of panels) {
      expect([x, y, w, h].every((n) => Number.isInteger(n) && n >= 0) && w > 0 && h > 0 && x + w <= 24).toBe(true);
      for (let dx = 0; dx < w; dx++) for (let dy = 0; dy < h; dy++) cells.add(`${x + dx} ${y + dy}`);
      taken += w * h;
    }
    expect(cells.size).toBe(taken);
    expect(panels.map(({ id }) => id)).toEqual(panels.map((__, i) => i + 1));
  });

  it('asks Prometheus for something in each', () => {
    for (const { targets = [], datasource } of figuresOf(scenario)) {
      expect(datasource?.uid).toBe('prometheus');
      expect(targets.length).toBeGreaterThan(0);
      for (const { expr } of targets) {
        const bare = expr.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
        expect(bare).toMatch(/^[\w\s(){}[\]=!"$,.+]+$/);
        expect(bare.match(/[([{]/g)).toHaveLength(bare.match(/[)\]}]/g)?.length ?? 0);
      }
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });
});

describe('what it shows', () => {
  const panels = figuresOf(mixed);

  it('of a producer: due, sent, acknowledged', () => {
    expect(exprsOf(panels, 'web')).toEqual(
      ['due', 'sent', 'acknowledged'].map((figure) => `sum(rate(spillway_${figure}_total{client="web"}[$__rate_interval]))`),
    );
  });
  it('of a topic: in, out and lag of each group', () => {
    expect(exprsOf(panels, 'orders')).toEqual([
      'sum(rate(kafka_topic_partition_current_offset{topic="orders"}[$__rate_interval]))',
      'sum by (consumergroup) (rate(kafka_consumergroup_current_offset{topic="orders"}[$__rate_interval]))',
      'sum by (consumergroup) (kafka_consumergroup_lag{topic="orders"})',
    ]);
  });
  it('of a queue: in, out and depth', () => {
    expect(exprsOf(panels, 'mails')).toEqual([
      'sum(rate(rabbitmq_queue_exchange_messages_published_total{queue="mails"}[$__rate_interval]))',
      'sum(rate(rabbitmq_queue_messages_acked_total{queue="mails"}[$__rate_interval])) + sum(rate(rabbitmq_queue_messages_delivered_total{queue="mails"}[$__rate_interval]))',
      'sum(rabbitmq_queue_messages{queue="mails"})',
    ]);
  });
  it('of what ActiveMQ serves: as the programs count, without a backlog', () => {
    expect(exprsOf(panels, 'jobs')).toEqual(['sent', 'processed'].map((figure) => `sum(rate(spillway_${figure}_total{destination="jobs"}[$__rate_interval]))`));
  });
  it('of a consumer: processed, failed', () => {
    expect(exprsOf(panels, 'billing')).toEqual(
      ['processed', 'failed'].map((figure) => `sum(rate(spillway_${figure}_total{client="billing"}[$__rate_interval]))`),
    );
  });
  it('of latency: p50, p95, p99', () => {
    const panel = panels.find(({ title }) => title === 'All messages');
    expect(panel?.targets?.map(({ legendFormat }) => legendFormat)).toEqual(['p50', 'p95', 'p99']);
    expect(panel?.targets?.[1]?.expr).toBe('histogram_quantile(0.95, sum by (le) (rate(spillway_latency_seconds_bucket[$__rate_interval])))');
  });
  it('of the servers: whether they are well', () => {
    const stats = panels.filter(({ type }) => type === 'stat').map(({ title }) => title);
    expect(stats).toEqual(['Kafka servers', 'Partitions with too few copies', 'RabbitMQ nodes', 'RabbitMQ alarms', 'RabbitMQ memory', 'Programs running']);
  });
  it('of many of one kind: a panel for each quantity, a line for each of them', () => {
    const shared = figuresOf(many);
    expect(exprsOf(shared, 'Due')).toEqual(['sum by (client) (rate(spillway_due_total{}[$__rate_interval]))']);
    expect(exprsOf(shared, 'Backlog')).toEqual(['sum by (queue) (rabbitmq_queue_messages)']);
    expect(shared.length).toBeLessThan(16);
  });
  it('without the load generator: only what servers tell', () => {
    const text = JSON.stringify(figuresOf(mixed, { hasLoad: false }));
    expect(text).not.toContain('spillway_');
    expect(text).toContain('kafka_consumergroup_lag');
  });
});

it('lets no name out of its quotes, nor into Grafana’s variables', () => {
  const odd = scenarioOf({ q: newNode('queue', 'a"} or up{x="$job\\[[b]]') });
  const [expr = ''] = figuresOf(odd)
    .flatMap(({ targets = [] }) => targets.map((target) => target.expr))
    .filter((text) => text.startsWith('sum(rabbitmq_queue_messages{'));
  const [, value = ''] = /queue="((?:[^"\\]|\\.)*)"\}\)$/.exec(expr) ?? [];
  const read = value.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replaceAll(/\\(["\\])/g, '$1');
  expect(read).toBe('a"} or up{x="$job\\[[b]]');
  expect(value).not.toMatch(/[$[]/);
});

it('is in the chosen language', () => {
  const said = JSON.stringify(
    panelsOf(mixed, { language: 'zh' }).map(({ title, targets = [] }) => [title, ...targets.map(({ legendFormat }) => legendFormat)]),
  );
  expect(said).toContain('应发');
  expect(said.replaceAll(/\{\{\w+\}\}|RabbitMQ|Kafka|\bp\d\d\b/g, '')).not.toMatch(/[a-z]{4,} [a-z]{3,}/);
});
