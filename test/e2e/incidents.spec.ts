/** Incidents, solved as their hints say. */
import type { Page } from '@playwright/test';
import { test } from './app.ts';
import { addAt, connect, cut, pickWire } from './lessonCanvas.ts';
import { beginLesson, choose, finish, next, openLessons, run, selectNode, setField } from './lessons.ts';

// Several lessons each, on a machine that may be busy.
test.setTimeout(240_000);
test.use({ actionTimeout: 20_000 });

/** Sees the trouble, mends it, runs again: the objectives are met and the rules of the budget are kept. */
async function solve(page: Page, title: string, rules: number, mend: () => Promise<void>): Promise<void> {
  await test.step(title, async () => {
    await beginLesson(page, title, 'max');
    await run(page);
    await next(page, 1);
    await mend();
    await run(page);
    await next(page, 1 + rules);
    await finish(page, title);
  });
}

test('incidents of topics', async ({ page }) => {
  await openLessons(page);
  await solve(page, 'Six workers, no progress', 3, async () => {
    await selectNode(page, 'stream-in');
    await setField(page, 'Partitions', '4');
    await selectNode(page, 'workers');
    await setField(page, 'Instances', '4');
  });
  await solve(page, 'Clicks come too late', 3, async () => {
    await selectNode(page, 'site');
    await choose(page, 'Keys', 'Random, all alike');
    await setField(page, 'Different keys', '10000');
  });
  await solve(page, 'Done again and again', 2, async () => {
    await selectNode(page, 'workers');
    await setField(page, 'Messages per poll', '100');
  });
  await solve(page, 'Confirmed orders are missing', 3, async () => {
    await selectNode(page, 'shop');
    await choose(page, 'Acknowledgement', 'all: every replica');
  });
  await solve(page, 'Gaps in the history', 3, async () => {
    await selectNode(page, 'nightly');
    await setField(page, 'Instances', '2');
  });
});

test('incidents of queues and broadcasts', async ({ page }) => {
  await openLessons(page);
  await solve(page, 'Helpers with nothing to do', 3, async () => {
    await selectNode(page, 'first');
    await setField(page, 'Prefetch', '20');
    await selectNode(page, 'helpers');
    await setField(page, 'Prefetch', '20');
  });
  await solve(page, 'News that never appeared', 2, async () => {
    await selectNode(page, 'website');
    await choose(page, 'Subscription', 'Durable');
    await setField(page, 'Its name', 'website');
  });
  await solve(page, 'Cancellations vanish', 3, async () => {
    await addAt(page, 'Queue', 0.6, 0.85);
    await connect(page, 'orders', 'queue');
    await pickWire(page, 'orders', 'queue');
    await setField(page, 'Key pattern', 'order.cancelled');
  });
  await solve(page, 'A busy worker, a growing queue', 3, async () => {
    await addAt(page, 'Queue', 0.6, 0.85);
    await connect(page, 'orders', 'queue');
    await selectNode(page, 'orders');
    await setField(page, 'Delivery limit', '3');
  });
  await solve(page, 'Retries after half a minute', 3, async () => {
    // The wire of the long ones is taken to a queue of their own.
    await addAt(page, 'Queue', 0.45, 0.88);
    await connect(page, 'again later', 'queue');
    await connect(page, 'queue', 'payments');
    await cut(page, 'again later', 'wait');
  });
});
