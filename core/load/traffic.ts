/** A producer's traffic, put together: when messages come, with which keys and of which sizes. The one place that knows every kind of load. */
import { createIntegerSampler, type Distribution, type Sampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';
import type { KeysSpec, LoadSpec } from '../base/workload.ts';
import { Arrivals, type ArrivalSource } from './arrivals.ts';
import { createKeys, keyCountOf, type KeySource, registerKey } from './keys.ts';
import { createLoadProfile, type LoadProfile } from './loadProfile.ts';
import { Replay } from './replay.ts';
import { Users } from './users.ts';

export interface TrafficSpec {
  readonly load: LoadSpec;
  readonly arrivals: 'even' | 'poisson';
  readonly keys: KeysSpec;
  readonly size: Distribution;
}

export class Traffic {
  readonly arrivals: ArrivalSource;
  readonly keys: KeySource;
  /** Of a closed loop: its users. */
  readonly users: Users | undefined;
  /** What sizes are drawn from. */
  readonly sizes: Random;
  readonly #random: Random;
  readonly #replay: Replay | undefined;
  readonly #thinking: Random;
  profile: LoadProfile;
  size: Sampler;

  /** `random` is the producer's own stream. */
  constructor({ load, arrivals, keys, size }: TrafficSpec, random: Random) {
    this.#random = random;
    this.sizes = random.fork('size');
    this.#thinking = random.fork('thinking');
    this.profile = createLoadProfile(load, random);
    const drawn = createKeys(keys, random.fork('keys'));
    this.users = load.kind === 'users' ? new Users(load.users, createIntegerSampler(load.thinkTime, this.#thinking), load.rampUpUs) : undefined;
    this.#replay = load.kind === 'replayMessages' ? new Replay(load) : undefined;
    this.arrivals = this.users ?? this.#replay ?? new Arrivals(this.profile, arrivals, random.fork('arrivals'));
    this.keys = load.kind === 'replayMessages' ? this.#replay!.keys(drawn, keyCountOf(keys), load.keys.map(registerKey)) : drawn;
    this.size = this.#sampler(size);
  }

  /** Of an edit: what is drawn goes on being drawn where it was. */
  retune(nowUs: number, load: LoadSpec, size: Distribution): void {
    this.profile = createLoadProfile(load, this.#random);
    this.size = this.#sampler(size);
    if (load.kind === 'users') this.users?.change(nowUs, load.users, createIntegerSampler(load.thinkTime, this.#thinking));
  }

  #sampler(size: Distribution): Sampler {
    const drawn = createIntegerSampler(size, this.sizes);
    return this.#replay?.sizes(drawn) ?? drawn;
  }
}

/** Ids of keys a producer's messages may have: drawn ones first, then those of a recording. */
export const keysOfTraffic = ({ load, keys }: Pick<TrafficSpec, 'load' | 'keys'>): number =>
  keyCountOf(keys) + (load.kind === 'replayMessages' ? load.keys.length : 0);
