import { writeFileSync } from 'node:fs';
import { expect, nodeNamed, openApp, openFile, test } from './app.ts';

/** Two hundred partitions of which keys make some hot, read too slowly while a spike lasts; a queue behind them. */
const DESIGN = {
  format: 'spillway',
  version: 1,
  model: {
    seed: 7,
    horizon: '20s',
    nodes: {
      orders: {
        kind: 'producer',
        name: 'orders',
        load: { kind: 'constant', rate: '300/s' },
        arrivals: 'even',
        keys: { kind: 'zipf', count: 400, exponent: 1.1 },
      },
      topic: { kind: 'topic', name: 'order log', partitions: 200 },
      worker: { kind: 'consumer', name: 'workers', workTime: { kind: 'constant', value: '4ms' }, offsetReset: 'earliest' },
      jobs: { kind: 'queue', name: 'jobs' },
      mailer: { kind: 'consumer', name: 'mailer', prefetch: 1, workTime: { kind: 'constant', value: '5ms' } },
    },
    edges: {
      a: { from: 'orders', to: 'topic' },
      b: { from: 'topic', to: 'worker' },
      c: { from: 'worker', to: 'jobs' },
      d: { from: 'jobs', to: 'mailer' },
    },
  },
  view: {
    title: { en: 'Partitions', zh: '分区' },
    positions: { orders: { x: 0, y: 0 }, topic: { x: 260, y: 0 }, worker: { x: 520, y: 0 }, jobs: { x: 780, y: 0 }, mailer: { x: 1040, y: 0 } },
  },
};

test('the figures an operator knows, each explained; partitions and latencies over time; the instant shown', async ({ page }, info) => {
  const file = info.outputPath('partitions.json');
  writeFileSync(file, JSON.stringify(DESIGN));
  await page.addInitScript(() => delete (window as { showOpenFilePicker?: unknown }).showOpenFilePicker);
  await openApp(page);
  await openFile(page, file);
  await page.getByRole('combobox', { name: 'Pace' }).click();
  await page.getByRole('option', { name: 'max' }).click();
  await page.getByRole('toolbar', { name: 'Run controls' }).getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 60_000 });
  const results = page.getByRole('region', { name: 'Run results' });
  await results.getByRole('tab', { name: 'Metrics' }).click();

  // A topic: what is behind, in messages and in time, and its partitions.
  await nodeNamed(page, 'order log').click();
  const row = (name: string) => results.getByRole('listitem').filter({ has: page.getByRole('button', { name: `About ${name}`, exact: true }) });
  await expect(row('Lag')).toContainText(/\d/);
  await expect(row('Lag in time')).toContainText(/ (s|ms|µs)$/);
  await expect(row('Log end')).toContainText(/5,99\d|6,000/);
  await expect(row('Time to drain')).toContainText(/s|m|never/);
  const map = results.getByRole('img', { name: /^Partitions over time/ });
  await expect(map).toHaveAccessibleName(/Now most: partition \d+ /);
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(map).toHaveAccessibleName(/partition 1 · 00:20\.000 · /);
  await results.getByRole('button', { name: 'Rate', exact: true }).click();
  await expect(map).toHaveAccessibleName(/\/s$/);

  // Every figure says what it means.
  await results.getByRole('button', { name: 'About Lag in time' }).click();
  await expect(page.getByRole('dialog', { name: /Lag in time/ })).toContainText('now less the instant it was meant to be sent');
  await page.keyboard.press('Escape');

  // A consumer: latencies over time, and how they are spread.
  await nodeNamed(page, 'workers').click();
  await expect(results.getByRole('img', { name: /^How many messages took how long/ })).toBeVisible();
  await results.getByRole('button', { name: 'Histogram', exact: true }).click();
  await expect(results.getByRole('img', { name: /^Histogram of latencies: p50 .*p99\.9 / })).toBeVisible();

  // A queue, as RabbitMQ shows it, and any figure as a curve.
  await nodeNamed(page, 'jobs').click();
  await expect(row('Consumer capacity')).toContainText('%');
  await results.getByRole('button', { name: /^Draw Unacked as a curve|^Unacked/ }).click();
  await expect(results.getByRole('img', { name: 'Unacked' })).toBeVisible();

  // Figures follow the instant shown.
  const published = row('Publish');
  await expect(published).toContainText(/^Publish2\d\d\/s/);
  await page.getByRole('slider').first().press('Home');
  await expect(published).toContainText(/^Publish(0\/s|–)/);
});
