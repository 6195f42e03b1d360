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
