import { describe, expect, it } from 'vitest';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import { type ActiveFault, faultsAfter, markOf } from '../../../renderer/engine/activeFaults.ts';

const event = (kind: RunEvent['kind'], entity: string, detail: RunEvent['detail']): RunEvent => ({ atUs: 0, kind, entity, detail });
const after = (...events: RunEvent[]): readonly ActiveFault[] => events.reduce(faultsAfter, [] as readonly ActiveFault[]);

describe('what is broken now', () => {
  it('follows from the events, also when two of a kind overlap', () => {
    const one = { fault: 'brokerCrash', mode: 'process', server: 1 };
    const all = { fault: 'brokerCrash', mode: 'process' };
    const both = after(event('fault.started', 'b', { ...one, forUs: 5 }), event('fault.started', 'b', all));
    expect([both.length, markOf(both, 'b'), markOf(both, 'c')]).toEqual([2, 'down', undefined]);
    const left = faultsAfter(both, event('fault.ended', 'b', all));
    expect([left.length, markOf(left, 'b')]).toEqual([1, 'partlyDown']);
    expect(faultsAfter(left, event('fault.ended', 'b', one))).toEqual([]);
  });

  it('a client that crashes at a moment is down from that moment on', () => {
    const armed = after(event('fault.started', 'c', { fault: 'clientCrash', moment: 'afterAck' }));
    expect([armed.length, markOf(armed, 'c')]).toEqual([1, undefined]);
    const down = faultsAfter(armed, event('client.crashed', 'c', { instance: 2, moment: 'afterAck' }));
    expect(markOf(down, 'c')).toBe('partlyDown');
    expect(faultsAfter(down, event('fault.ended', 'c', { fault: 'clientCrash', moment: 'afterAck' }))).toEqual([]);
  });

  it('poisoned messages are no lasting state, and other events none at all', () => {
    expect(after(event('fault.started', 'p', { fault: 'poison', messages: 3 }), event('spike.started', 'p', {}))).toEqual([]);
    const marks = ['linkPartition', 'linkDelay', 'linkLoss', 'poisonShare', 'brokerPause'].map((fault) =>
      markOf(after(event('fault.started', 'x', { fault })), 'x'),
    );
    expect(marks).toEqual(['cut', 'slow', 'lossy', 'poisoned', 'paused']);
  });
});
