/**
 * ActiveMQ Artemis by AMQP 1.0: a queue is an anycast address, a broadcast a multicast one, told apart by the capabilities of
 * JMS over AMQP. A consumer gives credit for `prefetch` messages at a time. A durable subscription is named by container and link;
 * what ends a failed attempt is `modified` with delivery-failed, which the server counts.
 */
import rhea, { type Connection, type Delivery, type EventContext, type Message, type Receiver, type ReceiverOptions, type Sender as AmqpSender } from 'rhea';
import { bodyOf, decodeHeader, encodeHeader, HEADER, type Outgoing } from '../message.ts';
import { WindowedSender } from '../windowedSender.ts';
import { Lifeline } from './lifeline.ts';
import { faultText, type Log, type Reading, type SourceSpec, type TargetSpec, type Transport, type Verdict } from './transport.ts';

const PORT = 5_672;
const OPEN_MS = 5_000;
const CAPABILITY = { queue: 'queue', broadcast: 'topic', topic: 'topic', exchange: 'queue' } as const;

interface Target {
  readonly spec: TargetSpec;
  readonly sender: WindowedSender;
  link: AmqpSender | undefined;
  readonly unanswered: Map<Delivery, (isTaken: boolean) => void>;
}

export class ArtemisTransport implements Transport {
  readonly #url: URL;
  readonly #client: string;
  readonly #log: Log;
  readonly #targets: Target[] = [];
  readonly #lines: Lifeline[] = [];

  constructor(url: string, client: string, log: Log) {
    this.#url = new URL(url);
    this.#client = client;
    this.#log = log;
  }

  get isConnected(): boolean {
    return this.#lines.every((line) => line.isUp);
  }

  target(spec: TargetSpec): WindowedSender {
    const target: Target = {
      spec,
      link: undefined,
      unanswered: new Map(),
      sender: new WindowedSender({
        settings: spec.settings,
        events: spec.events,
        isOpen: () => target.link?.sendable() === true,
        publish: (message, answer) => void target.unanswered.set(target.link!.send(toAmqp(message)), answer),
        after: (ms, act) => void setTimeout(act, ms),
      }),
    };
    this.#targets.push(target);
    return target.sender;
  }

  async connect(): Promise<void> {
    if (this.#targets.length === 0) return;
    await this.#open(undefined, async (connection) => {
      for (const target of this.#targets) await openTarget(connection, target);
    });
  }

  async read(reading: Reading): Promise<void> {
    const clientId = reading.plan.jms?.clientId ?? undefined;
    await this.#open(clientId, async (connection) => {
      for (const source of reading.sources) await subscribe(connection, source, reading);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.end()));
  }

  async #open(clientId: string | undefined, ready: (connection: Connection) => Promise<void>): Promise<void> {
    const line = new Lifeline(async (lost) => {
      const connection = this.#dial(clientId);
      let reason = 'closed';
      connection.on('connection_error', ({ connection: { error } }: EventContext) => (reason = faultText(error)));
      connection.on('disconnected', () => {
        for (const target of this.#targets) forget(target, connection);
        lost(reason);
      });
      try {
        await opened(connection, 'connection_open', ['disconnected', 'connection_error', 'connection_close']);
        await ready(connection);
      } catch (fault) {
        connection.close();
        throw fault;
      }
      return () => {
        connection.close();
        return opened(connection, 'connection_close', ['disconnected']).catch(() => undefined);
      };
    }, this.#log);
    this.#lines.push(line);
    await line.start();
  }

  #dial(clientId: string | undefined): Connection {
    const { hostname, port, username, password } = this.#url;
    const container = rhea.create_container({ id: clientId ?? `${this.#client}-${rhea.generate_uuid()}` });
    return container.connect({
      host: hostname,
      port: port === '' ? PORT : Number(port),
      ...(username === '' ? {} : { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
      reconnect: false,
    });
  }
}

/** Rejects when one of the others comes first, or nothing does. */
function opened(emitter: Connection | AmqpSender | Receiver, event: string, faults: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), OPEN_MS);
    emitter.once(event, () => {
      clearTimeout(timer);
      resolve();
    });
    for (const fault of faults) {
      emitter.once(fault, ({ error }: { error?: unknown }) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(fault));
      });
    }
  });
}

