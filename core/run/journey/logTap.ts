/**
 * Topics: appended to a partition's log, copied to its replicas, committed, handed to groups, and at some time deleted. A record stays
 * where it is whoever reads it; a group is done with it once it has committed an offset behind it. SPEC.md, FM12–FM15.
 */
import type { RecordBatch, LogSlice } from '../../broker/api.ts';
import type { BrokerNode } from '../../broker/brokerNode.ts';
import type { GroupCoordinator } from '../../broker/group/groupCoordinator.ts';
import type { PartitionLog } from '../../broker/log/partitionLog.ts';
import type { Topic } from '../../broker/stream/topic.ts';
import { around } from './around.ts';
import type { Copy, Kept, RecordPlace } from './copies.ts';
import type { Hands } from './hands.ts';
import type { Trail } from './trail.ts';

interface Kept1 {
  readonly place: RecordPlace;
  readonly record: Copy;
  isCommitted: boolean;
  isGone: boolean;
}

export class LogTap {
  readonly #trail: Trail;
  readonly #hands: Hands;
  readonly #kept: Kept1[] = [];
  readonly #groups = new WeakSet<GroupCoordinator>();

  constructor(trail: Trail, hands: Hands) {
    this.#trail = trail;
    this.#hands = hands;
    hands.groupsOf = (destination) => this.#topic(destination)?.groups.size ?? 1;
    hands.isCommitted = (kept) => kept.kind === 'log' && this.#committedBy(kept) > kept.place.offset;
  }

