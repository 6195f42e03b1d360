/**
 * RabbitMQ by AMQP 0-9-1: producers on confirm channels, one for each edge; consumers each on a connection of their own, with
 * `prefetch` unsettled deliveries at each source. A subscriber of a broadcast declares its exclusive queue and binds it, and
 * misses what was published before.
 */
import { type Channel, type ChannelModel, type ConfirmChannel, connect, type ConsumeMessage } from 'amqplib';
import { bodyOf, decodeHeader, encodeHeader, HEADER, type Outgoing } from '../message.ts';
import type { WiredDestination } from '#core/compose/wiring.ts';
import { WindowedSender } from '../windowedSender.ts';
import { Lifeline } from './lifeline.ts';
import type { Log, Reading, SourceSpec, TargetSpec, Transport, Verdict } from './transport.ts';

const TIMEOUT_MS = 5_000;
const BACKLOG_MS = 1_000;

interface Target {
  readonly spec: TargetSpec;
  readonly sender: WindowedSender;
  channel: ConfirmChannel | undefined;
  isFull: boolean;
  /** To be called with a refusal when the channel is lost. */
  readonly unanswered: Set<(isTaken: boolean) => void>;
}

export class RabbitTransport implements Transport {
  /** Of the nodes of a cluster: tried in turn. */
  readonly #urls: readonly string[];
  readonly #log: Log;
  readonly #targets: Target[] = [];
  readonly #lines: Lifeline[] = [];
  /** Unsettled deliveries of each subscription. */
  readonly #held = new Set<Held>();
  #isBlocked = false;

  constructor(urls: readonly string[], log: Log) {
    this.#urls = urls;
    this.#log = log;
  }

  get isConnected(): boolean {
    return this.#lines.every((line) => line.isUp);
  }

  target(spec: TargetSpec): WindowedSender {
    const { exchange, keyOf } = addressOf(spec.destination);
    const target: Target = {
      spec,
      channel: undefined,
      isFull: false,
      unanswered: new Set(),
      sender: new WindowedSender({
        settings: spec.settings,
        events: spec.events,
        isOpen: () => target.channel !== undefined && !target.isFull && !this.#isBlocked,
        publish(message, answer) {
          target.unanswered.add(answer);
          const isRoom = target.channel!.publish(exchange, keyOf(message), bodyOf(message.size), propertiesOf(message), (fault: unknown) => {
            if (target.unanswered.delete(answer)) answer(fault === null);
          });
          target.isFull = !isRoom;
        },
        after: (ms, act) => void setTimeout(act, ms),
      }),
    };
    this.#targets.push(target);
    return target.sender;
  }

