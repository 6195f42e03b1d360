/**
 * Scripts nobody thought of. They are drawn while the engine plays them, since what can be settled depends on what was
 * delivered; the transcript is the engine's. Times are left out: a server's clock does not stand still between steps.
 */
import { createRandom, type Random } from '#core/base/random.ts';
import { Recorder, type Script } from './script.ts';
import type { Stage } from './transcript.ts';

const CONNECTIONS = ['a', 'b', 'c', 'd'];
const STEPS = 25;
/** Not `nack`: in what order several die at once is RabbitMQ's secret, where they have priorities. */
const SEVERAL = ['ack', 'nack requeue'];

export async function randomQueue(seed: number, settings: string, stage: Stage): Promise<Script> {
  const draw = new Draw(createRandom(seed).fork(settings), settings);
  const recorder = new Recorder(stage);
  await recorder.play('queue dead');
  await recorder.play(`queue work deadTo=dead ${settings}`.trim());
  while (recorder.length < STEPS) draw.see(await recorder.play(draw.line()));
  for (const queue of ['work', 'dead']) {
    await recorder.play(`depth ${queue}`);
    await recorder.play(`drain ${queue}`);
  }
  return recorder.script(`[RQ1–RQ9, RD1–RD14] a random queue, seed ${seed} ${settings}`);
}

interface Held {
  readonly n: number;
  readonly consumer: string;
}

/** What was delivered and not settled, and a next line that makes sense. */
class Draw {
  readonly #random: Random;
  readonly #settings: string;
  /** By connection; in the order of their tags where all came through one consumer. */
  readonly #held = new Map<string, Held[]>();
  readonly #consumers: string[] = [];
  #published = 0;
  #named = 0;

  constructor(random: Random, settings: string) {
    this.#random = random;
    this.#settings = settings;
  }

  see(lines: readonly string[]): void {
    for (const line of lines) {
      const [who = '', words = ''] = line.split(': ');
      const connection = who.charAt(0);
      // An `x` in a consumer's name: its messages are settled when they come.
      if (!CONNECTIONS.includes(connection) || who.includes('x')) continue;
      const held = this.#heldBy(connection);
      for (const word of words.split(' ')) {
        const n = Number.parseInt(word, 10);
        if (!Number.isNaN(n)) held.push({ n, consumer: who });
      }
    }
  }

  /** The next line. */
  line(): string {
    const holders = CONNECTIONS.filter((who) => this.#heldBy(who).length > 0);
    const pick = this.#below(20);
    if (pick < 6) return this.#publish();
    if (pick < 8) return this.#consume();
    if (pick < 10) return `get d work ${1 + this.#below(3)}`;
    if (pick < 18 && holders.length > 0) return this.#settle(this.#one(holders));
    // The queue process of RabbitMQ 3.10 crashes when its single active consumer is cancelled while messages wait.
    if (pick === 18 && this.#consumers.length > 0 && !this.#settings.includes('singleActive')) return this.#cancel();
    if (pick === 19) return this.#end();
    return this.#publish();
  }

  #publish(): string {
    const from = this.#published + 1;
    this.#published += 1 + this.#below(4);
    const priority = this.#settings.includes('priorities') ? ` priority=${this.#below(5)}` : '';
    const size = this.#settings.includes('maxBytes') ? ` size=${2 + this.#below(4)}` : '';
    return `publish work confirm${priority}${size} ${from}..${this.#published}`;
  }

  #consume(): string {
    const who = this.#one(CONNECTIONS.slice(0, 3));
    // A quorum queue counts what it sends to such a consumer for a while.
    const noAck = this.#below(8) === 0 && !this.#settings.includes('quorum');
    const name = `${who}${noAck ? 'x' : ''}${`${++this.#named}`.padStart(2, '0')}`;
    this.#consumers.push(name);
    const priority = this.#below(4) === 0 ? ` priority=${this.#below(3)}` : '';
    return `consume ${who} work as=${name} prefetch=${this.#below(4)}${priority}${noAck ? ' noAck' : ''}`;
  }

  #settle(who: string): string {
    const held = this.#heldBy(who);
    const at = this.#below(held.length);
    const isMultiple = held.every(({ consumer }) => consumer === held[0]!.consumer) && this.#below(4) === 0;
    const n = (isMultiple ? held.splice(0, at + 1) : held.splice(at, 1)).at(-1)!.n;
    const verb = isMultiple ? this.#one(SEVERAL) : this.#one(['ack', 'nack requeue', 'nack requeue', 'reject requeue', 'reject']);
    const [word, ...flags] = verb.split(' ');
    return [word, who, ...flags, ...(isMultiple ? ['multiple'] : []), n].join(' ');
  }

  #cancel(): string {
    const [name = ''] = this.#consumers.splice(this.#below(this.#consumers.length), 1);
    return `cancel ${name.charAt(0)} as=${name}`;
  }

  #end(): string {
    const who = this.#one(CONNECTIONS);
    this.#held.delete(who);
    for (let i = this.#consumers.length - 1; i >= 0; i--) if (this.#consumers[i]!.startsWith(who)) this.#consumers.splice(i, 1);
    return `${this.#one(['close', 'cut'])} ${who}`;
  }

  #heldBy(who: string): Held[] {
    const held = this.#held.get(who) ?? [];
    this.#held.set(who, held);
    return held;
  }
  #below(n: number): number {
    return this.#random.u32() % n;
  }
  #one(some: readonly string[]): string {
    return some[this.#below(some.length)]!;
  }
}
