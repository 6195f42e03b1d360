/**
 * Both ends of every connection between a client and a server: what a client sends and receives is seen at its own end, what arrives
 * and leaves at the server's. Between the two lies the link. SPEC.md, FM3–FM5.
 */
import type { Broker, CloseReason, Delivery, Hello, Peer, ProduceRequest, PublishRequest, Reply, Request, Session } from '../../broker/api.ts';
import type { BrokerNode } from '../../broker/brokerNode.ts';
import type { LinkPlan } from '../../compile/plan.ts';
import { around } from './around.ts';
import { type Connection, instanceOf } from './connection.ts';
import type { Copy, Where } from './copies.ts';
import type { Hands } from './hands.ts';
import type { Sending, Trail } from './trail.ts';

/** What is remembered of a connection besides what others may know. */
interface Line extends Connection {
  /** Copies in requests that wait for an answer. */
  readonly asked: Map<number, readonly { readonly sending: Sending; readonly copy: Copy }[]>;
  /** Deliveries not settled, by tag. */
  readonly tags: Map<number, Copy>;
}

export class DoorTap {
  readonly #trail: Trail;
  readonly #hands: Hands;
  #opening: Line | undefined;
  /** By the publish, or by the parts of a produce request, which a link that doubles it shares. */
  readonly #carried = new WeakMap<object, readonly Copy[]>();
  readonly #sendings = new WeakMap<object, readonly Sending[]>();

  constructor(trail: Trail, hands: Hands) {
    this.#trail = trail;
    this.#hands = hands;
  }

  // --- the client's end ---

  near(door: Broker, edge: LinkPlan): Broker {
    return { open: (peer, hello) => this.#open(door, edge.id, peer, hello) };
  }

  #open(door: Broker, edge: string, peer: Peer, hello: Hello): Session {
    const line: Line = { client: hello.client, edge, server: '', isOpen: true, asked: new Map(), tags: new Map() };
    const outer = this.#opening;
    this.#opening = line;
    const session = door.open(this.#clientPeer(line, peer), hello);
    this.#opening = outer;
    return {
      submit: (request) => this.#submit(line, session, request),
      get isRefused() {
        return session.isRefused === true;
      },
      close: (reason) => {
        if (reason === 'crash') this.#hands.crashed(line.client);
        session.close(reason);
      },
    };
  }

  #clientPeer(line: Line, peer: Peer): Peer {
    return {
      receive: (message) => {
        this.#received(line, message);
        peer.receive(message);
      },
      drained: () => peer.drained(),
      closed: (reason, error) => peer.closed(reason, error),
    };
  }

  #submit(line: Line, session: Session, request: Request): boolean {
    if (request.kind === 'settle') this.#settling(line, request.tag, request.multiple, request.outcome);
    if (request.kind !== 'publish' && request.kind !== 'produce') return session.submit(request);
    const sendings = request.kind === 'publish' ? this.#publishing(line, request) : this.#producing(line, request);
    if (sendings.length === 0) return session.submit(request);
    const before = sendings.map((sending) => this.#remember(sending));
    const copies = sendings.map((sending) => this.#sent(sending, line, request));
    this.#carried.set(keyOf(request), copies);
    const asked = sendings.map((sending, i) => ({ sending, copy: copies[i]! }));
    if (request.id !== 0) line.asked.set(request.id, asked);
    if (session.submit(request)) return true;
    line.asked.delete(request.id);
    for (const undo of before.reverse()) undo();
    return false;
  }

  /** A request that is not taken was never sent. */
  #remember(sending: Sending): () => void {
    const { copies } = this.#trail;
    const { copy, attempts } = sending;
    const [steps, where, ending, all] = [copy.steps.length, copy.where, copy.ending, copies.all.length];
    return () => {
      copies.all.length = Math.min(copies.all.length, all);
      copy.steps.length = steps;
      Object.assign(copy, { where, ending, attempts });
      Object.assign(sending, { copy, attempts });
    };
  }

  #publishing(line: Line, request: PublishRequest): readonly Sending[] {
    if (request.serial !== this.#trail.serial) return [];
    return this.#known(request, line, 1);
  }

