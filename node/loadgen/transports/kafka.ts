/**
 * Kafka by kafkajs: one producer for all edges, and a group member for each instance. A member works on polls of `max.poll.records`
 * and commits by the design's policy; it takes part in a rebalance after its present poll, as Kafka's own consumer does.
 */
import { type Admin, type Consumer, type EachBatchPayload, Kafka, logLevel, type Producer } from 'kafkajs';
import type { ConsumerPlan, SendPlan } from '#core/compile/plan.ts';
import { decodeHeader, HEADER } from '../message.ts';
import { KafkaSender } from './kafkaSender.ts';
import { Lifeline } from './lifeline.ts';
import type { Hearer, Log, Reading, Received, TargetSpec, Transport } from './transport.ts';

const FLUSH_MS = 5;
const BACKLOG_MS = 1_000;
/** What a broker accepts by default: group.min.session.timeout.ms and its maximum. */
const SESSION_MS = [6_000, 1_800_000] as const;
/** More would be a timer Node takes for none. */
const MS_MAX = 2 ** 31 - 1;

const ms = (us: number): number => Math.min(MS_MAX, Math.max(1, Math.round(us / 1_000)));

export class KafkaTransport implements Transport {
  readonly #kafka: Kafka;
  readonly #log: Log;
  readonly #nowMs: () => number;
  readonly #senders: KafkaSender[] = [];
  readonly #lines: Lifeline[] = [];
  /** Next offset to work on, by topic and partition. */
  readonly #positions = new Map<string, number>();
  #producer: Producer | undefined;
  #settings: SendPlan | undefined;
  #flushing: NodeJS.Timeout | undefined;

  constructor(brokers: readonly string[], client: string, log: Log, nowMs: () => number) {
    const logCreator =
      () =>
      ({ log: entry }: { log: { message: string; error?: string } }) =>
        log(`kafkajs: ${entry.message}${entry.error === undefined ? '' : `: ${entry.error}`}`);
    this.#kafka = new Kafka({ clientId: client, brokers: [...brokers], logLevel: logLevel.ERROR, logCreator });
    this.#log = log;
    this.#nowMs = nowMs;
  }

  get isConnected(): boolean {
    return this.#lines.every((line) => line.isUp);
  }

