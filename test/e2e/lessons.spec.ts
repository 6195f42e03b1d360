/** Lessons of the chapters on queues, concepts and models, done as their texts say. */
import { test, wire } from './app.ts';
import {
  beginLesson,
  breakSelected,
  choose,
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

    await selectNode(page, 'billing');
    await breakSelected(page, 'Crash', '2 s');
    await next(page, 2);

    await exportProject(page);
    await next(page, 1);
    await finish(page, 'The message server');
  });
});
