/**
 * What a client's traffic is described by, as plain data: the plan carries it, `core/load` turns it into arrivals and keys,
 * `core/client` into requests.
 * Rates in records per second, times in µs.
 */
export type LoadSpec =
  | { readonly kind: 'constant'; readonly rate: number }
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly overUs: number }
  /** After the last step its rate goes on. */
  | { readonly kind: 'steps'; readonly steps: readonly LoadStep[] }
  | SpikeSpec
  /** mean + amplitude · sin(2πt / period), amplitude ≤ mean. */
  | { readonly kind: 'sine'; readonly mean: number; readonly amplitude: number; readonly periodUs: number };

export interface LoadStep {
  readonly rate: number;
  readonly forUs: number;
}

/** base → peak over riseUs beginning at atUs, held for holdUs, back over fallUs. */
export interface SpikeSpec {
  readonly kind: 'spike';
  readonly base: number;
  readonly peak: number;
  readonly atUs: number;
  readonly riseUs: number;
  readonly holdUs: number;
  readonly fallUs: number;
}

export type KeysSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'uniform' | 'roundRobin'; readonly count: number }
  /** Key id i, from 0, has weight (i + 1)^−exponent. */
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number };

/** How records become requests; shared by producers and forwarding consumers. Times in µs, sizes in bytes. */
export interface SendSettings {
  readonly lingerUs: number;
  readonly batchBytes: number;
  readonly acks: 0 | 1 | -1;
  readonly retries: number;
  readonly retryBackoffUs: number;
  readonly requestTimeoutUs: number;
  readonly maxInFlight: number;
  readonly bufferBytes: number;
}