  topic(topic: Topic, destination: number): void {
    topic.logs.forEach((log, partition) => this.#log(topic, log, destination, partition, this.#home(destination)));
    for (const { index, replicas } of topic.partitions ?? []) {
      for (const { log, server } of replicas) if (!topic.logs.includes(log)) this.#log(topic, log, destination, index, server);
    }
    this.#verdicts(topic, destination);
    this.#reading(topic, destination);
  }

  /** Consumers may read further: told where their fetches wait. */
  server(server: BrokerNode): void {
    around(server.fetches, 'wake', (wake) => (destination, partition) => {
      for (const kept of this.#at(destination, partition)) this.#looksCommitted(kept);
      wake(destination, partition);
    });
  }

  group(group: GroupCoordinator): void {
    if (this.#groups.has(group)) return;
    this.#groups.add(group);
    around(group.offsets, 'commit', (commit) => (destination, partition, offset) => {
      commit(destination, partition, offset);
      for (const { place, record } of this.#at(destination, partition)) if (offset > place.offset) this.#offsetCommitted(record, place, group.name, offset);
    });
    around(group, 'commit', (commit) => (request) => {
      const error = commit(request);
      if (error === 'none') return error;
      for (const { destination, partition, offset } of request.offsets) {
        for (const { place, record } of this.#at(destination, partition)) {
          if (offset > place.offset)
            this.#trail.copies.step(this.#lane(record, group.name), 'commitRefused', this.#trail.idOf(destination), { error, group: group.name });
        }
      }
      return error;
    });
  }

  /** Each group that reads a topic has a copy of its own, even one that was not given it yet. */
  openLanes(): void {
    for (const { record, place, isGone } of this.#kept) {
      if (isGone) continue;
      for (const group of this.#topic(place.destination)?.groups.keys() ?? []) this.#lane(record, group);
    }
  }

  // --- the log ---

  #log(topic: Topic, log: PartitionLog, destination: number, partition: number, server: number): void {
    around(log, 'append', (append) => (batch, first, nowUs, at) => {
      const base = append(batch, first, nowUs, at);
      const { serials, count } = batch;
      const from = first ?? 0;
      for (let i = serials.indexOf(this.#trail.serial, from); i >= 0 && i < from + count; i = serials.indexOf(this.#trail.serial, i + 1)) {
        this.#appended(topic, batch, { destination, partition, offset: base + i - from }, server);
      }
      return base;
    });
    around(log, 'startAt', (startAt) => (offset) => {
      const before = log.start;
      startAt(offset);
      if (topic.logs[partition] !== log || log.start === before) return;
      for (const kept of this.#at(destination, partition)) if (log.start > kept.place.offset) this.#gone(kept, 'retention');
    });
    around(log, 'compact', (compact) => (nowUs, below) => {
      const removed = compact(nowUs, below);
      for (const kept of this.#at(destination, partition)) if (removed.includes(kept.place.offset)) this.#gone(kept, 'compacted');
      return removed;
    });
    around(log, 'truncate', (truncate) => (to) => {
      truncate(to);
      for (const kept of this.#at(destination, partition)) if (to <= kept.place.offset) this.#truncated(topic, kept, log, server);
    });
  }

  #appended(topic: Topic, batch: RecordBatch | LogSlice, place: RecordPlace, server: number): void {
    const { copies } = this.#trail;
    const { destination, partition, offset } = place;
    const node = this.#trail.idOf(destination);
    const known = this.#trail.recordAt(place);
    const replicas = topic.partitions?.[partition]?.replicas.length ?? 1;
    if ('baseOffset' in batch) {
      if (known !== undefined) copies.step(known, 'replicated', node, { partition, offset, server: server + 1 });
      return;
    }
    const copy = this.#trail.take(destination, batch);
    if (copy === undefined) return;
    this.#trail.keep(place, copy);
    this.#kept.push({ place, record: copy, isCommitted: replicas === 1, isGone: false });
    copy.where = { at: 'log', place, group: '' };
    this.#mark(topic, place);
    copies.step(copy, 'appended', node, { partition, offset, server: server + 1, batch: batch.count, ...(replicas > 1 ? { replicas } : {}) });
  }

  /** How far its first reading group is. */
  #mark(topic: Topic, { destination, partition }: RecordPlace): void {
    const { world } = this.#trail;
    const reader = world?.plan.consumers.find((c) => c.sources.some((s) => s.destination === destination));
    const committed = reader && world?.groupOf(reader, destination).offsets.get(destination, partition);
    const log = topic.logs[partition]!;
    this.#trail.marks.set(log, { atUs: this.#trail.now(), count: committed ?? log.start });
  }

  /** A batch the log has already, or does not want. */
  #verdicts(topic: Topic, destination: number): void {
    around(topic, 'verdictOn', (verdictOn) => (part) => {
      const verdict = verdictOn(part);
      if (typeof verdict === 'number') this.#alreadyThere(destination, part.batch, part.partition);
      return verdict;
    });
    for (const partition of topic.partitions ?? []) {
      around(partition, 'append', (append) => (batch, mark, acks, nowUs) => {
        const appended = append(batch, mark, acks, nowUs);
        if (appended.isDuplicate) this.#alreadyThere(destination, batch, partition.index);
        return appended;
      });
    }
  }

  #alreadyThere(destination: number, batch: RecordBatch, partition: number): void {
    if (this.#trail.countIn(batch) === 0) return;
    const copy = this.#trail.take(destination, batch);
    if (copy === undefined) return;
    const node = this.#trail.idOf(destination);
    this.#trail.copies.step(copy, 'known', node, { partition });
    this.#trail.drop(copy, node, 'duplicate_batch');
  }

  #looksCommitted(kept: Kept1): void {
    const { destination, partition, offset } = kept.place;
    const highWatermark = this.#topic(destination)?.readableTo(partition) ?? 0;
    if (kept.isCommitted || highWatermark <= offset) return;
    kept.isCommitted = true;
    this.#trail.copies.step(kept.record, 'committed', this.#trail.idOf(destination), { partition, offset, highWatermark });
  }

  #truncated(topic: Topic, kept: Kept1, log: PartitionLog, server: number): void {
    const { destination, partition, offset } = kept.place;
    this.#trail.copies.step(kept.record, 'truncated', this.#trail.idOf(destination), { partition, offset, server: server + 1 });
    if (topic.logs[partition] === log) this.#gone(kept, topic.partitions === undefined ? 'broker_crash' : 'replica_truncated');
  }

  /** Nobody who has not read it will. */
  #gone(kept: Kept1, reason: string): void {
    if (kept.isGone) return;
    kept.isGone = true;
    const { record, place } = kept;
    const node = this.#trail.idOf(place.destination);
    const lanes = this.#trail.lanesOf(record);
    for (const lane of lanes) if (lane.where.at === 'log' && lane.processed === 0) this.#trail.drop(lane, node, reason);
    const { destination, partition, offset } = place;
    this.#trail.records.delete(`${destination}/${partition}/${offset}`);
    if (record.ending !== 'dropped') this.#trail.copies.step(record, 'deleted', node, { partition, offset, reason });
  }

  // --- reading ---

  #reading(topic: Topic, destination: number): void {
    const node = () => this.#trail.idOf(destination);
    around(topic, 'read', (read) => (group, partition, from, end, maxRecords, maxBytes, at) => {
      const slice = read(group, partition, from, end, maxRecords, maxBytes, at);
      if (slice === undefined) return slice;
      for (const { place, record } of this.#at(destination, partition)) {
        if (place.offset < slice.baseOffset || place.offset >= slice.baseOffset + slice.count) continue;
        const lane = this.#lane(record, group);
        if (lane.given++ > 0) lane.redelivered++;
        if (lane.ending === 'done') lane.ending = undefined;
        this.#trail.copies.step(lane, 'delivered', node(), {
          group,
          partition,
          offset: place.offset,
          records: slice.count,
          ...(lane.given > 1 ? { redelivered: 1 } : {}),
        });
        lane.where = { at: 'log', place, group };
      }
      return slice;
    });
    around(topic, 'handBack', (handBack) => (group, partition, from, count) => {
      handBack(group, partition, from, count);
      for (const { place, record } of this.#at(destination, partition)) {
        if (place.offset < from || place.offset >= from + count) continue;
        const lane = this.#lane(record, group);
        this.#trail.copies.step(lane, 'handedBack', node(), { group, partition, offset: place.offset });
        lane.where = { at: 'log', place, group };
      }
    });
    around(topic, 'skipTo', (skipTo) => (group, partition, to) => {
      skipTo(group, partition, to);
      for (const { place, record } of this.#at(destination, partition)) {
        const lane = this.#lane(record, group);
        if (to > place.offset && lane.given === 0) this.#trail.drop(lane, node(), 'offset_reset');
      }
    });
    around(topic, 'lead', (lead) => (partition, log) => {
      const kept = this.#at(destination, partition);
      lead(partition, log);
      for (const one of kept) if (log.end <= one.place.offset) this.#gone(one, 'replica_truncated');
    });
    around(topic, 'cut', (cut) => (partition, to) => {
      cut(partition, to);
      for (const kept of this.#at(destination, partition)) if (to <= kept.place.offset) this.#gone(kept, 'broker_crash');
    });
  }

