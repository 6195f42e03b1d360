/** One direction of a link: messages and the instants they are due, in step. */
import { Deque } from '../base/deque.ts';
import { Float64Ring } from '../base/ring.ts';

export class Lane<Message> {
  readonly #messages = new Deque<Message>();
  readonly #dueUs = new Float64Ring(8);

  get length(): number {
    return this.#messages.length;
  }
  get headDueUs(): number {
    return this.#dueUs.peek();
  }
  get head(): Message {
    return this.#messages.peek()!;
  }
  push(message: Message, dueUs: number): void {
    this.#messages.push(message);
    this.#dueUs.push(dueUs);
  }
  shift(): Message {
    this.#dueUs.shift();
    return this.#messages.shift()!;
  }
}
