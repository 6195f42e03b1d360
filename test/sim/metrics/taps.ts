/** Puts itself between the parts of a world and writes down what passes. It changes nothing of what happens. */
import type { Broker, Delivery, Peer, Reply, Request, Session } from '#core/broker/api.ts';
import type { BrokerNode, Destination } from '#core/broker/brokerNode.ts';
import type { Channel } from '#core/broker/channel/channel.ts';
import type { Queue } from '#core/broker/queue/queue.ts';
import type { QueueConsumer } from '#core/broker/queue/consumers.ts';
import type { Topic } from '#core/broker/stream/topic.ts';
import type { FanOut } from '#core/client/fanOut.ts';
import type { Producer } from '#core/client/producer.ts';
import type { LinkPlan, ProducerPlan } from '#core/compile/plan.ts';
import type { ConsumerNode } from '#core/run/consumerNode.ts';
import type { World } from '#core/run/world.ts';
import type { WorldWatch } from '#core/run/worldWatch.ts';
import type { RunEvent } from '#core/metrics/frameBatch.ts';
import type { EventLog } from './eventLog.ts';

export class Taps implements WorldWatch {
  readonly #log: EventLog;
  #sessions = 0;
  #queues = 0;
  #consumers = 0;
  #lines = 0;
  #hasClock = false;
  readonly #numbers = new Map<QueueConsumer, number>();
  /** The session whose client just knocked: the server at the other end of the link is asked within the same call. */
  #knocking: { readonly edge: string; readonly client: string; readonly session: number } | undefined;

  constructor(log: EventLog) {
    this.#log = log;
  }

  event(_event: RunEvent): void {}