  #producing(line: Line, { parts }: ProduceRequest): readonly Sending[] {
    return parts.flatMap(({ batch }) => {
      const count = this.#trail.countIn(batch);
      return count === 0 ? [] : this.#known(batch, line, count);
    });
  }

  /** Who handed it over: known of a request or a batch that is sent again. */
  #known(carrier: object, { client, edge }: Line, count: number): readonly Sending[] {
    const known = this.#sendings.get(carrier);
    // The batch's object may have been used for other records before.
    if (known?.length === count && known.every(({ copy }) => copy.ending !== 'done')) return known;
    const sendings = this.#trail.unsent.get(`${client} ${edge}`)?.splice(0, count) ?? [];
    this.#sendings.set(carrier, sendings);
    return sendings;
  }

  #sent(sending: Sending, line: Line, request: PublishRequest | ProduceRequest): Copy {
    const { copies } = this.#trail;
    sending.attempts++;
    // Where the attempt before it may have arrived, this one is one copy more.
    if (sending.attempts > 1 && !isBack(sending.copy)) sending.copy = copies.fork(sending.copy, 'producer_retry');
    const { copy } = sending;
    copy.attempts = sending.attempts;
    copy.ending = undefined;
    copy.where = { at: 'wire', edge: line.edge, connection: line };
    const own = request.kind === 'produce' ? request.parts.find(({ batch }) => this.#trail.countIn(batch) > 0) : undefined;
    copies.step(copy, 'sent', line.edge, {
      attempt: sending.attempts,
      ...(own === undefined || request.kind !== 'produce' ? {} : { partition: own.partition, records: own.batch.count, batches: request.parts.length }),
      ...(request.id === 0 ? { acks: 0 } : {}),
    });
    return copy;
  }

  #received(line: Line, message: Reply | Delivery): void {
    if (message.kind === 'delivery') return this.#hands.receivedDelivery(line, message, line.tags);
    if (message.kind === 'fetched') return this.#hands.receivedSlices(line, message.slices);
    if (message.kind === 'received') return message.open && message.serial === this.#trail.serial ? this.#hands.receivedValue(line) : undefined;
    if (message.kind !== 'done') return;
    const asked = line.asked.get(message.id);
    if (asked === undefined) return;
    line.asked.delete(message.id);
    for (const { sending, copy } of asked) this.#answered(sending, copy, message.error);
  }

  #answered({ node, edge, retries, attempts }: Sending, copy: Copy, error: string): void {
    const { copies } = this.#trail;
    if (error === 'none') return copies.step(copy, 'acknowledged', node, { attempt: copy.attempts });
    copies.step(copy, 'answered', node, { attempt: copy.attempts, error });
    // It may be kept all the same: then it goes on from where it is.
    if (copy.where.at !== 'answer' && copy.where.at !== 'server') return;
    copy.where = { at: 'answer', node, edge, error };
    if (attempts <= retries) return;
    copies.step(copy, 'gaveUp', node, { reason: error });
    copies.end(copy, 'refused');
  }

  #settling(line: Line, tag: number, multiple: boolean, outcome: string): void {
    for (const [own, copy] of line.tags) {
      if (own !== tag && !(multiple && own < tag)) continue;
      line.tags.delete(own);
      const { node, detail } = instanceOf(line.client);
      this.#trail.copies.step(copy, 'settling', node, { ...detail, outcome });
    }
  }

  // --- the server's end ---

  server(server: BrokerNode, broker: string, index: number): void {
    around(server, 'open', (open) => (peer, hello) => {
      const line = this.#opening;
      if (line === undefined) return open(peer, hello);
      line.server = broker;
      const session = open(this.#serverPeer(line, peer), hello);
      around(session, 'submit', (submit) => (request) => this.#arrive(line, index, request, submit));
      around(session, 'close', (close) => (reason) => {
        close(reason);
        this.#ended(line, reason);
      });
      return session;
    });
  }

  #serverPeer(line: Line, peer: Peer): Peer {
    return {
      receive: (message) => {
        if (message.kind === 'delivery') this.#hands.left(line, message);
        else if (message.kind === 'done' && message.error !== 'none') this.#refused(line, message.id, message.error);
        peer.receive(message);
      },
      drained: () => peer.drained(),
      closed: (reason, error) => {
        peer.closed(reason, error);
        this.#ended(line, reason);
      },
    };
  }

  #arrive(line: Line, server: number, request: Request, submit: Session['submit']): boolean {
    if (request.kind !== 'publish' && request.kind !== 'produce') return submit(request);
    const copies = this.#copiesOf(line, request);
    if (copies.length === 0) return submit(request);
    const before = copies.map((copy) => ({ copy, steps: copy.steps.length, where: copy.where }));
    const queued = this.#trail.inbound.length;
    const { destination } = request;
    const batches = request.kind === 'produce' ? request.parts.flatMap(({ batch }) => Array.from({ length: this.#trail.countIn(batch) }, () => batch)) : [];
    copies.forEach((copy, i) => {
      copy.where = { at: 'server', connection: line, destination };
      this.#trail.copies.step(copy, 'arrived', line.server, { server: server + 1 });
      this.#trail.arrive({ copy, destination, connection: line, batch: batches[i] });
    });
    if (submit(request)) return true;
    for (const { copy, steps, where } of before) {
      copy.steps.length = steps;
      copy.where = where;
    }
    this.#trail.inbound.length = queued;
    return false;
  }

  /** A request nobody sent is one that the link doubled. */
  #copiesOf(line: Line, request: PublishRequest | ProduceRequest): readonly Copy[] {
    const carried = this.#carried.get(keyOf(request));
    if (request.kind === 'publish' && carried === undefined && request.serial === this.#trail.serial) {
      const { copies } = this.#trail;
      const first = copies.all.find(({ where }) => where.at === 'wire' && where.connection === line) ?? copies.all[0];
      return [this.#twin(line, first)];
    }
    if (carried?.some(({ where }) => where.at !== 'wire') === true) return carried.map((copy) => this.#twin(line, copy));
    return carried ?? [];
  }

  #twin(line: Line, from: Copy | undefined): Copy {
    const twin = this.#trail.copies.fork(from, 'producer_retry');
    this.#trail.copies.step(twin, 'sent', line.edge, { doubled: 1 });
    return twin;
  }

  /** Of a request with several batches those that went well have been kept meanwhile. */
  #refused(line: Line, id: number, error: string): void {
    for (const { copy } of line.asked.get(id) ?? []) {
      if (copy.where.at !== 'server') continue;
      this.#forget(copy);
      this.#trail.copies.step(copy, 'refused', line.server, { reason: error });
      copy.where = { at: 'answer', node: instanceOf(line.client).node, edge: line.edge, error };
    }
  }

  /** What was on the link, or at the server and not handled, is lost with the connection. */
  #ended(line: Line, reason: CloseReason): void {
    if (!line.isOpen) return;
    line.isOpen = false;
    line.tags.clear();
    for (const copy of this.#trail.copies.all)
      if (isOn(copy.where, line)) {
        this.#forget(copy);
        this.#trail.copies.step(copy, 'dropped', copy.where.at === 'wire' ? line.edge : line.server, { reason: 'connection_closed', closed: reason });
        this.#trail.copies.end(copy, 'dropped');
      }
    this.#hands.disconnected(line);
  }

  #forget(copy: Copy): void {
    const { inbound } = this.#trail;
    const at = inbound.findIndex((one) => one.copy === copy);
    if (at >= 0) inbound.splice(at, 1);
  }
}

const keyOf = (request: PublishRequest | ProduceRequest): object => (request.kind === 'produce' ? request.parts : request);

const isOn = (where: Where, line: Line): boolean => (where.at === 'wire' || where.at === 'server') && where.connection === line;

/** The sender has it again and nobody else: it was refused, or lost on its way. */
const isBack = ({ where, ending }: Copy): boolean => where.at === 'answer' || where.at === 'sender' || ending === 'dropped' || ending === 'refused';
