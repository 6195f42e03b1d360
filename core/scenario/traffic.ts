/** The part of the document about traffic: how much comes when, with which keys, of which size and kind. */

/** '250ms', '1.5s', '10k/s', '1MiB': parsed by base/quantity. */
export type Quantity = string;

export type DistributionDoc =
  | { readonly kind: 'constant'; readonly value: Quantity }
  | { readonly kind: 'uniform'; readonly min: Quantity; readonly max: Quantity }
  | { readonly kind: 'exponential'; readonly mean: Quantity }
  | { readonly kind: 'logNormal'; readonly mean: Quantity /** Standard deviation / mean. */; readonly cv: number }
  | { readonly kind: 'gamma'; readonly mean: Quantity /** 1 = exponential, integer = Erlang. */; readonly shape: number }
  | { readonly kind: 'empirical'; readonly values: readonly Quantity[]; readonly weights?: readonly number[] };

export type LoadDoc =
  | { readonly kind: 'constant'; readonly rate: Quantity }
  | { readonly kind: 'ramp'; readonly from: Quantity; readonly to: Quantity; readonly over: Quantity }
  /** After the last step its rate goes on. */
  | { readonly kind: 'steps'; readonly steps: readonly { readonly rate: Quantity; readonly for: Quantity }[] }
  /** base → peak over `rise` starting at `at`, held for `hold`, back over `fall`. */
  | {
      readonly kind: 'spike';
      readonly base: Quantity;
      readonly peak: Quantity;
      readonly at: Quantity;
      readonly rise: Quantity;
      readonly hold: Quantity;
      readonly fall: Quantity;
    }
  /** mean + amplitude · sin(2π t / period); amplitude ≤ mean. */
  | { readonly kind: 'sine'; readonly mean: Quantity; readonly amplitude: Quantity; readonly period: Quantity }
  | FlashSaleDoc
  /** A day's rhythm, repeated each `day`, which may be compressed: '10m'. Midnight is at 0. */
  | { readonly kind: 'diurnal'; readonly low: Quantity; readonly high: Quantity; readonly day: Quantity }
  /** min → max over `up`, `hold`, max → min over `down`, `rest`; again and again. */
  | {
      readonly kind: 'cyclic';
      readonly min: Quantity;
      readonly max: Quantity;
      readonly up: Quantity;
      readonly hold: Quantity;
      readonly down: Quantity;
      readonly rest: Quantity;
    }
  /** State i lasts an exponential time of mean holds[i] at rates[i], then another state comes, each as likely. The first is the first. */
  | { readonly kind: 'bursts'; readonly rates: readonly Quantity[]; readonly holds: readonly Quantity[] }
  /** Straight lines between points in order of time; two at one instant are a jump. The first rate before, the last one after. */
  | { readonly kind: 'drawn'; readonly points: readonly RatePointDoc[] }
  /** Each rate holds until the next row; nothing before the first, the last goes on. */
  | { readonly kind: 'replayRates'; readonly points: readonly RatePointDoc[] }
  /** One message per row at its instant: 'at', 'at,key' or 'at,key,size'; what is left empty is as of any message. */
  | { readonly kind: 'replayMessages'; readonly rows: readonly string[] }
  /** A closed loop: each user thinks, sends, waits for the answer, and thinks again. They come evenly over `rampUp`. */
  | { readonly kind: 'users'; readonly users: number; readonly thinkTime: DistributionDoc; readonly rampUp: Quantity };

export type RatePointDoc = { readonly at: Quantity; readonly rate: Quantity };

/**
 * `base`, then over the countdown up to a fifth of the way to `peak`; at `at` the stampede: to `peak`, and its excess over base falls
 * to half in each `decay`. Those who got nothing come back: wave k at `at` + k · retryAfter, retryShare^k of the stampede.
 */
export type FlashSaleDoc = {
  readonly kind: 'flashSale';
  readonly base: Quantity;
  readonly countdown: Quantity;
  readonly at: Quantity;
  readonly peak: Quantity;
  readonly decay: Quantity;
  readonly retryShare: number;
  readonly retryAfter: Quantity;
};

export type KeysDoc =
  | { readonly kind: 'none' }
  | { readonly kind: 'uniform'; readonly count: number }
  | { readonly kind: 'roundRobin'; readonly count: number }
  /** Key i drawn with weight 1 / i^exponent. */
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  /** One key for all: this text, or left out `key0`. */
  | { readonly kind: 'single'; readonly key?: string | undefined }
  /** One key gets `share` of the messages, the others of `count` share the rest evenly. */
  | { readonly kind: 'hotKey'; readonly count: number; readonly share: number };

/** One kind of message: what routers, selectors and queues look at. What is left out is as the system does by default. */
export interface VariantDoc {
  /** Drawn with weight / sum of weights. */
  readonly weight: number;
  /** Matched by the bindings of an exchange. */
  readonly routingKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string | number | boolean>> | undefined;
  readonly priority?: number | undefined;
  /** Kept on disk by a durable queue. */
  readonly persistent?: boolean | undefined;
  /** Given back to the producer when no queue takes it. */
  readonly mandatory?: boolean | undefined;
  /** JMSXGroupID: one consumer gets all messages of a group. */
  readonly group?: string | undefined;
  /** How long it may wait in a queue. */
  readonly ttl?: Quantity | undefined;
  /** Every attempt to work on it fails. */
  readonly poison?: boolean | undefined;
}