  target(spec: TargetSpec): KafkaSender {
    this.#settings = spec.settings;
    const sender = new KafkaSender(spec, (topic, acks, messages) => this.#producer!.sendBatch({ acks, topicMessages: [{ topic, messages }] }), this.#nowMs);
    this.#senders.push(sender);
    return sender;
  }

  async connect(): Promise<void> {
    const settings = this.#settings;
    if (settings === undefined) return;
    const producer = this.#kafka.producer({
      allowAutoTopicCreation: false,
      idempotent: settings.isIdempotent,
      // The sender has chosen.
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
      retry: { retries: Math.min(settings.retries, 1_000), initialRetryTime: ms(settings.retryBackoffUs), maxRetryTime: ms(settings.requestTimeoutUs) },
    });
    this.#producer = producer;
    await this.#open(async () => {
      await producer.connect();
      return () => producer.disconnect();
    });
    this.#flushing = setInterval(() => {
      for (const sender of this.#senders) sender.flush();
    }, FLUSH_MS);
  }

  async read(reading: Reading): Promise<void> {
    const { plan, sources, instance } = reading;
    const hearers = new Map(sources.map(({ destination, hears }) => [destination.name, hears]));
    await this.#open(async (lost) => {
      const consumer = this.#kafka.consumer(groupSettings(plan));
      consumer.on('consumer.crash', ({ payload }) => {
        if (!payload.restart) lost(payload.error.message);
      });
      await consumer.connect();
      await run(consumer, plan, hearers, this.#positions);
      return () => consumer.disconnect();
    });
    if (instance !== 0) return;
    await this.#open(async () => {
      const admin = this.#kafka.admin();
      await admin.connect();
      const timer = setInterval(() => void this.#watch(admin, plan, hearers).catch(() => undefined), BACKLOG_MS);
      return () => {
        clearInterval(timer);
        return admin.disconnect();
      };
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#flushing);
    await Promise.all(this.#lines.map((line) => line.end()));
  }

  async #open(open: ConstructorParameters<typeof Lifeline>[0]): Promise<void> {
    const line = new Lifeline(open, this.#log);
    this.#lines.push(line);
    await line.start();
  }

  /** From the group's position in each partition to its end; the position is the committed one until somebody works there. */
  async #watch(admin: Admin, { group, offsetReset }: ConsumerPlan, hearers: ReadonlyMap<string, Hearer>): Promise<void> {
    for (const [topic, hearer] of hearers) {
      const [ends, committed] = await Promise.all([admin.fetchTopicOffsets(topic), admin.fetchOffsets({ groupId: group, topics: [topic] })]);
      const commits = new Map(committed.flatMap(({ partitions }) => partitions.map(({ partition, offset }) => [partition, Number(offset)] as const)));
      let lag = 0;
      for (const { partition, high, low } of ends) {
        const commit = commits.get(partition) ?? -1;
        const start = commit >= 0 ? commit : Number(offsetReset === 'earliest' ? low : high);
        const place = placeOf(topic, partition);
        if (!this.#positions.has(place)) this.#positions.set(place, start);
        lag += Math.max(0, Number(high) - Math.max(this.#positions.get(place)!, commit));
      }
      hearer.backlog(lag);
    }
  }
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

function groupSettings(plan: ConsumerPlan) {
  const [least, most] = SESSION_MS;
  return {
    groupId: plan.group,
    allowAutoTopicCreation: false,
    sessionTimeout: Math.min(most, Math.max(least, ms(plan.sessionTimeoutUs))),
    rebalanceTimeout: ms(plan.maxPollIntervalUs),
    heartbeatInterval: ms(plan.heartbeatIntervalUs),
    minBytes: Math.max(1, plan.fetchMinBytes),
    maxWaitTimeInMs: ms(plan.fetchMaxWaitUs),
    // The group may still be forming, or its coordinator loading.
    retry: { retries: 100, initialRetryTime: 100, maxRetryTime: 2_000 },
  };
}

async function run(consumer: Consumer, plan: ConsumerPlan, hearers: ReadonlyMap<string, Hearer>, positions: Map<string, number>): Promise<void> {
  await consumer.subscribe({ topics: [...hearers.keys()], fromBeginning: plan.offsetReset === 'earliest' });
  await consumer.run({
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: plan.concurrency,
    ...(plan.commit === 'auto' ? { autoCommitInterval: ms(plan.commitIntervalUs) } : {}),
    eachBatch: (payload) => eachBatch(payload, plan, hearers.get(payload.batch.topic)!, positions),
  });
}

/** What was fetched of one partition, poll by poll. */
async function eachBatch(payload: EachBatchPayload, plan: ConsumerPlan, hearer: Hearer, positions: Map<string, number>): Promise<void> {
  const { batch, resolveOffset, commitOffsetsIfNecessary, uncommittedOffsets } = payload;
  const place = placeOf(batch.topic, batch.partition);
  const commit = () => commitOffsetsIfNecessary(uncommittedOffsets());
  for (let from = 0; from < batch.messages.length && payload.isRunning() && !payload.isStale(); from += plan.maxPollRecords) {
    const poll = batch.messages.slice(from, from + plan.maxPollRecords);
    const last = poll.at(-1)!.offset;
    if (plan.commit === 'beforeProcessing') {
      resolveOffset(last);
      await commit();
    }
    const working = poll.map(async (message) => {
      await hearer.keep(received(message));
      positions.set(place, Math.max(positions.get(place) ?? 0, Number(message.offset) + 1));
    });
    const fault = await alive(payload, ms(plan.heartbeatIntervalUs), Promise.all(working));
    if (plan.commit !== 'beforeProcessing') resolveOffset(last);
    if (plan.commit === 'auto') await commitOffsetsIfNecessary();
    else if (plan.commit === 'afterProcessing') await commit();
    // It joins again, now that the poll is done.
    if (fault !== undefined) throw fault;
  }
}

/** Heartbeats while work goes on; resolves with what the last of them failed with. */
async function alive({ heartbeat }: EachBatchPayload, intervalMs: number, work: Promise<unknown>): Promise<unknown> {
  let fault: unknown;
  const timer = setInterval(() => {
    heartbeat().catch((error: unknown) => (fault = error));
  }, intervalMs);
  await work;
  clearInterval(timer);
  return fault;
}

function received({ headers, value }: EachBatchPayload['batch']['messages'][number]): Received {
  const header = headers?.[HEADER];
  return { told: header === undefined ? undefined : decodeHeader(String(header)), size: value?.length ?? 0, isRedelivered: false };
}
