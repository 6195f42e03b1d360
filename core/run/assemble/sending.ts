/** The sending half of a client of the design: a sender for each of its edges. */
import { Pipe } from '../../base/pipe.ts';
import type { Random } from '../../base/random.ts';
import { SenderGroup } from '../../client/channelSender.ts';
import { FanOut, type Target } from '../../client/fanOut.ts';
import { createSender } from '../../client/sender.ts';
import type { LinkPlan, SendPlan } from '../../compile/plan.ts';
import { crc32OfKey } from '../../load/keys.ts';
import type { Users } from '../../load/users.ts';
import type { Histogram } from '../../metrics/histogram.ts';
import type { World } from '../world.ts';
import { isJms } from './destinations.ts';
import { clusterViewOf, doorOf } from './links.ts';

interface Sending {
  readonly client: string;
  readonly targets: readonly LinkPlan[];
  readonly settings: SendPlan;
  /** The client's own stream. */
  readonly random: Random;
  /** µs of its processor a record takes. */
  readonly costRecordUs?: number;
  /** Gets the time from a record's instant to its acknowledgement. */
  readonly latency?: Histogram | undefined;
  /** Who waits for the answers. */
  readonly users?: Users | undefined;
}

export function createFanOut(world: World, sending: Sending): FanOut {
  world.farEnds.set(sending.client, { cpu: new Pipe(sending.costRecordUs) });
  const targets = sending.targets.map((target) => createTarget(world, sending, target));
  const fanOut = new FanOut(targets, sending.random.fork('share'), world.ledger);
  fanOut.awaiting = sending.users;
  return fanOut;
}

/** A client's edges are these from now on; senders of those it had go on. Returns whether some have ended. */
export function rewire(world: World, fanOut: FanOut, sending: Sending): boolean {
  const known = ({ id, destination }: LinkPlan) => fanOut.targets.find((t) => t.edge === id && t.destination === destination);
  const before = fanOut.targets;
  fanOut.rewire(sending.targets.map((target) => known(target) ?? createTarget(world, sending, target)));
  fanOut.retune(
    sending.targets.map(({ share }) => share),
    sending.settings,
  );
  return before.some((target) => !fanOut.targets.includes(target));
}

function createTarget(world: World, { client, settings, random, latency, users }: Sending, target: LinkPlan): Target {
  const plan = world.plan.destinations[target.destination]!;
  const far = world.farEnds.get(client) ?? {};
  const arrived = world.witness.arrived(target.destination);
  const allArrived = world.witness.allArrived(target.destination);
  const sender = createSender(plan.kind, plan.kind === 'topic' ? plan.partitions : 0, {
    scheduler: world.kernel,
    books: world.ledger,
    broker: doorOf(world, target, far),
    client,
    destination: target.destination,
    random: random.fork(`${target.id}/partitioner`),
    settings,
    isJms: isJms(world, plan),
    ...(plan.kind === 'channel' ? { group: senderGroup(world, target.destination) } : {}),
    cluster: clusterViewOf(world, target, far),
    keyHash: settings.partitioner === 'crc32' ? crc32OfKey : undefined,
    nextPid: world.nextPid,
    onAcknowledged: (createdUs, serial) => {
      latency?.record(world.kernel.now() - createdUs);
      arrived(serial);
    },
    onAllAcknowledged:
      users === undefined
        ? (createdUs, serials, count) => {
            latency?.recordAll(world.kernel.now(), createdUs, count);
            allArrived(serials, count);
          }
        : undefined,
    onUnasked: arrived,
    ...(users === undefined ? {} : answers(world, users, latency, arrived)),
  });
  world.ledger.register(sender);
  world.watch?.sender?.(world, sender, client, target);
  return { sender, edge: target.id, destination: target.destination, share: target.share };
}

/** What the senders of a closed loop tell: its users wait for it. */
function answers({ kernel }: World, users: Users, latency: Histogram | undefined, arrived: (serial: number) => unknown) {
  const taken = (serial: number) => {
    arrived(serial);
    users.answered(kernel.now(), serial, true);
  };
  return {
    onAcknowledged: (createdUs: number, serial: number) => {
      latency?.record(kernel.now() - createdUs);
      taken(serial);
    },
    onUnasked: taken,
    onGivenUp: (serial: number) => users.answered(kernel.now(), serial, false),
  };
}

function senderGroup({ senderGroups }: World, channel: number): SenderGroup {
  const group = senderGroups.get(channel) ?? new SenderGroup();
  senderGroups.set(channel, group);
  return group;
}
