/** Spoils messages of a producer: the next few, or a part of them for a while. A spoilt one is like its kind in all else. */
import type { Random } from '../base/random.ts';
import type { MessageProperties } from '../base/workload.ts';

export class Poison {
  /** How many of the next are spoilt. */
  messages = 0;
  /** The chance of each. */
  probability = 0;
  readonly #random: Random;
  readonly #spoilt = new Map<MessageProperties | undefined, MessageProperties>();

  constructor(random: Random) {
    this.#random = random;
  }

  taint(properties: MessageProperties | undefined): MessageProperties | undefined {
    if (this.messages > 0) this.messages--;
    else if (this.probability === 0 || this.#random.unit() >= this.probability) return properties;
    let spoilt = this.#spoilt.get(properties);
    if (spoilt === undefined) this.#spoilt.set(properties, (spoilt = Object.freeze({ ...properties, poison: true })));
    return spoilt;
  }
}
