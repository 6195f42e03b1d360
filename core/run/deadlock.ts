/**
 * Go's verdict on a program in which everybody waits for everybody [G16]: every task at a channel has ended or is parked in a
 * send or a receive, and no other can come to wake it. Read from the structures: what a client waits for must be what the
 * channel has in line, so that nothing is on its way. A consumer of queues, topics or broadcasts waits for the network,
 * which may always bring something, so beside one there is no verdict, as in Go. SPEC.md, R12.
 */
import type { FanOut } from '../client/fanOut.ts';
import type { LinkPlan } from '../compile/plan.ts';
import type { World } from './world.ts';

/** What Go says of it. */
const VERDICT = 'all goroutines are asleep - deadlock!';

/** Tasks that wait at one channel for ever. */
export interface Parked {
  readonly senders: number;
  readonly receivers: number;
}

/** By destination; empty while any task at any channel can still do something, and once all have ended. */
export function deadlocked(world: World): ReadonlyMap<number, Parked> {
  const parked = new Map<number, Parked>();
  const asked = askedOf(world);
  if (asked === undefined) return parked;
  for (const [i, channel] of world.destinations.entries()) {
    if (channel.kind !== 'channel') continue;
    const senders = asked.sends.get(i) ?? 0;
    const receivers = asked.receives.get(i) ?? 0;
    const isClosing = world.senderGroups.get(i)?.isClosing === true && !channel.isClosed;
    if (isClosing || senders !== channel.blockedSenders || receivers !== channel.waitingReceivers) return new Map();
    if (senders + receivers > 0) parked.set(i, { senders, receivers });
  }
  return parked;
}

type Counts = Map<number, number>;
interface Asked {
  /** Sends and receives their tasks wait for, by destination. */
  readonly sends: Counts;
  readonly receives: Counts;
}

/** Undefined when a task has something to do, or will have. */
function askedOf(world: World): Asked | undefined {
  const asked: Asked = { sends: new Map(), receives: new Map() };
  const isChannel = ({ destination }: LinkPlan): boolean => world.destinations[destination]!.kind === 'channel';
  for (const [i, { targets }] of world.plan.producers.entries()) {
    const producer = world.producers[i]!;
    if (!addSends(asked.sends, producer.fanOut, targets, isChannel, producer.hasEnded)) return undefined;
  }
  for (const [i, { sources, targets }] of world.plan.consumers.entries()) {
    if (![...sources, ...targets].some(isChannel)) continue;
    const consumer = world.consumers[i]!;
    if (!sources.every(isChannel) || !consumer.isParked) return undefined;
    for (const { destination } of sources) add(asked.receives, destination, consumer.receivesAt(destination));
    if (!addSends(asked.sends, consumer.work.forward, targets, isChannel, true)) return undefined;
  }
  return asked;
}

/** False when a task of these is about to send, or idle with more to come. */
function addSends(sends: Counts, { targets }: FanOut, links: readonly LinkPlan[], isChannel: (link: LinkPlan) => boolean, hasEnded: boolean): boolean {
  return links.every((link, i) => {
    if (!isChannel(link)) return true;
    const { unanswered, waiting } = targets[i]!.sender;
    add(sends, link.destination, unanswered);
    return unanswered > 0 || (waiting === 0 && hasEnded);
  });
}

const add = (counts: Counts, destination: number, n: number): void => void counts.set(destination, (counts.get(destination) ?? 0) + n);

/** Tells of each channel once, at the sample at which its tasks are found asleep. */
export class DeadlockWatch {
  readonly #world: World;
  readonly #told = new Set<number>();

  constructor(world: World) {
    this.#world = world;
  }

  look(): void {
    for (const [i, { senders, receivers }] of deadlocked(this.#world)) {
      if (this.#told.has(i)) continue;
      this.#told.add(i);
      const waiting = { ...(senders > 0 ? { blockedSends: senders } : {}), ...(receivers > 0 ? { blockedReceives: receivers } : {}) };
      this.#world.onEvent('channel.deadlock', this.#world.plan.destinations[i]!.id, { ...waiting, verdict: VERDICT });
    }
  }
}