  /** The first part of a world is made: its clock and its books are there. */
  #start({ kernel, ledger }: World): void {
    const log = this.#log;
    this.#hasClock = true;
    log.now = () => kernel.now();
    const [offered, consumed] = [ledger.offered.bind(ledger), ledger.consumed.bind(ledger)];
    const [copied, refused, dropped] = [ledger.copied.bind(ledger), ledger.refused.bind(ledger), ledger.dropped.bind(ledger)];
    ledger.offered = (count) => (log.add({ kind: 'book', what: 'offered', reason: '', count }), offered(count));
    ledger.consumed = (count) => (log.add({ kind: 'book', what: 'consumed', reason: '', count }), consumed(count));
    ledger.copied = (reason, count) => (log.add({ kind: 'book', what: 'copied', reason, count }), copied(reason, count));
    ledger.refused = (reason, count) => (log.add({ kind: 'book', what: 'refused', reason, count }), refused(reason, count));
    ledger.dropped = (reason, count) => (log.add({ kind: 'book', what: 'dropped', reason, count }), dropped(reason, count));
  }

  // --- doors ---

  door(_world: World, door: Broker, { id: edge }: LinkPlan): Broker {
    const log = this.#log;
    return {
      open: (peer, hello): Session => {
        const about = { edge, client: hello.client, session: ++this.#sessions };
        let isOpen = true;
        const ends = (isCrash: boolean) => {
          if (isOpen) log.add({ kind: 'closed', ...about, isCrash });
          isOpen = false;
        };
        const watched: Peer = {
          receive: (message) => (log.add({ kind: 'down', ...about, message }), peer.receive(message)),
          drained: () => peer.drained(),
          closed: (reason, error) => (ends(false), peer.closed(reason, error)),
        };
        this.#knocking = about;
        const session = door.open(watched, hello);
        this.#knocking = undefined;
        log.add({ kind: 'opened', ...about });
        return {
          get isRefused() {
            return session.isRefused === true;
          },
          submit: (request) => {
            // Written down first: over a link without delay it has been acted on when this returns.
            const at = log.entries.length;
            log.add({ kind: 'up', ...about, message: copyOf(request) });
            if (session.submit(request)) return true;
            log.entries.splice(at, 1);
            return false;
          },
          close: (reason) => (ends(reason === 'crash'), session.close(reason)),
        };
      },
    };
  }

  server(world: World, server: BrokerNode, broker: string): void {
    const log = this.#log;
    if (!this.#hasClock) this.#start(world);
    const open = server.open.bind(server);
    server.open = (peer, hello) => {
      const about = this.#knocking;
      if (about === undefined) return this.#follower(open, peer, hello);
      this.#knocking = undefined;
      const session = open({ ...forwarding(peer), receive: (message) => (log.add({ kind: 'answered', ...about, message }), peer.receive(message)) }, hello);
      return {
        get isRefused() {
          return session.isRefused === true;
        },
        ...(session.nic === undefined ? {} : { nic: session.nic }),
        submit: (message) => {
          const at = log.entries.length;
          log.add({ kind: 'arrived', ...about, message: copyOf(message) });
          if (session.submit(message)) return true;
          log.entries.splice(at, 1);
          return false;
        },
        close: (reason) => session.close(reason),
      };
    };
    const attach = server.station.attach.bind(server.station);
    server.station.attach = (line) => {
      const number = ++this.#lines;
      const [cost, finish] = [line.headCostUs.bind(line), line.finishHead.bind(line)];
      line.headCostUs = () => {
        const forUs = cost();
        log.add({ kind: 'serve', broker, line: number, forUs: Math.round(forUs) });
        return forUs;
      };
      line.finishHead = () => {
        log.add({ kind: 'served', broker, line: number });
        const hasMore = finish();
        if (hasMore) log.add({ kind: 'inLine', broker, line: number });
        return hasMore;
      };
      attach(line);
    };
    const enter = server.station.enter.bind(server.station);
    server.station.enter = (line) => (log.add({ kind: 'inLine', broker, line: line.line }), enter(line));
    const group = server.group.bind(server);
    const tapped = new Set<object>();
    server.group = (name) => {
      const coordinator = group(name);
      if (tapped.has(coordinator) || Object.hasOwn(coordinator, 'commit')) return coordinator;
      tapped.add(coordinator);
      const commit = coordinator.commit.bind(coordinator);
      coordinator.commit = (request) => {
        const error = commit(request);
        if (error === 'none')
          for (const { destination: at, partition, offset } of request.offsets) log.add({ kind: 'commit', group: name, at, partition, offset });
        return error;
      };
      return coordinator;
    };
  }

  /** Another server of the cluster: what it asks for tells how far it has come. */
  #follower(open: Broker['open'], peer: Peer, hello: Parameters<Broker['open']>[1]): Session {
    const session = open(peer, hello);
    const submit = session.submit.bind(session);
    session.submit = (request) => {
      if (request.kind === 'follow')
        for (const { destination: at, partition, offset } of request.positions)
          this.#log.add({ kind: 'fetchedBy', server: request.server, at, partition, offset });
      return submit(request);
    };
    return session;
  }

  // --- stores ---

  destination(_world: World, destination: Destination, at: number): void {
    if (destination.kind === 'topic') this.#topic(destination, at);
    else if (destination.kind === 'channel') this.#channel(destination, at);
    else if (destination.kind === 'queue') this.#queue(destination, at);
    else if (destination.kind === 'exchange') {
      const publish = destination.publish.bind(destination);
      destination.publish = (message, receipt) => {
        const outcome = publish(message, receipt);
        this.#log.add({ kind: 'publish', at, message, outcome });
        return outcome;
      };
    } else {
      const [publish, subscribe] = [destination.publish.bind(destination), destination.subscribe.bind(destination)];
      destination.publish = (message, receipt) => (this.#log.add({ kind: 'publish', at, message, outcome: '' }), publish(message, receipt));
      destination.subscribe = (selection) => {
        const queue = subscribe(selection);
        this.#queue(queue, at, true);
        return queue;
      };
    }
  }

  #topic(topic: Topic, at: number): void {
    const log = this.#log;
    const [append, counted, read] = [topic.append.bind(topic), topic.counted.bind(topic), topic.read.bind(topic)];
    const note = (partition: number, offset: number, { count, bytes, createdUs }: Parameters<Topic['counted']>[1]) =>
      log.add({ kind: 'append', at, partition, offset, bytes, createdUs: [...createdUs.subarray(0, count)] });
    topic.append = (part, nowUs) => (note(part.partition, topic.logs[part.partition]!.end, part.batch), append(part, nowUs));
    topic.counted = (partition, batch) => (note(partition, topic.logs[partition]!.end - batch.count, batch), counted(partition, batch));
    topic.read = (...asked) => {
      const slice = read(...asked);
      if (slice !== undefined) {
        const { baseOffset: offset, count, bytes, partition } = slice;
        log.add({ kind: 'read', at, group: asked[0], partition, offset, count, bytes });
      }
      return slice;
    };
  }

  #queue(queue: Queue, at: number, isSubscription = false): void {
    const log = this.#log;
    const own = { at, queue: ++this.#queues };
    const { pool } = queue;
    const [take, release] = [pool.take.bind(pool), pool.release.bind(pool)];
    pool.take = (message, sequence) => {
      const slot = take(message, sequence);
      log.add({ kind: 'enter', ...own, slot, sequence, message: { ...message } });
      return slot;
    };
    pool.release = (slot) => (log.add({ kind: 'leave', ...own, slot }), release(slot));
    const [publish, takeDead] = [queue.publish.bind(queue), queue.takeDead.bind(queue)];
    queue.publish = (message, receipt) => {
      const isTaken = publish(message, receipt);
      if (!isSubscription) log.add({ kind: 'publish', at, message, outcome: isTaken ? 'confirmed' : 'refused' });
      return isTaken;
    };
    queue.takeDead = (letter) => {
      const isTaken = takeDead(letter);
      log.add({ kind: 'letter', from: letter.deaths[0]!.queue, at, size: letter.size, isTaken });
      return isTaken;
    };
    const [acknowledge, reject, requeue] = [queue.acknowledge.bind(queue), queue.reject.bind(queue), queue.requeue.bind(queue)];
    const settled = (slot: number, to: QueueConsumer, how: 'ack' | 'reject' | 'back') =>
      log.add({ kind: 'settle', ...own, slot, to: this.#numbers.get(to)!, how });
    queue.acknowledge = (slot, to) => (settled(slot, to, 'ack'), acknowledge(slot, to));
    queue.reject = (slot, to, reason) => (settled(slot, to, 'reject'), reject(slot, to, reason));
    queue.requeue = (slot, to, cause) => (settled(slot, to, 'back'), requeue(slot, to, cause));
    const [addConsumer, removeConsumer] = [queue.addConsumer.bind(queue), queue.removeConsumer.bind(queue)];
    queue.addConsumer = (consumer) => {
      const to = ++this.#consumers;
      this.#numbers.set(consumer, to);
      const deliver = consumer.deliver.bind(consumer);
      consumer.deliver = (from, slot) => (log.add({ kind: 'deliver', ...own, slot, to, isSettled: consumer.settleOnDelivery }), deliver(from, slot));
      log.add({ kind: 'came', ...own, to, prefetch: consumer.settleOnDelivery ? 0 : consumer.prefetch });
      addConsumer(consumer);
    };
    queue.removeConsumer = (consumer) => {
      if (!consumer.isCancelled) log.add({ kind: 'went', ...own, to: this.#numbers.get(consumer)!, prefetch: 0 });
      removeConsumer(consumer);
    };
  }

  #channel(channel: Channel, at: number): void {
    const log = this.#log;
    const [send, receive] = [channel.send.bind(channel), channel.receive.bind(channel)];
    channel.send = (value, taken) => {
      log.add({ kind: 'sending', at, size: value.size });
      send(value, (error) => {
        log.add(error === 'none' ? { kind: 'sent', at, size: value.size } : { kind: 'refused', at });
        taken(error);
      });
    };
    channel.receive = (receiver) =>
      receive((value) => {
        if (value !== undefined) log.add({ kind: 'received', at, size: value.size });
        receiver(value);
      });
  }

  // --- clients ---

  producer(_world: World, { fanOut }: Producer, { id, targets }: ProducerPlan): void {
    this.#fanOut(id, fanOut, targets);
  }

  consumer(_world: World, { work, plan }: ConsumerNode): void {
    const log = this.#log;
    const client = plan.id;
    const [drawUs, drawFailure, succeed] = [work.drawUs.bind(work), work.drawFailure.bind(work), work.succeed.bind(work)];
    work.drawUs = (own) => {
      const forUs = drawUs(own);
      log.add({ kind: 'work', client, forUs });
      return forUs;
    };
    work.drawFailure = (properties) => {
      const hasFailed = drawFailure(properties);
      if (hasFailed) log.add({ kind: 'failed', client });
      return hasFailed;
    };
    work.succeed = (createdUs, key, size, serial, properties) => {
      log.add({ kind: 'done', client, serial, createdUs });
      succeed(createdUs, key, size, serial, properties);
    };
    this.#fanOut(client, work.forward, plan.targets);
  }

  #fanOut(client: string, { targets }: FanOut, plans: readonly LinkPlan[]): void {
    targets.forEach(({ sender }, i) => {
      const send = sender.send.bind(sender);
      sender.send = (createdUs, key, size, serial, properties) => {
        this.#log.add({ kind: 'offer', client, edge: plans[i]!.id, serial, key, createdUs });
        send(createdUs, key, size, serial, properties);
      };
    });
  }
}

/** Requests and their arrays are used again by whoever sent them. */
function copyOf(request: Request): Request {
  if (request.kind === 'produce')
    return { ...request, parts: request.parts.map((part) => ({ ...part, batch: { ...part.batch, serials: part.batch.serials.slice(0, part.batch.count) } })) };
  return request.kind === 'fetch' ? { ...request, positions: request.positions.map((p) => ({ ...p })) } : { ...request };
}

const forwarding = (peer: Peer): Peer => ({
  receive: (message: Reply | Delivery) => peer.receive(message),
  drained: () => peer.drained(),
  closed: (reason, error) => peer.closed(reason, error),
});