  async connect(): Promise<void> {
    if (this.#targets.length === 0) return;
    await this.#open(async (connection) => {
      this.#isBlocked = false;
      connection.on('blocked', () => (this.#isBlocked = true));
      connection.on('unblocked', () => {
        this.#isBlocked = false;
        for (const { sender } of this.#targets) sender.pump();
      });
      for (const target of this.#targets) await openTarget(connection, target);
    });
  }

  async read(reading: Reading): Promise<void> {
    await this.#open(async (connection, isLost) => {
      for (const source of reading.sources) {
        const channel = await connection.createChannel();
        channel.on('error', (fault) => this.#log(`channel of ${source.destination.name}: ${fault.message}`));
        // A channel the server closed leaves its connection standing, with nothing to do.
        channel.on('close', () => void connection.close().catch(() => undefined));
        const held: Held = { queue: source.destination.name, count: 0 };
        this.#held.add(held);
        channel.on('close', () => this.#held.delete(held));
        await subscribe(channel, source, reading, held, isLost);
        if (reading.instance === 0 && source.destination.kind === 'queue') await watchBacklog(connection, source, this.#held);
      }
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.end()));
  }

  async #open(ready: (connection: ChannelModel, isLost: () => boolean) => Promise<void>): Promise<void> {
    let attempt = this.#lines.length;
    const line = new Lifeline(async (lost) => {
      const connection = await connect(this.#urls[attempt++ % this.#urls.length]!, { timeout: TIMEOUT_MS, noDelay: true });
      let isLost = false;
      let reason = 'closed';
      connection.on('error', (fault) => (reason = fault.message));
      connection.on('close', () => {
        isLost = true;
        lost(reason);
      });
      try {
        await ready(connection, () => isLost);
      } catch (fault) {
        await connection.close().catch(() => undefined);
        throw fault;
      }
      return () => connection.close();
    }, this.#log);
    this.#lines.push(line);
    await line.start();
  }
}

interface Held {
  readonly queue: string;
  count: number;
}

/** A queue is reached by the exchange without a name. */
function addressOf({ kind, name }: WiredDestination): { exchange: string; keyOf: (message: Outgoing) => string } {
  if (kind === 'queue') return { exchange: '', keyOf: () => name };
  return { exchange: name, keyOf: kind === 'exchange' ? ({ properties }) => properties?.routingKey ?? '' : () => '' };
}

function propertiesOf(message: Outgoing) {
  const { headers, priority, persistent, mandatory, ttlUs } = message.properties ?? {};
  return {
    headers: { ...headers, [HEADER]: encodeHeader(message) },
    persistent: persistent === true,
    ...(priority === undefined ? {} : { priority }),
    ...(mandatory === true ? { mandatory } : {}),
    ...(ttlUs === undefined ? {} : { expiration: String(Math.ceil(ttlUs / 1_000)) }),
  };
}

async function openTarget(connection: ChannelModel, target: Target): Promise<void> {
  const channel = await connection.createConfirmChannel();
  target.channel = channel;
  target.isFull = false;
  channel.on('drain', () => {
    target.isFull = false;
    target.sender.pump();
  });
  channel.on('return', (message) => target.spec.events.returned(decodeHeader(String(message.properties.headers?.[HEADER]))?.serial ?? 0));
  channel.on('error', () => undefined);
  channel.on('close', () => {
    if (target.channel !== channel) return;
    target.channel = undefined;
    const lost = [...target.unanswered];
    target.unanswered.clear();
    for (const answer of lost) answer(false);
    void connection.close().catch(() => undefined);
  });
  target.sender.pump();
}

async function subscribe(channel: Channel, { destination, hears }: SourceSpec, { plan }: Reading, held: Held, isLost: () => boolean): Promise<void> {
  const noAck = plan.ack === 'onDelivery';
  await channel.prefetch(plan.prefetch);
  const queue = destination.kind === 'queue' ? destination.name : await ownQueue(channel, destination.name);
  const settle = (message: ConsumeMessage, verdict: Verdict): void => {
    // What a lost connection had not settled the server has given to others.
    if (noAck || isLost()) return;
    held.count--;
    if (verdict === 'processed') channel.ack(message);
    else if (verdict === 'again') channel.nack(message, false, true);
    else channel.reject(message, verdict === 'failed');
  };
  const options = {
    noAck,
    exclusive: plan.isExclusive && destination.kind === 'queue',
    ...(plan.consumerPriority === 0 ? {} : { priority: plan.consumerPriority }),
  };
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return void channel.close().catch(() => undefined);
      if (!noAck) held.count++;
      const told = decodeHeader(String(message.properties.headers?.[HEADER]));
      hears.take({ told, size: message.content.length, isRedelivered: message.fields.redelivered }, (verdict) => settle(message, verdict));
    },
    options,
  );
}

async function ownQueue(channel: Channel, exchange: string): Promise<string> {
  const { queue } = await channel.assertQueue('', { exclusive: true, durable: false });
  await channel.bindQueue(queue, exchange, '');
  return queue;
}

/** Ready messages by a passive declaration, and what this program has not settled. */
async function watchBacklog(connection: ChannelModel, { destination, hears }: SourceSpec, held: ReadonlySet<Held>): Promise<void> {
  const unsettled = (): number => [...held].reduce((sum, { queue, count }) => sum + (queue === destination.name ? count : 0), 0);
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  const timer = setInterval(() => {
    channel.checkQueue(destination.name).then(
      ({ messageCount }) => hears.backlog(messageCount + unsettled()),
      () => undefined,
    );
  }, BACKLOG_MS);
  channel.on('close', () => clearInterval(timer));
}
