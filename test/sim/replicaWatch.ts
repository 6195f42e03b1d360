/** What holds of the copies of a partition: bounds at every instant, and that those in sync agree on what is committed [I4]. */
import type { PartitionLog } from '#core/broker/log/partitionLog.ts';
import type { Partition } from '#core/broker/stream/partition.ts';

/** log start ≤ high watermark ≤ log end, of each copy. */
export function brokenBounds(name: string, { index, replicas, log, highWatermark, leader }: Partition): string[] {
  const led = leader < 0 ? [] : [{ what: 'leader', start: log.start, mark: highWatermark, end: log.end }];
  const copies = replicas.map((one) => ({ what: `copy on ${one.server}`, start: 0, mark: one.highWatermark, end: one.end }));
  return [...led, ...copies].flatMap(({ what, start, mark, end }) =>
    start <= mark && mark <= end ? [] : [`[I4] ${name}/${index}, ${what}: ${start} ≤ ${mark} ≤ ${end} does not hold`],
  );
}

/** Where copies in sync differ from the leader below its high watermark; read while nothing goes on. */
export function disagreements(name: string, partition: Partition): string[] {
  const { index, replicas, isr, leader, log, highWatermark } = partition;
  if (leader < 0) return [];
  const own = serialsOf(log, highWatermark);
  return replicas.flatMap(({ server, log: copy }) => {
    if (!isr.includes(server) || server === leader) return [];
    const theirs = serialsOf(copy, highWatermark);
    const differs = [...own].find(([offset, serial]) => offset >= copy.start && theirs.get(offset) !== serial);
    return differs === undefined
      ? []
      : [`[I4] ${name}/${index}: at ${differs[0]} server ${leader} has message ${differs[1]}, server ${server} ${theirs.get(differs[0])}`];
  });
}

function serialsOf(log: PartitionLog, to: number): Map<number, number> {
  const serials = new Map<number, number>();
  for (let from = log.start; from < to; ) {
    const slice = log.read(from, to - from, 1 << 30, 0, 0);
    if (slice.count === 0) break;
    for (let i = 0; i < slice.count; i++) serials.set(slice.baseOffset + i, slice.serials[slice.start + i]!);
    from = slice.baseOffset + slice.count;
  }
  return serials;
}
