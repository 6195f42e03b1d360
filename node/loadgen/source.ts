/**
 * A producer's messages, one after the other: the engine's own `Traffic` and `Variants` over the same random streams, drawn in the
 * engine's order (core/client/producer). So the n-th message has the instant, key, size and variant it has in the simulation.
 */
import { createRandom, type Random } from '#core/base/random.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import type { Plan, ProducerPlan } from '#core/compile/plan.ts';
import { keyCountOf } from '#core/load/keys.ts';
import { Traffic } from '#core/load/traffic.ts';
import { Variants } from '#core/load/variants.ts';

/** A client's own stream, as the world gives it (core/run/world). */
export const streamOf = (plan: Pick<Plan, 'seed'>, client: string): Random => createRandom(plan.seed).fork(client);

export interface Due {
  /** µs of the design. */
  readonly atUs: number;
  readonly key: string | undefined;
  readonly size: number;
  readonly serial: number;
  readonly variant: string;
  readonly properties: MessageProperties | undefined;
}

export class Source {
  readonly traffic: Traffic;
  readonly #plan: ProducerPlan;
  readonly #variants: Variants;
  readonly #names: ReadonlyMap<MessageProperties, string>;
  #serial = 0;

  constructor(plan: ProducerPlan, random: Random) {
    this.#plan = plan;
    this.traffic = new Traffic(plan, random);
    this.#variants = new Variants(plan.variants, random.fork('variants'));
    this.#names = new Map(plan.variants.map(({ properties }, i) => [properties, variantName(plan.id, i)]));
  }

  /** Instant of the next one, µs; Infinity if none is due. */
  peek(): number {
    return this.traffic.arrivals.peek();
  }

  take(): Due {
    const atUs = this.peek();
    this.traffic.arrivals.advance();
    const key = this.#textOf(this.traffic.keys.next());
    const size = this.traffic.size.next();
    const properties = this.#variants.next();
    const variant = properties === undefined ? '' : (this.#names.get(properties) ?? '');
    return { atUs, key, size, serial: ++this.#serial, variant, properties };
  }

  /** Ids of drawn keys come first, then those of a recording (core/load/traffic). */
  #textOf(id: number): string | undefined {
    const { keys, load } = this.#plan;
    if (id < 0) return undefined;
    const drawn = keyCountOf(keys);
    if (load.kind === 'replayMessages' && id >= drawn) return load.keys[id - drawn];
    return keys.kind === 'single' ? (keys.key ?? 'key0') : `key${id}`;
  }
}

const variantName = (producer: string, index: number): string => `${producer}/${index}`;

/** What messages of a variant carry, whoever sent them. */
export function variantsOf(plan: Plan): ReadonlyMap<string, MessageProperties> {
  return new Map(plan.producers.flatMap(({ id, variants }) => variants.map(({ properties }, i) => [variantName(id, i), properties] as const)));
}
