import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { SECOND } from '#core/base/units.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { combined, delayUs, type LinkTrouble, SILENCE_US } from '#core/net/linkTrouble.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { Door, DoorClient } from '../support/door.ts';

const WELL: LinkTrouble = { extraUs: 0, loss: 0, duplicate: 0, cutUp: false, cutDown: false };
const CUT: LinkTrouble = { ...WELL, cutUp: true, cutDown: true };

function farDoor(latencyUs = 1_000) {
  const door = new Door();
  const queue = door.add(0, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
  const link = new Link({ latencyUs }, createRandom(5));
  door.books.register(link);
  const far = across(door.broker, link, door.kernel, door.linkBooks);
  let n = 0;
  const client = () => {
    const c = new DoorClient((peer) => far.open(peer, { client: 'far' }));
    const publish = () => (door.books.offered(1), c.publish(0, ++n));
    return Object.assign(c, { send: publish });
  };
  const isBalanced = () => {
    const { sources, sinks } = door.books.balance();
    return sources === sinks;
  };
  return { door, queue, link, client, isBalanced };
}

describe('a link in trouble', () => {
  it('[N6] extra delay is added each way while it lasts', () => {
    const { door, queue, link, client } = farDoor();
    const c = client();
    link.suffer({ ...WELL, extraUs: 5_000 });
    const id = c.send();
    door.wait(5_999);
    expect(queue.ready).toBe(0);
    door.wait(1);
    expect(queue.ready).toBe(1);
    door.wait(5_999);
    expect(c.answer(id)).toBeUndefined();
    door.wait(1);
    expect(c.answer(id, 'done')?.error).toBe('none');
  });

  it('[N6] a lost segment costs 200 ms, twice as long with every loss in a row', () => {
    const random = createRandom(1);
    const seen = new Map<number, number>();
    for (let i = 0; i < 100_000; i++) {
      const us = delayUs({ ...WELL, loss: 0.1 }, random);
      seen.set(us, (seen.get(us) ?? 0) + 1);
    }
    expect([...seen.keys()].sort((a, b) => a - b).slice(0, 4)).toEqual([0, 200_000, 600_000, 1_400_000]);
    expect(seen.get(0)! / 100_000).toBeCloseTo(0.9, 2);
    expect(seen.get(200_000)! / 100_000).toBeCloseTo(0.09, 2);
    expect(delayUs({ ...WELL, loss: 1 }, random)).toBe(SILENCE_US);
  });

  it('[N6] what follows a lost segment waits behind it: nothing is overtaken, nothing is lost', () => {
    const { door, link, client, isBalanced } = farDoor();
    const c = client();
    link.suffer({ ...WELL, loss: 0.3 });
    for (let i = 0; i < 200; i++) {
      c.send();
      door.wait(1_000);
      expect(isBalanced()).toBe(true);
    }
    door.wait(60 * SECOND);
    link.suffer(undefined);
    const reader = client();
    reader.consume(0);
    door.wait(10 * SECOND);
    expect(reader.words).toEqual(Array.from({ length: 200 }, (_, i) => String(i + 1)));
  });

  it('[N7] while a direction is cut nothing arrives there, and goes on from when it heals', () => {
    const { door, queue, link, client } = farDoor();
    const c = client();
    const first = c.send();
    link.suffer({ ...WELL, cutDown: true });
    const second = c.send();
    door.wait(3 * SECOND);
    expect([queue.ready, c.answer(first), c.answer(second)]).toEqual([2, undefined, undefined]);
    link.suffer({ ...WELL, cutUp: true });
    const third = c.send();
    door.wait(SECOND);
    expect([queue.ready, c.answer(first)?.kind, c.answer(third)]).toEqual([2, 'done', undefined]);
    link.suffer(undefined);
    door.wait(999);
    expect(queue.ready).toBe(2);
    door.wait(1);
    expect(queue.ready).toBe(3);
  });

  it('[N8] a cut connection is given up by both ends after 30 s, and its wire is lost', () => {
    const { door, queue, link, client, isBalanced } = farDoor();
    const c = client();
    c.consume(0);
    door.wait(10_000);
    link.suffer(CUT);
    c.send();
    door.wait(29_999_999);
    expect([c.closedBy, queue.consumers]).toEqual([undefined, 1]);
    door.wait(1);
    expect([c.closedBy, queue.consumers, isBalanced()]).toEqual(['unreachable', 0, true]);
    expect(door.books.totals().dropped).toEqual({ connection_closed: 1 });
  });

  it('[N8] a cut that heals in time ends nothing; a connection over a cut link is given up after 10 s', () => {
    const { door, link, client } = farDoor();
    const c = client();
    link.suffer(CUT);
    door.wait(29 * SECOND);
    const late = client();
    door.wait(SECOND - 1);
    link.suffer(undefined);
    door.wait(60 * SECOND);
    expect([c.closedBy, late.closedBy]).toEqual([undefined, undefined]);
    link.suffer(CUT);
    const lost = client();
    expect(lost.send()).toBe(0);
    door.wait(10 * SECOND);
    expect(lost.closedBy).toBe('unreachable');
  });

  it('[N8] a connection over a cut link takes nothing until it heals, one to a server that is down nothing at all', () => {
    const { door, queue, link, client } = farDoor();
    link.suffer(CUT);
    const early = client();
    expect(early.send()).toBe(0);
    link.suffer(undefined);
    expect(early.drainedTimes).toBe(1);
    expect(early.send()).toBeGreaterThan(0);
    door.wait(2_000);
    expect(queue.ready).toBe(1);
    door.broker.crash('process');
    const refused = client();
    expect(refused.send()).toBe(0);
    door.wait(0);
    expect([refused.closedBy, link.onWire]).toEqual(['unreachable', 0]);
  });

  it('[N9] a request that arrives twice is answered once, for its second copy', () => {
    const { door, queue, link, client, isBalanced } = farDoor();
    const c = client();
    link.suffer({ ...WELL, duplicate: 1 });
    const id = c.send();
    door.wait(2_000);
    expect([queue.ready, c.received.length, c.answer(id, 'done')?.error]).toEqual([2, 1, 'none']);
    expect([door.books.totals().copied, isBalanced()]).toEqual([{ producer_retry: 1 }, true]);
  });

  it('[N4] what a client sent before it crashed still arrives, and the end behind it', () => {
    const { door, queue, link, client, isBalanced } = farDoor();
    const c = client();
    c.consume(0);
    door.wait(2_000);
    c.send();
    c.session.close('crash');
    expect(c.session.submit({ kind: 'metadata', id: 9, destination: 0 })).toBe(false);
    door.wait(999);
    expect(queue.consumers).toBe(1);
    door.wait(1);
    expect([queue.ready, queue.consumers, link.onWire, isBalanced()]).toEqual([1, 0, 0, true]);
    expect(c.closedBy).toBeUndefined();
  });

  it('[N4] a broker that hangs up over a request accounts for it, the link for what is behind it', () => {
    const { door, link } = farDoor();
    let peer: { closed(reason: 'broker'): void } | undefined;
    const rude = across(
      { open: (own) => ((peer = own), { submit: () => (door.books.refused('queue_full', 1), peer!.closed('broker'), true), close: () => {} }) },
      link,
      door.kernel,
      door.linkBooks,
    );
    const c = new DoorClient((own) => rude.open(own, { client: 'far' }));
    door.books.offered(2);
    c.publish(0, 1);
    c.publish(0, 2);
    door.wait(1_000);
    expect([c.closedBy, link.onWire, door.books.totals().difference]).toEqual(['broker', 0, 0]);
    expect(door.books.totals()).toMatchObject({ refused: { queue_full: 1 }, dropped: { connection_closed: 1 } });
  });

  it('[N10] a link that is well again takes requests at once if it has no delay', () => {
    const { door, queue, link, client } = farDoor(0);
    const c = client();
    link.suffer({ ...WELL, extraUs: 5_000 });
    c.send();
    link.suffer(undefined);
    c.send();
    expect(queue.ready).toBe(0);
    door.wait(5_000);
    expect(queue.ready).toBe(2);
    c.send();
    expect(queue.ready).toBe(3);
  });

  it('troubles of one link add up', () => {
    expect(combined([])).toBeUndefined();
    expect(combined([{ extraUs: 10, loss: 0.5 }, { extraUs: 5, loss: 0.5 }, { cutUp: true }])).toEqual({
      extraUs: 15,
      loss: 0.75,
      duplicate: 0,
      cutUp: true,
      cutDown: false,
    });
  });
});
