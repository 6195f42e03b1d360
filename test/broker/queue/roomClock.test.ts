/** How long a queue could have delivered, against the obvious: asking after every step whether a consumer has room. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '#core/base/units.ts';
import { Consumers, type QueueConsumer } from '#core/broker/queue/consumers.ts';
import { RoomClock } from '#core/broker/queue/roomClock.ts';
import { Kernel } from '#core/kernel/kernel.ts';

const consumer = (prefetch: number, settleOnDelivery = false): QueueConsumer => ({
  prefetch,
  priority: 0,
  isExclusive: false,
  settleOnDelivery,
  unsettled: 0,
  isWaiting: false,
  isCancelled: false,
  deliver: () => {},
  ended: () => {},
});

const step = fc.record({
  waitUs: fc.integer({ min: 0, max: 9 }),
  what: fc.constantFrom('come', 'go', 'deliver', 'settle', 'qos', 'clear' as const),
  who: fc.nat({ max: 3 }),
  prefetch: fc.constantFrom(0, 1, 2, 3),
});

describe('room clock', () => {
  test('[MT11] counts the time in which an active consumer had room, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.boolean(), (steps, isSingleActive) => {
        const kernel = new Kernel();
        const clock = new RoomClock().on(kernel);
        const consumers = new Consumers(isSingleActive, true, clock);
        let expected = 0;
        const hasRoom = (c: QueueConsumer) => c.settleOnDelivery || c.prefetch === 0 || c.unsettled < c.prefetch;
        for (const { waitUs, what, who, prefetch } of steps) {
          const active = isSingleActive ? consumers.all.slice(0, 1) : consumers.all;
          if (active.some(hasRoom)) expected += waitUs;
          kernel.advanceTo(instant(kernel.now() + waitUs));
          expect(clock.us).toBe(expected);
          const one = consumers.all[who];
          if (what === 'come') consumers.add(consumer(prefetch, prefetch === 3));
          else if (what === 'clear' && who === 0) consumers.clear();
          else if (one === undefined) continue;
          else if (what === 'deliver' && !one.settleOnDelivery) consumers.delivered(one);
          else if (what === 'settle' && one.unsettled > 0) consumers.settled(one);
          else if (what === 'qos') {
            one.prefetch = prefetch;
            consumers.roomAgain(one);
          } else if (what === 'go') {
            one.isCancelled = true;
            consumers.remove(one);
          }
        }
      }),
    );
  });
});
