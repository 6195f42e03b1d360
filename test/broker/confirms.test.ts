import { describe, expect, it } from 'vitest';
import { Confirms } from '#core/broker/confirms.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { duration } from '#core/base/units.ts';
import { Door, FREE } from '../support/door.ts';

const FSYNC = 1_000;
/** A queue on a server whose disk takes a millisecond; what is not said to be persistent is transient, as RabbitMQ has it. */
function slowDisk(isDurable = true) {
  const door = new Door({ ...FREE, fsyncUs: FSYNC });
  const queue = door.add(0, new Queue({ maxLength: 3, overflow: 'reject', isDurable, isPersistent: (p) => p?.persistent === true }, door.books, door.kernel));
  const publisher = door.client();
  return { door, queue, publisher, send: (n: number, persistent: boolean) => publisher.publish(0, n, 1, { persistent }) };
}

describe('confirms', () => {
  it('[CF1] [RC1] answer each publish once, by numbers that count up from 1 in each session', () => {
    const { door, publisher, send } = slowDisk();
    const ids = [send(1, false), send(2, true), send(3, false), send(4, false)];
    door.wait(10 * FSYNC);
    expect(ids).toEqual([1, 2, 3, 4]);
    // Transient ones at once, the full queue's refusal at once, and what had to wait for the disk last.
    expect(publisher.received.map((m) => (m.kind === 'done' ? `${m.id} ${m.error}` : m.kind))).toEqual(['1 none', '3 none', '4 queue_full', '2 none']);
    expect(door.client().publish(0, 5)).toBe(1);
  });

  it('[CF2] [RC2] a transient message is confirmed at once, a persistent one of a durable queue when it is on disk', () => {
    const { door, queue, publisher, send } = slowDisk();
    send(1, false);
    send(2, true);
    door.settle();
    expect([publisher.acknowledgements.length, queue.ready]).toEqual([1, 2]);
    door.wait(FSYNC - 1);
    expect(publisher.acknowledgements.length).toBe(1);
    door.wait(1);
    expect(publisher.acknowledgements.length).toBe(2);
  });

  it('[CF2] a queue that is not durable puts nothing on disk', () => {
    const { door, publisher, send } = slowDisk(false);
    send(1, true);
    door.settle();
    expect([publisher.acknowledgements, door.broker.disk.fsyncs]).toEqual([['none'], 0]);
  });

  it('[CF3] wait for every queue that took the message; one that refuses answers for all', () => {
    const answers: string[] = [];
    const confirms = new Confirms((id, error) => answers.push(`${id} ${error}`));
    const both = confirms.open(1)!;
    both.hold();
    both.hold();
    confirms.close(both, 'none');
    both.release();
    expect(answers).toEqual([]);
    both.release();
    const refused = confirms.open(2)!;
    refused.hold();
    confirms.close(refused, 'queue_full');
    const next = confirms.open(3)!;
    confirms.close(next, 'none');
    refused.release();
    expect(answers).toEqual(['1 none', '2 queue_full', '3 none']);
  });

  it('[CF4] a publish that asks for none gets none, and one whose session is over neither', () => {
    const { door, publisher, send } = slowDisk();
    publisher.session.submit({ kind: 'publish', id: 0, destination: 0, createdUs: 1, key: 0, size: 1, serial: 1, properties: { persistent: true } });
    send(2, true);
    publisher.session.close('client');
    door.wait(duration(5 * FSYNC));
    expect(publisher.received).toEqual([]);
  });
});
