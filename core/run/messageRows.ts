/** Pages of the messages a destination holds, as plain data: a log by offset, a queue by place. Types only. SPEC.md, FM22–FM26. */
import type { MessageProperties } from '../base/workload.ts';

export interface BrowseQuery {
  readonly node: string;
  /** A topic's partition, a broadcast's subscription; 0 elsewhere. */
  readonly part: number;
  readonly from: BrowseFrom;
  /** Only those with this key: its text, or the number it hashes to; '' for all. */
  readonly key: string;
}

export type BrowseFrom =
  | { readonly kind: 'start' }
  /** The last page. */
  | { readonly kind: 'end' }
  /** An offset, or a place in the list. */
  | { readonly kind: 'position'; readonly position: number }
  /** Topics. */
  | { readonly kind: 'committed'; readonly group: string }
  | { readonly kind: 'highWatermark' }
  /** The first one produced at that instant or later. */
  | { readonly kind: 'time'; readonly atUs: number };

export type RowState =
  /** In a log; readable by consumers, or not on enough servers yet. */
  | 'stored'
  | 'uncommitted'
  /** In a queue, or in a channel's buffer. */
  | 'ready'
  | 'unacked'
  /** A sender waits with it for room in a channel. */
  | 'blocked';

export interface MessageRow {
  /** Offset, or place in the list from 0. */
  readonly position: number;
  readonly serial: number;
  /** Its text; the hash where that is not known; null without a key. */
  readonly key: string | null;
  readonly size: number;
  readonly createdUs: number;
  readonly properties?: MessageProperties | undefined;
  readonly state: RowState;
  /** Of one that is unacked: which client has it. */
  readonly holder?: string;
  /** How often it was given back. */
  readonly returns?: number;
  /** How often it died before it came here. */
  readonly deaths?: number;
}

export interface MessagePage {
  readonly kind: 'topic' | 'queue' | 'broadcast' | 'channel';
  readonly atUs: number;
  /** At most LIMITS.browseRows. */
  readonly rows: readonly MessageRow[];
  /** Partitions or subscriptions. */
  readonly parts: number;
  /** Where this page begins, and the pages before and behind it; null: there is none. */
  readonly from: number;
  readonly previous: number | null;
  readonly next: number | null;
  /** First position there is, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** Topics. */
  readonly highWatermark?: number;
  readonly groups?: readonly { readonly group: string; readonly committed: number | null }[];
  /** The search looked at LIMITS.browseScan messages and has not come to the end: it goes on at `next`. */
  readonly isCut: boolean;
}
