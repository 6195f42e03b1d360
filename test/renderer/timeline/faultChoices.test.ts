import { describe, expect, it } from 'vitest';
import { checkFault } from '#core/scenario/checkFaults.ts';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../../support/design.ts';
import { faultChoices } from '../../../renderer/timeline/faultChoices.ts';

const MODEL = modelOf(
  {
    one: node('broker'),
    three: node('broker', { nodes: 3 }),
    q: node('queue', { broker: 'one' }),
    t: node('topic'),
    ch: node('channel'),
    p: node('producer'),
    c: node('consumer', { count: 2 }),
    g: node('consumer'),
    task: node('producer'),
  },
  ['p>q', 'q>c', 't>g', 'p>t', 'task>ch'],
);
const labels = (id: string) => faultChoices(MODEL, id, 10_000_000).map(({ label }) => label.replace('faults.', ''));

describe('the fault menu', () => {
  it('offers what can happen to what is selected', () => {
    expect(labels('one')).toEqual(['crash', 'power', 'pause', 'slow']);
    expect(labels('three')).toEqual(['crashAll', 'powerAll', 'crashServer', 'crashServer', 'crashServer', 'pause', 'slow']);
    expect(labels('p>q')).toEqual(['cut', 'cutTo', 'cutFrom', 'delay', 'lose', 'double']);
    expect(labels('p')).toEqual(['crash', 'poisonOne', 'poisonMany']);
    expect(labels('c')).toEqual(['crashInstance', 'crashInstances', 'crashAt.beforeProcessing', 'crashAt.afterProcessing', 'crashAt.afterAck']);
    expect(labels('g')).toEqual(['crash', 'crashAt.beforeProcessing', 'crashAt.afterProcessing', 'crashAt.beforeCommit', 'crashAt.afterCommit']);
    for (const id of ['q', 'task', 'task>ch', 'nothing', '']) expect(labels(id)).toEqual([]);
  });

  it('lasts as long as is chosen, but for messages that are poisoned once', () => {
    for (const id of ['three', 'p>q', 'c', 'g'])
      for (const forUs of [null, 5]) expect(new Set(faultChoices(MODEL, id, forUs).map(({ fault }) => fault.forUs))).toEqual(new Set([forUs]));
    expect(faultChoices(MODEL, 'p', 5).map(({ fault }) => fault.forUs)).toEqual([5, null, null]);
  });

  it('offers nothing a file could not say', () => {
    for (const id of ['three', 'p>q', 'p', 'c', 'g'])
      for (const { fault } of faultChoices(MODEL, id, null)) {
        const { forUs: _forUs, ...own } = fault;
        const counted = Object.entries({ ...own, at: '1s', extra: '1ms' }).flatMap(([name, value]) => {
          if (value === null || name === 'extraUs') return [];
          return [[name, (name === 'server' || name === 'instance') && typeof value === 'number' ? value + 1 : value]];
        });
        expect(checkFault(MODEL, Object.fromEntries(counted) as FaultDoc, 0)).toEqual([]);
      }
  });
});
