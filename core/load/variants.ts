/** Which of a producer's variants the next message is: drawn by weight, without a draw where there is no choice. */
import type { Random } from '../base/random.ts';
import type { MessageProperties, VariantSpec } from '../base/workload.ts';

export class Variants {
  readonly #properties: readonly MessageProperties[];
  /** Weights summed up to and including each variant. */
  readonly #upTo: Float64Array;
  readonly #random: Random;

  /** Without variants all messages are plain. Weights are positive. */
  constructor(specs: readonly VariantSpec[], random: Random) {
    this.#properties = specs.map((spec) => spec.properties);
    this.#upTo = new Float64Array(specs.length);
    let sum = 0;
    specs.forEach(({ weight }, i) => (this.#upTo[i] = sum += weight));
    this.#random = random;
  }

  next(): MessageProperties | undefined {
    const last = this.#properties.length - 1;
    if (last <= 0) return this.#properties[0];
    const drawn = this.#random.unit() * this.#upTo[last]!;
    let i = 0;
    while (i < last && drawn >= this.#upTo[i]!) i++;
    return this.#properties[i];
  }
}
