/** A script on a real server, through amqplib: one connection and channel for each name in it. Queues and exchanges get a prefix of the script's own. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';
import { unreachable } from '#core/base/assert.ts';
import type { Action, Fields, QueueOptions } from './action.ts';
import type { RabbitServer } from './rabbitServer.ts';
import { messageWord, type Stage, Transcript } from './transcript.ts';

/** Asked as a round trip; a server has one. */
const FENCE = 'fence';

class Client {
  readonly connection: ChannelModel;
  readonly channel: ConfirmChannel;
  /** The newest delivery of each message. */
  readonly deliveries = new Map<number, ConsumeMessage | GetMessage>();
  isClosed = false;

  constructor(connection: ChannelModel, channel: ConfirmChannel) {
    this.connection = connection;
    this.channel = channel;
  }
}

export class ServerStage implements Stage {
  readonly #server: RabbitServer;
  readonly #prefix: string;
  readonly #quietMs: number;
  readonly #transcript = new Transcript();
  readonly #clients = new Map<string, Client>();

  constructor(server: RabbitServer, prefix: string, quietMs: number) {
    this.#server = server;
    this.#prefix = prefix;
    this.#quietMs = quietMs;
  }

  async act(action: Action): Promise<readonly string[]> {
    await this.#do(action);
    await this.#settle();
    return this.#transcript.take();
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) if (!client.isClosed) await client.connection.close().catch(() => undefined);
  }

  // --- what a script says ---

  async #do(action: Action): Promise<unknown> {
    const { verb } = action;
    switch (verb) {
      case 'queue':
        return this.#declare(action.by, (channel) =>
          channel.assertQueue(this.#name(action.name), { durable: !action.transient, exclusive: action.exclusive, arguments: this.#queueArguments(action) }),
        );
      case 'exchange': {
        const alternate = action.alternate === undefined ? {} : { alternateExchange: this.#name(action.alternate) };
        return this.#declare(action.by, (channel) => channel.assertExchange(this.#name(action.name), action.type, alternate));
      }
      case 'bind': {
        const bound = { ...action.headers, ...(action.match === undefined ? {} : { 'x-match': action.match }) };
        const [to, from, key] = [this.#name(action.to), this.#name(action.exchange), this.#key(action.exchange, action.key)];
        const channel = await this.#control();
        return action.toExchange ? channel.bindExchange(to, from, key, bound) : channel.bindQueue(to, from, key, bound);
      }
      case 'publish':
        return this.#publish(action);
      case 'republish': {
        const { channel, deliveries } = await this.#client(action.who);
        const { content, properties } = deliveries.get(action.number)!;
        return channel.publish('', this.#name(action.queue), content, { headers: properties.headers ?? {} });
      }
      case 'qos':
        return (await this.#client(action.who)).channel.prefetch(action.prefetch);
      case 'consume':
        return this.#consume(action);
      case 'get':
        return this.#get(action);
      case 'ack':
      case 'nack':
      case 'reject':
        return this.#settleMessages(action);
      case 'cancel':
        return (await this.#client(action.who)).channel.cancel(action.as);
      case 'close':
      case 'cut':
        return this.#end(action);
      case 'wait':
        return delay(action.ms);
      case 'depth':
        return this.#transcript.note(action.queue, '', `${(await (await this.#control()).checkQueue(this.#name(action.queue))).messageCount}`);
      case 'drain':
        return this.#drain(action.queue);
      case 'delete':
        return (await this.#control()).deleteQueue(this.#name(action.queue));
      case 'restart':
        return this.#restart();
      default:
        return unreachable(verb);
    }
  }

  /** What is refused closes the channel, which is seen there. */
  async #declare(by: string, declare: (channel: Channel) => Promise<unknown>): Promise<void> {
    const declared = declare((await this.#client(by)).channel);
    await (by === '' ? declared : declared.catch(() => undefined));
  }

  async #publish({ by, exchange, key, numbers, confirm, ttl, size = 1, ...options }: Action & { verb: 'publish' }): Promise<void> {
    const { channel } = await this.#client(by);
    const sent = { ...options, headers: options.headers ?? {}, ...(ttl === undefined ? {} : { expiration: `${ttl}` }) };
    await Promise.all(
      numbers.map(
        (n) =>
          new Promise<void>((resolve) => {
            const answered = (fault: unknown): void => {
              if (confirm && !(fault instanceof Error && fault.message.includes('channel closed'))) this.#transcript.note(by, fault ? 'nack' : 'ack', `${n}`);
              resolve();
            };
            channel.publish(this.#name(exchange), this.#key(exchange, key), Buffer.from(`${n}`.padEnd(size)), sent, answered);
          }),
      ),
    );
  }

  async #consume({ who, queue, as, prefetch, noAck, exclusive, priority }: Action & { verb: 'consume' }): Promise<void> {
    const client = await this.#client(who);
    if (prefetch !== undefined) await client.channel.prefetch(prefetch);
    const options = { consumerTag: as, noAck, exclusive, ...(priority === undefined ? {} : { priority }) };
    const deliver = (message: ConsumeMessage | null): void => (message === null ? this.#transcript.note(as, 'cancelled') : this.#deliver(client, as, message));
    await client.channel.consume(this.#name(queue), deliver, options).catch(() => undefined);
  }

  async #get({ who, queue, count }: Action & { verb: 'get' }): Promise<void> {
    const client = await this.#client(who);
    for (let n = 0; n < count; n++) {
      const message = await client.channel.get(this.#name(queue));
      if (message !== false) this.#deliver(client, who, message);
    }
  }

  async #settleMessages({ verb, who, numbers, multiple, requeue }: Action & { verb: 'ack' | 'nack' | 'reject' }): Promise<void> {
    const client = await this.#client(who);
    for (const n of numbers) {
      const message = client.deliveries.get(n);
      if (message === undefined) throw new Error(`${who} was never given ${n}`);
      if (verb === 'ack') client.channel.ack(message, multiple);
      else if (verb === 'nack') client.channel.nack(message, multiple, requeue);
      else client.channel.reject(message, requeue);
    }
  }

  async #end({ verb, who }: Action & { verb: 'close' | 'cut' }): Promise<void> {
    const client = await this.#client(who);
    client.isClosed = true;
    this.#clients.delete(who);
    if (verb === 'close') return client.connection.close();
    (client.connection.connection as unknown as { stream: { destroy(): void } }).stream.destroy();
    // The server learns of it from its own socket.
    await delay(2 * this.#quietMs);
  }

  async #drain(queue: string): Promise<void> {
    const channel = await this.#control();
    for (;;) {
      const message = await channel.get(this.#name(queue), { noAck: true });
      if (message === false) break;
      this.#transcript.note(queue, '', this.#word(message));
    }
    this.#transcript.note(queue, 'end');
  }

  async #restart(): Promise<void> {
    for (const client of this.#clients.values()) client.isClosed = true;
    this.#clients.clear();
    await this.#server.kill();
    await this.#server.start();
  }

  // --- seeing ---

  #deliver(client: Client, as: string, message: ConsumeMessage | GetMessage): void {
    client.deliveries.set(Number(message.content.toString()), message);
    this.#transcript.note(as, '', this.#word(message));
  }

  #word({ content, fields, properties }: ConsumeMessage | GetMessage): string {
    const deaths = (properties.headers?.['x-death'] ?? []) as { queue: string; reason: string; count: number }[];
    const named = deaths.map((death) => ({ ...death, queue: death.queue.slice(this.#prefix.length) }));
    return messageWord(Number(content.toString()), fields.redelivered, named);
  }

  /** Round trips on every channel until nothing was seen for a while. */
  async #settle(): Promise<void> {
    for (let before = -1; before !== this.#transcript.count; ) {
      before = this.#transcript.count;
      for (const client of this.#clients.values()) if (!client.isClosed) await client.channel.checkQueue(FENCE).catch(() => undefined);
      await delay(this.#quietMs);
    }
  }

  async #client(who: string): Promise<Client> {
    const known = this.#clients.get(who);
    if (known !== undefined) return known;
    const connection = await this.#server.connect();
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(FENCE);
    const client = new Client(connection, channel);
    const failed = (fault: Error & { code?: number }): void => {
      if (!client.isClosed) this.#transcript.note(who, 'closed', `${fault.code ?? fault.message}`);
      client.isClosed = true;
    };
    connection.on('error', failed);
    channel.on('error', failed);
    channel.on('return', ({ content, fields }) =>
      this.#transcript.note(who, 'returned', `${Number(content.toString())}`, (fields as { replyText?: string }).replyText ?? ''),
    );
    this.#clients.set(who, client);
    return client;
  }

  async #control(): Promise<Channel> {
    return (await this.#client('')).channel;
  }

  // --- names ---

  #name(name: string): string {
    return name === '' || name.startsWith('amq.') ? name : this.#prefix + name;
  }
  /** The default exchange goes by queue names. */
  #key(exchange: string, key: string): string {
    return exchange === '' ? this.#name(key) : key;
  }

  #queueArguments(options: QueueOptions): Fields {
    const { type, maxLength, maxBytes, overflow, ttl, expires, deadTo, deadExchange, deadKey, deliveryLimit, priorities, singleActive } = options;
    const target = deadTo !== undefined ? { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': this.#name(deadTo) } : {};
    const through = deadExchange !== undefined ? { 'x-dead-letter-exchange': this.#name(deadExchange) } : {};
    const named: Record<string, unknown> = {
      'x-queue-type': type,
      'x-max-length': maxLength,
      'x-max-length-bytes': maxBytes,
      'x-overflow': { dropHead: undefined, reject: 'reject-publish', rejectDlx: 'reject-publish-dlx' }[overflow],
      'x-message-ttl': ttl,
      'x-expires': expires,
      ...target,
      ...through,
      ...(deadKey === undefined ? {} : { 'x-dead-letter-routing-key': deadKey }),
      'x-delivery-limit': deliveryLimit,
      'x-max-priority': priorities,
      'x-single-active-consumer': singleActive ? true : undefined,
    };
    return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Fields;
  }
}
