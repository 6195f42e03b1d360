/** Channels: a value waits until there is room, or somebody takes it; what its process had goes down with it. SPEC.md, FM16. */
import type { Channel } from '../../broker/channel/channel.ts';
import { around } from './around.ts';
import type { Copy } from './copies.ts';
import type { Hands } from './hands.ts';
import type { Trail } from './trail.ts';

export class ChannelTap {
  readonly #trail: Trail;
  readonly #hands: Hands;

  constructor(trail: Trail, hands: Hands) {
    this.#trail = trail;
    this.#hands = hands;
  }

  channel(channel: Channel, destination: number): void {
    const { copies, serial } = this.#trail;
    const node = () => this.#trail.idOf(destination);
    const inside: Copy[] = [];
    const taken = (copy: Copy) => {
      copy.where = { at: 'channel', destination, isTaken: true };
      copies.step(copy, 'accepted', node(), { length: channel.length });
    };
    around(channel, 'send', (send) => (value, tell) => {
      const copy = value.serial === serial ? this.#trail.take(destination) : undefined;
      if (copy === undefined) return send(value, tell);
      copy.where = { at: 'channel', destination, isTaken: false };
      inside.push(copy);
      send(value, (error) => {
        if (error === 'none') taken(copy);
        else this.#refused(copy, inside, node(), error);
        tell(error);
      });
      if (copy.where.at === 'channel' && !copy.where.isTaken) copies.step(copy, 'blocked', node(), { length: channel.length });
    });
    around(
      channel,
      'receive',
      (receive) => (receiver) =>
        receive((value) => {
          if (value?.serial === serial) this.#delivered(inside, node());
          receiver(value);
        }),
    );
    const { onCrash } = channel;
    channel.onCrash = (lost) => {
      for (const copy of inside.splice(0)) if (copy.where.at === 'channel' && copy.where.isTaken) this.#trail.drop(copy, node(), 'process_crash');
      onCrash(lost);
    };
  }

  #delivered(inside: Copy[], node: string): void {
    const copy = inside.shift();
    if (copy === undefined) return;
    copy.given++;
    this.#trail.copies.step(copy, 'delivered', node, {});
    copy.where = { at: 'client', client: '', from: undefined, phase: 'coming' };
    this.#hands.values.push(copy);
  }

  #refused(copy: Copy, inside: Copy[], node: string, reason: string): void {
    inside.splice(inside.indexOf(copy), 1);
    this.#trail.copies.step(copy, 'refused', node, { reason });
    this.#trail.copies.end(copy, 'refused');
  }
}
