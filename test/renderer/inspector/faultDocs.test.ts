import { describe, expect, it } from 'vitest';
import { checkFault, FAULT_KINDS } from '#core/scenario/checkFaults.ts';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../../support/design.ts';
import { kindsOf, newFault, targetsOf, withKind, withTarget } from '../../../renderer/inspector/faultDocs.ts';

const MODEL = modelOf(
  { b: node('broker', { nodes: 2 }), q: node('queue', { broker: 'b' }), p: node('producer'), c: node('consumer', { count: 2 }) },
  ['p>q', 'q>c'],
  {
    horizon: '60s',
  },
);
const CRASH: FaultDoc = { kind: 'brokerCrash', at: '3s', for: '1s', target: 'b', mode: 'power', server: 2 };

describe('editing faults', () => {
  it('lists what can break, and how', () => {
    expect(targetsOf(MODEL).map(({ label }) => label)).toEqual(['b', 'p', 'c', 'p → q', 'q → c']);
    expect(kindsOf(MODEL, 'b')).toEqual(['brokerCrash', 'brokerPause', 'slowDisk']);
    expect(kindsOf(MODEL, 'gone')).toEqual(FAULT_KINDS);
  });

  it('another kind keeps instant, time and server; another target what can happen there', () => {
    expect(withKind(CRASH, 'slowDisk')).toEqual({ kind: 'slowDisk', at: '3s', for: '1s', target: 'b', server: 2, factor: 10 });
    expect(withTarget(CRASH, 'p>q', MODEL)).toMatchObject({ kind: 'linkDelay', at: '3s', target: 'p>q' });
    expect(withTarget({ kind: 'clientCrash', at: '1s', target: 'c', moment: 'afterAck' }, 'p', MODEL)).toEqual({
      kind: 'clientCrash',
      at: '1s',
      target: 'p',
      moment: 'now',
    });
  });

  it('every step gives a fault that is sound', () => {
    const first = newFault(MODEL)!;
    const every = targetsOf(MODEL).flatMap(({ value }) => kindsOf(MODEL, value).map((kind) => withKind(withTarget(first, value, MODEL), kind)));
    expect(every.flatMap((fault) => checkFault(MODEL, fault, 0))).toEqual([]);
    expect(newFault(modelOf({ q: node('queue') }, []))).toBeUndefined();
  });
});
