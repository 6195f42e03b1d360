/** Lessons of the chapters on queues, concepts and models, done as their texts say. */
import { test, wire } from './app.ts';
import {
  beginLesson,
  breakSelected,
  choose,
  expectMet,
  exportProject,
  finish,
  lessonPanel,
  next,
  nodeCalled,
  openLessons,
  run,
  runAgain,
  selectNode,
  selectWire,
  setField,
  spike,
  write,
} from './lessons.ts';

test('message queues: from a channel to a server', async ({ page }) => {
  await openLessons(page);

  await test.step('A Go channel', async () => {
    await beginLesson(page, 'A Go channel', '10×');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'go func()');
    await choose(page, 'At its end', 'Close');
    await runAgain(page);
    await next(page, 2);

    await selectNode(page, 'ch');
    await setField(page, 'Capacity', '2');
    await runAgain(page);
    await next(page, 3);

    await setField(page, 'Capacity', '0');
    await runAgain(page);
    await next(page, 1);
    await finish(page, 'A Go channel');
  });

  await test.step('One process, one fate', async () => {
    await beginLesson(page, 'One process, one fate', '10×');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'jobs');
    await choose(page, 'Limit', 'Its capacity');
    await runAgain(page);
    await next(page, 2);
    await finish(page, 'One process, one fate');
  });

  await test.step('The message server', async () => {
    await beginLesson(page, 'The message server', '5×');
    await lessonPanel(page).getByRole('tab', { name: 'Components' }).click();
    await lessonPanel(page)
      .getByRole('button', { name: /Add Queue\./ })
      .dragTo(nodeCalled(page, 'mq'), { targetPosition: { x: 90, y: 90 } });
    await wire(page, nodeCalled(page, 'shop'), nodeCalled(page, 'queue'));
    await wire(page, nodeCalled(page, 'queue'), nodeCalled(page, 'billing'));
    await lessonPanel(page).getByRole('tab', { name: 'Lessons' }).click();
    await next(page, 2);

    await selectWire(page, 0);
    await setField(page, 'Latency, one way', '10ms');
    await selectWire(page, 1);
    await setField(page, 'Latency, one way', '10ms');
    await run(page);
    await next(page, 2);

    await runAgain(page);
    await selectNode(page, 'billing');
    await breakSelected(page, 'Crash', '2 s');
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'The message server');
  });
});

test('the five concepts', async ({ page }) => {
  await openLessons(page);

  await test.step('Broker', async () => {
    await beginLesson(page, 'Broker');
    await selectNode(page, 'orders');
    await choose(page, 'Broker', 'mq');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'shop');
    await setField(page, 'Rate', '500/s');
    await runAgain(page);
    await next(page, 2);

    await selectNode(page, 'mq');
    await setField(page, 'Threads', '8');
    await runAgain(page);
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Broker');
  });

  await test.step('Producer', async () => {
    await beginLesson(page, 'Producer');
    await selectNode(page, 'shop');
    await setField(page, 'Rate', '80/s');
    await run(page);
    await next(page, 2);

    await runAgain(page);
    await spike(page);
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Producer');
  });

  await test.step('Consumer', async () => {
    await beginLesson(page, 'Consumer', '5×');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'packer');
    await setField(page, 'Instances', '6');
    await next(page, 2);

    await runAgain(page);
    await breakSelected(page, 'Crash before it processes a message', '2 s');
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Consumer');
  });

  await test.step('Topic', async () => {
    await beginLesson(page, 'Topic');
    await wire(page, nodeCalled(page, 'returns'), nodeCalled(page, 'events'));
    await run(page);
    await next(page, 2);

    await wire(page, nodeCalled(page, 'events'), nodeCalled(page, 'stats'));
    await runAgain(page);
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Topic');
  });

  await test.step('Message', async () => {
    await beginLesson(page, 'Message', '25×');
    await selectNode(page, 'shop');
    await setField(page, 'Value', '64KiB');
    await run(page);
    await next(page, 2);

    await setField(page, 'Value', '1KiB');
    await choose(page, 'Keys', 'Random, all alike');
    await runAgain(page);
    await expectMet(page, 1, 1);
    await choose(page, 'Keys', 'One key for all');
    await runAgain(page);
    await next(page, 2);

    await selectNode(page, 'europe');
    await write(page, 'Message selector', "region = 'eu'");
    await runAgain(page);
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Message');
  });
});

test('the two models', async ({ page }) => {
  await openLessons(page);

  await test.step('Point to point', async () => {
    await beginLesson(page, 'Point to point');
    await run(page);
    await next(page, 2);

    await wire(page, nodeCalled(page, 'orders'), nodeCalled(page, 'packer B'));
    await runAgain(page);
    await next(page, 3);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Point to point');
  });

  await test.step('Publish and subscribe', async () => {
    await beginLesson(page, 'Publish and subscribe', '5×');
    await run(page);
    await next(page, 2);

    await selectNode(page, 'archive');
    await setField(page, 'Connects at', '4s');
    await runAgain(page);
    await next(page, 2);

    await selectNode(page, 'app');
    await runAgain(page);
    await breakSelected(page, 'Crash', '2 s');
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Publish and subscribe');
  });

  await test.step('Durable subscription', async () => {
    await beginLesson(page, 'Durable subscription', '25×');
    await run(page);
    await next(page, 1);

    await selectNode(page, 'archive');
    await choose(page, 'Subscription', 'Durable');
    await runAgain(page);
    await next(page, 3);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'Durable subscription');
  });
});
