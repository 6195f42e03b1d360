/** Where the message comes from: made by a producer, or passed on by a consumer that processed it. SPEC.md, FM1, FM2. */
import type { FanOut } from '../../client/fanOut.ts';
import { TopicSender } from '../../client/topicSender.ts';
import type { Sender } from '../../client/sender.ts';
import type { Batch } from '../../client/batch.ts';
import type { JourneyMessage } from '../journeyReport.ts';
import { around } from './around.ts';
import type { Copy } from './copies.ts';
import type { Sending, Trail } from './trail.ts';

interface Line {
  readonly node: string;
  readonly edge: string;
  /** By the settings as they are now: an edit may change them. */
  readonly retries: () => number;
}

export class SenderTap {
  readonly #trail: Trail;
  /** Set by its producer. */
  message: Omit<JourneyMessage, 'key'> | undefined;
  keyHash = 0;
  /** The first copy, until a sender has it; every further target gets one more. */
  #fresh: Copy | undefined;

  constructor(trail: Trail) {
    this.#trail = trail;
  }

  producer(fanOut: FanOut, node: string): void {
    around(fanOut, 'send', (send) => (createdUs, key, size, serial, properties) => {
      if (serial !== this.#trail.serial) return send(createdUs, key, size, serial, properties);
      this.message = { producer: node, createdUs, size, ...(properties === undefined ? {} : { properties }) };
      this.keyHash = key;
      const root = this.#trail.copies.fork(undefined, 'produced');
      this.#trail.copies.step(root, 'created', node, createdUs < this.#trail.now() ? { intendedUs: createdUs } : {});
      this.#fresh = root;
      send(createdUs, key, size, serial, properties);
      // Its share sent it nowhere.
      if (this.#fresh !== undefined) this.#trail.copies.end(root, 'done');
      this.#fresh = undefined;
    });
  }

  sender(sender: Sender, { node, edge, retries }: Line): void {
    around(sender, 'send', (send) => (createdUs, key, size, serial, properties) => {
      if (serial !== this.#trail.serial) return send(createdUs, key, size, serial, properties);
      const copy = this.#begin(node, edge);
      copy.where = { at: 'sender', node, edge, isBlocked: false };
      this.#trail.reason = undefined;
      const sending: Sending = { copy, node, edge, retries: retries(), attempts: 0 };
      const line = `${node} ${edge}`;
      const waiting = this.#trail.unsent.get(line) ?? [];
      this.#trail.unsent.set(line, waiting);
      waiting.push(sending);
      send(createdUs, key, size, serial, properties);
      if (this.#trail.reason === 'buffer_full' && sending.attempts === 0 && copy.ending === undefined) this.#refuse(sending, waiting);
    });
    if (sender instanceof TopicSender) this.#topicSender(sender, node, edge);
    if (sender.crash === undefined) return;
    around(sender, 'crash', (crash) => (reason) => {
      this.#crashed(node, edge);
      crash?.(reason);
    });
  }

  #begin(node: string, edge: string): Copy {
    const { copies, current } = this.#trail;
    const fresh = this.#fresh;
    this.#fresh = undefined;
    if (fresh !== undefined) return fresh;
    const isProducer = this.message?.producer === node;
    const copy = copies.fork(isProducer ? copies.all[0] : current, isProducer ? 'fan_out' : 'forwarded');
    copies.step(copy, isProducer ? 'created' : 'forwarded', node, { edge });
    return copy;
  }

  #topicSender(sender: TopicSender, node: string, edge: string): void {
    const waiting = (): Sending[] => this.#trail.unsent.get(`${node} ${edge}`) ?? [];
    sender.onBlocked = (serial) => {
      const sending = waiting().at(-1);
      if (serial !== this.#trail.serial || sending === undefined) return;
      this.#trail.copies.step(sending.copy, 'blocked', node, {});
      sending.copy.where = { at: 'sender', node, edge, isBlocked: true };
    };
    sender.onRefused = (serial) => {
      const all = waiting();
      // The newest, if it never waited; else the one that waited longest.
      const sending = all.find(({ copy }) => copy.where.at === 'sender' && copy.where.isBlocked) ?? all.at(-1);
      if (serial === this.#trail.serial && sending !== undefined) this.#refuse(sending, all);
    };
    around(sender, 'giveUp', (giveUp) => (batch) => {
      if (this.#trail.countIn(batch) > 0) this.#gaveUp(batch, node, edge);
      giveUp(batch);
    });
  }

  #refuse(sending: Sending, waiting: Sending[]): void {
    waiting.splice(waiting.indexOf(sending), 1);
    this.#trail.copies.step(sending.copy, 'refused', sending.node, { reason: 'buffer_full' });
    this.#trail.copies.end(sending.copy, 'refused');
  }

  /** Too old: not acknowledged in its time. What of it arrived is where it is. */
  #gaveUp(batch: Batch, node: string, edge: string): void {
    const { copies, unsent } = this.#trail;
    if (batch.attempts === 0) {
      for (const { copy } of unsent.get(`${node} ${edge}`)?.splice(0, this.#trail.countIn(batch)) ?? []) this.#trail.drop(copy, node, 'delivery_timeout');
      return;
    }
    const own = copies.all.filter((copy) => copy.attempts > 0 && copy.steps.some((step) => step.kind === 'sent' && step.node === edge));
    const latest = own.at(-1);
    if (latest === undefined) return;
    copies.step(latest, 'gaveUp', node, { reason: 'delivery_timeout' });
    if (latest.where.at === 'answer' || latest.where.at === 'end') copies.end(latest, 'refused');
  }

  #crashed(node: string, edge: string): void {
    for (const { copy } of this.#trail.unsent.get(`${node} ${edge}`)?.splice(0) ?? []) this.#trail.drop(copy, node, 'client_crash');
    for (const copy of this.#trail.copies.all) {
      const { where } = copy;
      if (where.at === 'answer' && where.node === node && where.edge === edge) this.#trail.drop(copy, node, 'client_crash');
    }
  }
}