  #offsetCommitted(record: Copy, place: RecordPlace, group: string, offset: number): void {
    const lane = this.#lane(record, group);
    if (lane.ending === 'dropped' || lane.steps.some(({ kind, detail }) => kind === 'offsetCommitted' && detail['group'] === group)) return;
    this.#trail.copies.step(lane, 'offsetCommitted', this.#trail.idOf(place.destination), { group, partition: place.partition, offset });
    if (lane.processed > 0 && lane.where.at === 'log') this.#trail.copies.end(lane, 'done');
  }

  #lane(record: Copy, group: string): Copy {
    const { place } = this.#kept.find((one) => one.record === record)!;
    const lane = this.#trail.laneOf(record, group, this.#hands.groupsOf(place.destination));
    if (lane !== record && lane.steps.length === 0 && lane.ending === undefined) lane.where = { at: 'log', place, group };
    return lane;
  }

  #at(destination: number, partition: number): readonly Kept1[] {
    return this.#kept.filter(({ place, isGone }) => !isGone && place.destination === destination && place.partition === partition);
  }

  #committedBy({ place, group }: Extract<Kept, { kind: 'log' }>): number {
    const { world } = this.#trail;
    const consumer = world?.plan.consumers.find((c) => c.group === group);
    return (consumer && world?.groupOf(consumer, place.destination).offsets.get(place.destination, place.partition)) ?? 0;
  }

  #topic(destination: number): Topic | undefined {
    const found = this.#trail.world?.destinations[destination];
    return found?.kind === 'topic' ? found : undefined;
  }
  #home(destination: number): number {
    return this.#trail.world?.plan.destinations[destination]?.server ?? 0;
  }
}
