import { describe, expect, it } from 'vitest';
import { ProducerStates, sequenceAfter } from '#core/broker/stream/producerStates.ts';

/** Batches of one record: sequence and offset n. */
function remembering(count: number, from = 0) {
  const states = new ProducerStates();
  for (let n = from; n < from + count; n++) states.appended({ pid: 1, epoch: 0, sequence: n }, 1, n);
  return { states, check: (sequence: number, { pid = 1, epoch = 0, count: records = 1 } = {}) => states.check({ pid, epoch, sequence }, records) };
}

describe('producer states', () => {
  it('[KP9] the next sequence is the last plus one, and behind 2³¹ − 1 comes 0', () => {
    const { check } = remembering(4);
    expect(check(4)).toBe('none');
    // Sent 10 after 3: a gap.
    expect(check(10)).toBe('out_of_order_sequence');
    const states = new ProducerStates();
    states.appended({ pid: 1, epoch: 0, sequence: 2 ** 31 - 2 }, 2, 0);
    expect([states.check({ pid: 1, epoch: 0, sequence: 0 }, 1), sequenceAfter(2 ** 31 - 1, 1)]).toEqual(['none', 0]);
  });

  it('[KP9] any of the last five batches that comes again has its first offset; an older one is out of order', () => {
    const { check } = remembering(6);
    expect([1, 2, 3, 4, 5].map((sequence) => check(sequence))).toEqual([1, 2, 3, 4, 5]);
    expect(check(0)).toBe('out_of_order_sequence');
    // The same first sequence with more records is another batch.
    expect(check(3, { count: 2 })).toBe('out_of_order_sequence');
  });

  it('[KP9] a lower epoch is refused, a new one begins at 0, and nobody known may begin anywhere', () => {
    const { states, check } = remembering(3);
    expect([check(1, { epoch: 1 }), check(0, { epoch: 1 })]).toEqual(['out_of_order_sequence', 'none']);
    states.appended({ pid: 1, epoch: 1, sequence: 0 }, 1, 3);
    expect([check(3), check(1, { epoch: 1 }), check(77, { pid: 2 })]).toEqual(['invalid_producer_epoch', 'none', 'none']);
  });

  it('[KP9] what was cut off the log is not remembered: it may come again', () => {
    const { states, check } = remembering(6);
    states.truncate(4);
    expect([check(3), check(4), check(5)]).toEqual([3, 'none', 'out_of_order_sequence']);
    states.truncate(0);
    expect(check(5)).toBe('none');
  });
});
