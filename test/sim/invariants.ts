/**
 * What must be true of any world at any instant, read from outside the engine (docs/broker-rules.md: I1, I7, I11, I15,
 * I19). Each broken one is told in a sentence; an empty list is a sound world.
 */
import type { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { ReliableWire } from '#core/broker/queue/reliableWire.ts';
import type { Run } from '#core/run/run.ts';
import { brokenBounds } from './replicaWatch.ts';

export function violations(run: Run): string[] {
  const { world } = run;
  const found: string[] = [];
  const require = (isTrue: boolean, text: string) => void (isTrue || found.push(`${text} at ${run.nowUs} µs`));
  const { difference, imbalances } = run.ledger();
  require(difference === 0 && imbalances === 0, `the books differ by ${difference}, and did ${imbalances} times`);
  world.plan.destinations.forEach(({ id }, i) => {
    const d = world.destinations[i]!;
    if (d.kind === 'queue') {
      const [passedOn, leaving] = [d.deadLettered, d.deadLetters?.leaving ?? 0];
      require(d.accepted ===
        d.ready +
          d.unsettled +
          d.settled +
          d.dropped +
          passedOn +
          leaving, `queue ${id}: ${d.accepted} in ≠ ${d.ready} + ${d.unsettled} + ${d.settled} + ${d.dropped} + ${passedOn} + ${leaving}`);
      // At least once keeps what is refused, and sends it again.
      require(leaving === 0 || d.deadLetters instanceof ReliableWire, `queue ${id}: ${leaving} dead letters have not left`);
      require(d.unsettled >= 0 && d.consumers >= 0, `queue ${id}: ${d.unsettled} unsettled, ${d.consumers} consumers`);
    } else if (d.kind === 'channel') {
      require(d.accepted === d.delivered + d.dropped + d.length &&
        d.length <= d.capacity, `channel ${id}: ${d.accepted} in, ${d.delivered} out, ${d.dropped} lost, ${d.length} of ${d.capacity}`);
      require(d.blockedSenders === 0 || d.length === d.capacity, `channel ${id}: a sender waits beside a free place`);
      require(d.waitingReceivers === 0 || d.length + d.blockedSenders === 0, `channel ${id}: a receiver waits beside a value`);
    } else if (d.kind === 'topic') {
      const kept = d.logs.reduce((n, log) => n + log.records, 0);
      require(kept === d.retained, `topic ${id}: ${d.retained} retained, ${kept} kept`);
      for (const [group, reading] of d.groups) {
        const unread = reading.unread(d.appended);
        require(unread >= 0 && unread <= d.appended, `topic ${id}: ${unread} of ${d.appended} unread by ${group}`);
      }
      for (const partition of d.partitions ?? []) found.push(...brokenBounds(id, partition));
    } else if (d.kind === 'exchange') require(d.returned + d.dropped >= 0 && d.stored + d.inFlight === 0, `exchange ${id} holds something`);
    else require(d.stored >= 0 && d.unsettled >= 0, `broadcast ${id}: ${d.stored} stored, ${d.unsettled} unsettled`);
  });
  for (const [id, link] of world.links)
    require(link.onWire >= 0 && link.inFlight >= 0 && link.inFlight <= link.onWire, `edge ${id}: ${link.inFlight} of ${link.onWire} on the wire`);
  for (const broker of world.clusters.flatMap(({ servers }) => servers)) {
    require(broker.inFlight >= 0 && broker.station.waiting >= 0, 'a broker holds less than nothing');
    for (const group of broker.groups.values()) found.push(...sharedPartitions(group));
  }
  world.consumers.forEach(({ work, waiting }, i) => {
    const { id, jms } = world.plan.consumers[i]!;
    // A JMS session that recovers works again on what it holds.
    require(jms !== null || work.processed + work.dropped <= work.received, `consumer ${id}: ${work.processed} + ${work.dropped} of ${work.received} received`);
    require(waiting >= 0 && work.busyUs <= run.nowUs * 1000, `consumer ${id}: ${waiting} waiting`);
  });
  return found;
}

type Group = Run['world']['clusters'][number]['servers'][number]['groups'] extends ReadonlyMap<string, infer G> ? G : never;

/** At most one owner per partition and generation. Member ids count up from 1. */
function sharedPartitions(group: Group): string[] {
  const owners = new Map<string, number>();
  const shared: string[] = [];
  for (let member = 1; member <= 100; member++) {
    for (const { destination, partition } of group.assignmentOf(member)) {
      const place = `${destination}/${partition}`;
      if (owners.has(place)) shared.push(`group ${group.name}: ${place} belongs to ${owners.get(place)} and ${member}`);
      owners.set(place, member);
    }
  }
  return shared;
}

/** Dead letters that are kept for as long as nobody takes them: their queue went with its server, or nothing is bound for them. */
function undeliverable({ destinations }: Run['world'], wire: DeadLetterWire | undefined): number {
  if (!(wire instanceof ReliableWire)) return 0;
  const to = destinations[wire.to];
  return to?.kind === 'exchange' || (to?.kind === 'queue' && to.isDeleted) ? wire.leaving : 0;
}

/** What is left in a world that had time to drain: nothing, but in places nobody reads. */
export function leftovers({ world }: Run): string[] {
  const { destinations, consumers, producers } = world.plan;
  const isRead = new Set(consumers.flatMap((c) => c.sources.map((s) => s.destination)));
  // Who acknowledges several at once keeps the last few.
  const isLazy = new Set(consumers.flatMap((c) => ((c.jms?.ackMode ?? 'auto') === 'auto' ? [] : c.sources.map((s) => s.destination))));
  const found: string[] = [];
  const expectNone = (n: number, text: string) => void (n !== 0 && found.push(`${n} ${text}`));
  destinations.forEach(({ id }, i) => {
    const d = world.destinations[i]!;
    if (!isRead.has(i)) return;
    expectNone(d.stored, `stored in ${id}`);
    if (d.kind !== 'topic' && !isLazy.has(i))
      expectNone(d.inFlight - (d.kind === 'queue' ? undeliverable(world, d.deadLetters) : 0), `unsettled or blocked at ${id}`);
  });
  for (const [id, link] of world.links) expectNone(link.onWire, `on the wire of ${id}`);
  for (const broker of world.clusters.flatMap(({ servers }) => servers)) expectNone(broker.inFlight, `in a broker's service`);
  consumers.forEach(({ id }, i) => expectNone(world.consumers[i]!.waiting, `waiting in ${id}`));
  producers.forEach(({ id, targets }, i) => {
    if (targets.every((t) => isRead.has(t.destination) || destinations[t.destination]!.kind !== 'channel'))
      expectNone(world.producers[i]!.fanOut.sum('waiting'), `waiting in ${id}`);
  });
  return found;
}
