/**
 * A message of the design as it travels over a real server: what the simulation knows of it is in one header, so that whoever
 * works on it, or sends it on, knows its instant, its key and its kind, whatever server it came through.
 */
import type { MessageProperties } from '#core/base/workload.ts';

/** A legal JMS property name too: selectors and header bindings never look at it. */
export const HEADER = 'spillway';

export interface Outgoing {
  /** The instant it was meant to be sent, epoch in ms with a fraction: latency counts from there. */
  readonly dueMs: number;
  /** Undefined: it has none. */
  readonly key: string | undefined;
  /** Bytes of its body. */
  readonly size: number;
  readonly serial: number;
  /** Which variant of which producer: `producer/index`; '' is a plain one. */
  readonly variant: string;
  readonly properties: MessageProperties | undefined;
}

export type Told = Pick<Outgoing, 'dueMs' | 'key' | 'serial' | 'variant'>;

/** The key is last, since it may hold anything. */
export const encodeHeader = ({ dueMs, serial, variant, key }: Told): string =>
  `${dueMs.toFixed(3)} ${serial} ${variant === '' ? '-' : variant}${key === undefined ? '' : ` ${key}`}`;

/** Undefined: the message is not one of ours. */
export function decodeHeader(text: string): Told | undefined {
  const found = /^(\d+\.\d{3}) (\d+) (\S+)(?: ([\s\S]*))?$/.exec(text);
  if (found === null) return undefined;
  const [, dueMs, serial, variant = '-', key] = found;
  return { dueMs: Number(dueMs), serial: Number(serial), variant: variant === '-' ? '' : variant, key };
}

const ROOM = 64 * 1024;
let blank = Buffer.alloc(ROOM);

/** So many bytes; all messages share them. */
export function bodyOf(size: number): Buffer {
  if (blank.length < size) blank = Buffer.alloc(Math.max(size, 2 * blank.length));
  return blank.subarray(0, size);
}
