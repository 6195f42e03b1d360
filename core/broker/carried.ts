/** What a message at the door of a broker has in it, for whoever moves, charges or counts it. */
import type { Delivery, Reply, Request } from './api.ts';

/** Copies of records a message carries away with it: what a link or a server queue must count while it holds the message. */
export function carriedRecords(message: Request | Reply | Delivery): number {
  switch (message.kind) {
    case 'produce': {
      let n = 0;
      for (const part of message.parts) n += part.batch.count;
      return n;
    }
    case 'publish':
      return 1;
    case 'fetched':
      return message.records;
    case 'received':
      return message.open ? 1 : 0;
    case 'select':
      return message.cases.reduce((n, one) => n + (one.kind === 'send' ? 1 : 0), 0);
    case 'selected':
      return message.returned + (message.open ? 1 : 0);
    case 'delivery':
      return message.held ? 0 : 1;
    default:
      return 0;
  }
}

/** Value bytes a message carries, for costs and byte counts; deliveries count whoever holds them. */
export function carriedBytes(message: Request | Reply | Delivery): number {
  switch (message.kind) {
    case 'produce': {
      let n = 0;
      for (const part of message.parts) n += part.batch.bytes;
      return n;
    }
    case 'fetched': {
      let n = 0;
      for (const slice of message.slices) n += slice.bytes;
      return n;
    }
    case 'followed': {
      let n = 0;
      for (const { slice } of message.parts) n += slice?.bytes ?? 0;
      return n;
    }
    case 'publish':
    case 'received':
    case 'selected':
    case 'delivery':
    case 'returned':
      return message.size;
    case 'select':
      return message.cases.reduce((n, one) => n + (one.kind === 'send' ? one.size : 0), 0);
    default:
      return 0;
  }
}

/** Records a message shows to whoever counts traffic, owned or not. */
export function shownRecords(message: Request | Reply | Delivery): number {
  if (message.kind === 'delivery') return 1;
  if (message.kind !== 'followed') return carriedRecords(message);
  let n = 0;
  for (const { slice } of message.parts) n += slice?.count ?? 0;
  return n;
}

/** What surrounds values on the wire: a record batch and each record in it (DefaultRecordBatch and DefaultRecord of Apache Kafka), a message of its own, and a message without any. */
const BATCH_BYTES = 61;
const RECORD_BYTES = 21;
const MESSAGE_BYTES = 80;
const CONTROL_BYTES = 40;

/** Bytes so many records with so many bytes of values take as batches, on the wire or in a log. */
export const batchBytes = (batches: number, records: number, values: number): number => batches * BATCH_BYTES + records * RECORD_BYTES + values;
/** Bytes a message of a queue takes, on the wire or on a disk. */
export const messageBytes = (size: number): number => MESSAGE_BYTES + size;

/** Bytes a message takes on the wire, with all that surrounds its values. */
export function wireBytes(message: Request | Reply | Delivery): number {
  switch (message.kind) {
    case 'produce':
      return CONTROL_BYTES + batchBytes(message.parts.length, carriedRecords(message), carriedBytes(message));
    case 'fetched':
      return CONTROL_BYTES + batchBytes(message.slices.length, message.records, carriedBytes(message));
    case 'followed':
      return CONTROL_BYTES + batchBytes(message.parts.length, shownRecords(message), carriedBytes(message));
    case 'publish':
    case 'received':
    case 'delivery':
    case 'returned':
      return messageBytes(message.size);
    default:
      return CONTROL_BYTES + carriedBytes(message);
  }
}
