/** Produce, keep, consume: our partition log beside an array of objects per partition. Twelve partitions, three million records. */
import type { RecordBatch } from '#core/broker/api.ts';
import { PartitionLog } from '#core/broker/log/partitionLog.ts';
import { type BenchCase, faster, js, type Sample, timed } from '../benchCase.ts';
import { heldBytes } from '../heldBytes.ts';

const PARTITIONS = 12;
const RECORDS = 3_000_000;
/** Records of one producer batch, and of one poll. */
const BATCH = 100;
const POLL = 500;
/** Instants in µs pass 2^31 after 36 minutes, and an object then keeps its number in a box of its own. */
const BEGIN_US = 3_600_000_000;

function runLog(): Sample {
  const batch: RecordBatch = {
    count: BATCH,
    sizes: new Uint32Array(BATCH),
    keys: new Uint32Array(BATCH),
    serials: new Uint32Array(BATCH),
    properties: undefined,
    createdUs: new Float64Array(BATCH),
    bytes: 100 * BATCH,
  };
  let sum = 0;
  const work = (records: number): PartitionLog[] => {
    const logs = Array.from({ length: PARTITIONS }, () => new PartitionLog());
    const positions = logs.map(() => 0);
    let partition = 0;
    for (let produced = 0; produced < records; produced += BATCH) {
      for (let i = 0; i < BATCH; i++) {
        batch.sizes[i] = 100;
        batch.keys[i] = produced + i;
        batch.serials[i] = produced + i;
        batch.createdUs[i] = BEGIN_US + produced + i;
      }
      const log = logs[partition] as PartitionLog;
      log.append(batch);
      if (log.end - (positions[partition] as number) >= POLL) {
        const slice = log.read(positions[partition] as number, POLL, 2 ** 30, 0, partition);
        for (let i = slice.start; i < slice.start + slice.count; i++) sum += (slice.sizes[i] as number) + (slice.createdUs[i] as number);
        positions[partition] = slice.baseOffset + slice.count;
      }
      partition = partition === PARTITIONS - 1 ? 0 : partition + 1;
    }
    return logs;
  };
  work(300_000);
  return keeping(work, () => sum);
}

interface ObjectRecord {
  readonly offset: number;
  readonly key: number;
  readonly size: number;
  readonly serial: number;
  readonly createdUs: number;
}

function runObjects(): Sample {
  let sum = 0;
  const work = (records: number): ObjectRecord[][] => {
    const logs = Array.from({ length: PARTITIONS }, (): ObjectRecord[] => []);
    const positions = logs.map(() => 0);
    let partition = 0;
    for (let produced = 0; produced < records; produced += BATCH) {
      const log = logs[partition] as ObjectRecord[];
      for (let i = 0; i < BATCH; i++) log.push({ offset: log.length, key: produced + i, size: 100, serial: produced + i, createdUs: BEGIN_US + produced + i });
      const from = positions[partition] as number;
      if (log.length - from >= POLL) {
        const polled = log.slice(from, from + POLL);
        for (const { size, createdUs } of polled) sum += size + createdUs;
        positions[partition] = from + polled.length;
      }
      partition = partition === PARTITIONS - 1 ? 0 : partition + 1;
    }
    return logs;
  };
  work(300_000);
  return keeping(work, () => sum);
}

/** Time of producing and consuming RECORDS records, and the memory they take afterwards. `consumed` proves that they were read. */
function keeping(work: (records: number) => unknown, consumed: () => number): Sample {
  const bytesBefore = heldBytes();
  const consumedBefore = consumed();
  let kept: unknown;
  const sample = timed(RECORDS, () => {
    kept = work(RECORDS);
  });
  const bytesPerRecord = (heldBytes() - bytesBefore) / RECORDS;
  if (kept === undefined || consumed() === consumedBefore) throw new Error('nothing was consumed');
  return { ...sample, extra: { bytesPerRecord } };
}

export const benchCase: BenchCase = {
  name: 'log',
  operation: 'record produced and consumed',
  programs: { log: js(runLog), 'array of objects': js(runObjects) },
  goals: [
    { text: 'log vs array of objects', measured: faster('log', 'array of objects'), want: 'at least', must: 3, stretch: 4.5 },
    {
      text: 'times smaller',
      measured: (m) => m.extra('array of objects', 'bytesPerRecord') / m.extra('log', 'bytesPerRecord'),
      want: 'at least',
      must: 4,
      stretch: 4.8,
    },
  ],
};