async function openTarget(connection: Connection, target: Target): Promise<void> {
  const { name, kind } = target.spec.destination;
  const link = connection.open_sender({ target: { address: name, capabilities: [CAPABILITY[kind]] } });
  const answer = (isTaken: boolean) => (context: EventContext) => {
    const heard = target.unanswered.get(context.delivery!);
    target.unanswered.delete(context.delivery!);
    heard?.(isTaken);
  };
  link.on('accepted', answer(true));
  for (const event of ['rejected', 'released', 'modified']) link.on(event, answer(false));
  link.on('sendable', () => target.sender.pump());
  link.on('sender_close', () => connection.close());
  await opened(link, 'sender_open', ['sender_error', 'sender_close']);
  target.link = link;
  target.sender.pump();
}

/** What was not answered when its connection went is sent again. */
function forget(target: Target, connection: Connection): void {
  if (target.link?.connection !== connection) return;
  target.link = undefined;
  const lost = [...target.unanswered.values()];
  target.unanswered.clear();
  for (const answer of lost) answer(false);
}

function toAmqp(message: Outgoing): Message {
  const { headers, priority, persistent, ttlUs, group } = message.properties ?? {};
  return {
    // JMS keeps what does not say otherwise.
    durable: persistent !== false,
    ...(priority === undefined ? {} : { priority }),
    ...(ttlUs === undefined ? {} : { ttl: Math.ceil(ttlUs / 1_000) }),
    ...(group === undefined ? {} : { group_id: group }),
    application_properties: { ...headers, [HEADER]: encodeHeader(message) },
    body: rhea.message.data_section(bodyOf(message.size)) as unknown,
  };
}

async function subscribe(connection: Connection, { destination, hears }: SourceSpec, { plan }: Reading): Promise<void> {
  const { jms } = plan;
  // Without a limit a client would have to hold all there is.
  const credit = plan.prefetch === 0 ? 1_000 : plan.prefetch;
  const isDurable = jms?.durable !== null && jms?.durable !== undefined && destination.kind === 'broadcast';
  const options: ReceiverOptions = {
    ...(isDurable ? { name: jms.durable! } : {}),
    source: {
      address: destination.name,
      capabilities: [CAPABILITY[destination.kind]],
      ...(isDurable ? { durable: 2, expiry_policy: 'never' } : {}),
      ...(jms === null || jms.selector === '' ? {} : { filter: rhea.filter.selector(jms.selector) as never }),
    },
    credit_window: 0,
    autoaccept: false,
    autosettle: true,
  };
  const link = connection.open_receiver(options);
  link.on('message', ({ message, delivery }: EventContext) => {
    const told = decodeHeader(String(message!.application_properties?.[HEADER]));
    const size = Buffer.isBuffer(message!.body?.content) ? message!.body.content.length : 0;
    const isSettled = plan.ack === 'onDelivery';
    if (isSettled) {
      delivery!.accept();
      link.add_credit(1);
    }
    hears.take({ told, size, isRedelivered: (message!.delivery_count ?? 0) > 0 }, (verdict) => {
      if (isSettled || !link.is_open()) return;
      settle(delivery!, verdict);
      link.add_credit(1);
    });
  });
  link.on('receiver_close', () => connection.close());
  await opened(link, 'receiver_open', ['receiver_error', 'receiver_close']);
  link.add_credit(credit);
}

function settle(delivery: Delivery, verdict: Verdict): void {
  if (verdict === 'processed') delivery.accept();
  else if (verdict === 'rejected') delivery.reject();
  else delivery.modified({ delivery_failed: true });
}
