import { describe, expect, it } from 'vitest';
import { createIntegerSampler } from '#core/base/distribution.ts';
import { createRandom } from '#core/base/random.ts';
import { createLoadProfile } from '#core/load/loadProfile.ts';
import { Users } from '#core/load/users.ts';

const thinking = (us: number) => createIntegerSampler({ kind: 'constant', value: us }, createRandom(1));
const flat = createLoadProfile({ kind: 'constant', rate: 0 });
/** Instants at which all that think now will send. */
function due(users: Users): number[] {
  const all: number[] = [];
  for (; users.peek() < Infinity; users.advance()) all.push(users.peek());
  return all;
}

describe('users', () => {
  it('[LD8] come evenly over the ramp, and think before they first send', () => {
    expect(due(new Users(4, thinking(100), 8_000))).toEqual([100, 2_100, 4_100, 6_100]);
    expect(due(new Users(3, thinking(50), 0))).toEqual([50, 50, 50]);
  });

  it('[LD7] wait for every copy of their message', () => {
    const users = new Users(1, thinking(100), 0);
    users.advance();
    users.sent(100, 1, 2);
    expect(users.peek()).toBe(Infinity);
    users.answered(150, 1, true);
    expect([users.peek(), users.waiting]).toEqual([Infinity, 1]);
    users.answered(200, 1, true);
    expect([users.peek(), users.waiting]).toEqual([300, 0]);
  });

  it('[LD7] take an answer that comes while the message is being sent, and think at once when no edge took it', () => {
    const users = new Users(1, thinking(100), 0);
    users.advance();
    users.answered(100, 1, true);
    users.sent(100, 1, 1);
    expect(users.peek()).toBe(200);
    users.advance();
    users.sent(200, 2, 0);
    expect(users.peek()).toBe(300);
  });

  it('[LD8] rest a millisecond after a refusal, and never send twice in one instant', () => {
    const users = new Users(1, thinking(0), 0);
    users.advance();
    users.sent(0, 1, 1);
    users.answered(0, 1, true);
    expect(users.peek()).toBe(1);
    users.advance();
    users.sent(1, 2, 1);
    users.answered(1, 2, false);
    expect(users.peek()).toBe(1_001);
  });

  it('[LD9] more of them come at once, fewer leave from thinking or with their answer', () => {
    const users = new Users(2, thinking(1_000), 0);
    users.advance();
    users.sent(1_000, 1, 1);
    users.change(1_500, 4, thinking(1_000));
    expect([users.waiting, users.peek()]).toEqual([1, 1_000]);
    users.change(1_600, 1, thinking(1_000));
    // Three were thinking, of whom none stays; the one who waits leaves none behind.
    expect(users.peek()).toBe(Infinity);
    users.answered(1_700, 1, true);
    expect(due(users)).toEqual([2_700]);
    users.change(2_800, 0, thinking(1_000));
    // Whoever waits sends no more: a transaction that was waiting for one more message is ended.
    expect(users.isOver).toBe(true);
  });

  it('[LD9] stretch what is left of their thinking', () => {
    const users = new Users(1, thinking(1_000_000), 0);
    users.change(400_000, 1, thinking(1_000));
    expect(users.peek()).toBe(400_600);
  });

  it('[LD9] a factor multiplies them for a while', () => {
    const users = new Users(2, thinking(100), 0);
    users.retarget(10, flat, 3);
    expect(due(users)).toHaveLength(6);
  });

  it('forget what a process that is gone has sent, and think first when it is back', () => {
    const users = new Users(2, thinking(100), 0);
    users.advance();
    users.sent(100, 1, 1);
    users.crash();
    expect([users.peek(), users.waiting, users.isOver]).toEqual([Infinity, 0, false]);
    users.restart(5_000);
    users.answered(5_001, 1, true);
    expect(due(users)).toEqual([5_100, 5_100]);
  });
});
