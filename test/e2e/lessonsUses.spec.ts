/** Lessons of the chapters on uses and Kafka, done as their texts say. */
import { test } from './app.ts';
import { addAt, againWithSpike, connect, cut } from './lessonCanvas.ts';
import { beginLesson, choose, exportProject, finish, next, openLessons, run, selectNode, setField } from './lessons.ts';

// Several lessons each, on a machine that may be busy.
test.setTimeout(240_000);
test.use({ actionTimeout: 20_000 });

test('uses: asynchronous processing, data synchronisation, retry and compensation', async ({ page }) => {
  await openLessons(page);

  await test.step('Asynchronous processing', async () => {
    await beginLesson(page, 'Asynchronous processing', 'max');
    await run(page);
    await next(page, 1);

    await addAt(page, 'Queue', 0.72, 0.75);
    await connect(page, 'registration', 'queue');
    await connect(page, 'queue', 'mail and SMS');
    await selectNode(page, 'registration');
    await setField(page, 'Value', '20ms');
    await run(page);
    await next(page, 3);

    await againWithSpike(page);
    await next(page, 2);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Asynchronous processing');
  });

  await test.step('Data synchronisation', async () => {
    await beginLesson(page, 'Data synchronisation', 'max');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'search index');
    await setField(page, 'Instances', '4');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'for search');
    await choose(page, 'Consumers served', 'The first only');
    await run(page);
    await next(page, 1);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Data synchronisation');
  });

  await test.step('Retry and compensation', async () => {
    await beginLesson(page, 'Retry and compensation', 'max');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'bookkeeper');
    await choose(page, 'After a failure', 'Try again');
    await selectNode(page, 'accounting');
    await setField(page, 'Delivery limit', '1');
    await connect(page, 'accounting', 'wait 5 s');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'wait 5 s');
    await setField(page, 'Time to live', '5s');
    await connect(page, 'wait 5 s', 'again');
    await connect(page, 'again', 'bookkeeper');
    await run(page);
    await next(page, 2);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Retry and compensation');
  });
});

test('uses: peak shaving, stream processing, decoupling', async ({ page }) => {
  await openLessons(page);

  await test.step('Peak shaving', async () => {
    await beginLesson(page, 'Peak shaving', 'max');
    await againWithSpike(page);
    await next(page, 2);

    await selectNode(page, 'order workers');
    await setField(page, 'Instances', '8');
    await againWithSpike(page);
    await next(page, 1);

    await selectNode(page, 'orders');
    await setField(page, 'Longest length', '5000');
    await againWithSpike(page);
    await next(page, 2);

    await setField(page, 'Longest length', '20000');
    await againWithSpike(page);
    await exportProject(page);
    await next(page, 2);
    await finish(page, 'Peak shaving');
  });

  await test.step('Stream processing', async () => {
    await beginLesson(page, 'Stream processing', 'max');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'logs');
    await setField(page, 'Partitions', '4');
    await selectNode(page, 'analysis');
    await setField(page, 'Instances', '4');
    await run(page);
    await next(page, 2);

    await addAt(page, 'Consumer', 0.75, 0.88);
    await connect(page, 'logs', 'consumer');
    await selectNode(page, 'consumer');
    await setField(page, 'Connects at', '20s');
    await choose(page, 'Starts reading at', 'The oldest message');
    await run(page);
    await next(page, 2);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Stream processing');
  });

  await test.step('Decoupling', async () => {
    await beginLesson(page, 'Decoupling', 'max');
    await run(page);
    await next(page, 1);

    await addAt(page, 'Exchange', 0.35, 0.8);
    await choose(page, 'Type', 'Fanout');
    await connect(page, 'order service', 'exchange');
    await connect(page, 'exchange', 'for billing');
    await connect(page, 'exchange', 'for shipping');
    await cut(page, 'order service', 'for billing');
    await cut(page, 'order service', 'for shipping');
    await run(page);
    await next(page, 2);

    await addAt(page, 'Queue', 0.6, 0.88);
    await addAt(page, 'Consumer', 0.85, 0.88);
    await connect(page, 'exchange', 'queue');
    await connect(page, 'queue', 'consumer');
    await run(page);
    await next(page, 1);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Decoupling');
  });
});

test('Kafka: the environment, and performance or reliability', async ({ page }) => {
  await openLessons(page);

  await test.step('stream-in to stream-out', async () => {
    await beginLesson(page, 'stream-in to stream-out', 'max');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'sensors');
    await setField(page, 'Rate', '500/s');
    await selectNode(page, 'processor');
    await setField(page, 'Instances', '2');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'stream-in');
    await setField(page, 'Partitions', '2');
    await run(page);
    await next(page, 1);
    await exportProject(page);
    await next(page, 1);
    await finish(page, 'stream-in to stream-out');
  });

  await test.step('Performance or reliability', async () => {
    await beginLesson(page, 'Performance or reliability', 'max');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'shop');
    await choose(page, 'Acknowledgement', '1: leader');
    await run(page);
    await next(page, 1);

    await choose(page, 'Acknowledgement', 'all: every replica');
    await run(page);
    await next(page, 1);

    await choose(page, 'Idempotence', 'On');
    await run(page);
    await exportProject(page);
    await next(page, 2);
    await finish(page, 'Performance or reliability');
  });
});
