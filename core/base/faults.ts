/** Faults as plain data: the plan carries them, and so does the journal when they come from a button. Times in µs. */

/** Where in its work a consumer crashes. For queues and broadcasts what follows processing is the settlement, for topics the commit. */
export const CRASH_MOMENTS = ['now', 'beforeProcessing', 'afterProcessing', 'afterAck', 'beforeCommit', 'afterCommit'] as const;
export type CrashMoment = (typeof CRASH_MOMENTS)[number];

/** A process leaves what it wrote to the page cache; without power that is lost too. */
export type CrashMode = 'process' | 'power';
/** Seen from the client. */
export type CutWay = 'both' | 'toBroker' | 'fromBroker';

export type FaultSpec = {
  /** Node or edge id. */
  readonly target: string;
  /** How long it lasts; null: until it is repaired by hand. A crashed one is started again at its end. */
  readonly forUs: number | null;
} & (
  | { readonly kind: 'brokerCrash'; readonly mode: CrashMode /** Index of the server; null: all of the cluster. */; readonly server: number | null }
  /** Serves nothing, then goes on, as in a long garbage collection. */
  | { readonly kind: 'brokerPause'; readonly server: number | null }
  /** Each write takes `factor` times as long. */
  | { readonly kind: 'slowDisk'; readonly factor: number; readonly server: number | null }
  | { readonly kind: 'linkDelay'; readonly extraUs: number }
  | { readonly kind: 'linkLoss' | 'linkDuplicate'; readonly probability: number }
  | { readonly kind: 'linkPartition'; readonly way: CutWay }
  /** `instance` counts from 0; null: all of them, or with a moment the first that comes to it. */
  | { readonly kind: 'clientCrash'; readonly instance: number | null; readonly moment: CrashMoment }
  /** The next messages of a producer cannot be worked on. */
  | { readonly kind: 'poison'; readonly messages: number }
  | { readonly kind: 'poisonShare'; readonly probability: number }
);
