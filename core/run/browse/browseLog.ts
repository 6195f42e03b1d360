/** A partition's log by offset: from anywhere in it, up to its end, what consumers may not read yet included. */
import { LIMITS } from '../../base/limits.ts';
import type { PartitionLog } from '../../broker/log/partitionLog.ts';
import type { Topic } from '../../broker/stream/topic.ts';
import type { BrowseFrom, BrowseQuery, MessagePage } from '../messageRows.ts';
import type { World } from '../world.ts';
import type { Page } from './page.ts';

export function browseLog(world: World, id: number, topic: Topic, { part, from }: BrowseQuery, page: Page): MessagePage | null {
  const log = topic.logs[part];
  if (log === undefined) return null;
  const highWatermark = topic.readableTo(part);
  const groups = groupsOf(world, id, part);
  const committed = from.kind === 'committed' ? (groups.find(({ group }) => group === from.group)?.committed ?? log.start) : log.start;
  const begin = Math.min(Math.max(offsetOf(log, from, highWatermark, committed), log.start), log.end);
  list(log, begin, highWatermark, page);
  return page.finish({ kind: 'topic', parts: topic.logs.length, start: log.start, end: log.end, from: begin, highWatermark, groups });
}

function groupsOf(world: World, id: number, partition: number): NonNullable<MessagePage['groups']> {
  const readers = world.plan.consumers.filter((c) => c.sources.some((s) => s.destination === id));
  const byName = new Map(readers.map((reader) => [reader.group, reader]));
  return [...byName]
    .slice(0, LIMITS.shownMembers)
    .map(([group, reader]) => ({ group, committed: world.groupOf(reader, id).offsets.get(id, partition) ?? null }));
}

function offsetOf(log: PartitionLog, from: BrowseFrom, highWatermark: number, committed: number): number {
  switch (from.kind) {
    case 'start':
      return log.start;
    case 'end':
      return log.end - LIMITS.browseRows;
    case 'position':
      return from.position;
    case 'committed':
      return committed;
    case 'highWatermark':
      return highWatermark;
    case 'time':
      return offsetAt(log, from.atUs);
  }
}

/** As Kafka finds an offset by time: the first record whose timestamp is that late. */
function offsetAt(log: PartitionLog, atUs: number): number {
  for (let at = log.start; at < log.end; ) {
    const { createdUs, start, count, baseOffset } = log.read(at, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0);
    for (let i = 0; i < count; i++) if (createdUs[start + i]! >= atUs) return baseOffset + i;
    at = baseOffset + count;
  }
  return log.end;
}

function list(log: PartitionLog, from: number, highWatermark: number, page: Page): void {
  // What is asked for may be compacted away at the end of the log only, never the newest record.
  for (let at = from; at < log.end; ) {
    const slice = log.read(at, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0);
    for (let i = 0; i < slice.count; i++) {
      const [offset, index] = [slice.baseOffset + i, slice.start + i];
      const row = () => page.rowOf(offset, recordAt(slice, index), offset < highWatermark ? 'stored' : 'uncommitted');
      if (!page.offer(offset, slice.keys[index]!, row)) return;
    }
    at = slice.baseOffset + slice.count;
  }
}

const recordAt = ({ serials, keys, sizes, createdUs, properties }: ReturnType<PartitionLog['read']>, i: number) => ({
  serial: serials[i]!,
  key: keys[i]!,
  size: sizes[i]!,
  createdUs: createdUs[i]!,
  properties: properties?.[i],
});
