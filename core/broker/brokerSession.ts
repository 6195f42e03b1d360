/**
 * One client's session: takes requests in order through the broker's cost station, acts on destinations and groups, and
 * answers. It owns what belongs to the connection: subscriptions, outstanding deliveries, a parked fetch. SPEC.md, S1–S7.
 */
import { unreachable } from '../base/assert.ts';
import { Deque } from '../base/deque.ts';
import type { Nic } from '../base/pipe.ts';
import type { BrokerNode } from './brokerNode.ts';
import {
  type CloseReason,
  type ConsumeRequest,
  type Delivery,
  type GetRequest,
  type Hello,
  DEFAULT_EXCHANGE,
  NIL_CHANNEL,
  NO_REPLY,
  type Peer,
  type PublishRequest,
  type Reply,
  type Request,
  type Session,
} from './api.ts';
import { batchBytes, carriedBytes, carriedRecords, shownRecords } from './carried.ts';
import { ChannelRequests } from './channel/channelRequests.ts';
import { Confirms } from './confirms.ts';
import { CLOSING_ERRORS, type ErrorCode } from './errors.ts';
import { declareError } from './exchange/declare.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { Queue } from './queue/queue.ts';
import { Subscriptions } from './queue/subscriptions.ts';
import type { ServiceLine } from './station.ts';
import { StreamRequests } from './stream/streamRequests.ts';

/** Jobs one session may have waiting: Kafka's queued.max.requests. */
const QUEUED_MAX = 500;

type Outgoing = Reply | Delivery;
type Job = { readonly isRequest: true; readonly message: Request } | { readonly isRequest: false; readonly message: Outgoing };

export class BrokerSession implements Session, ServiceLine {
  line = -1;
  /** Copies in jobs that wait for the station or are in it. */
  carried = 0;
  readonly #broker: BrokerNode;
  readonly #peer: Peer;
  readonly #defers: boolean;
  readonly #jobs = new Deque<Job>();
  readonly #undelivered: Outgoing[] = [];
  readonly #subscriptions = new Subscriptions(
    (delivery) => this.#send(delivery),
    (id, error) => this.#done(id, error),
    (subscription) => this.#send({ kind: 'cancelled', id: NO_REPLY, subscription }),
  );
  readonly #confirms = new Confirms((id, error) => this.#done(id, error));
  /** Made once: a function written where a request is handled would cost an allocation at each, whatever its kind. */
  readonly #answer = (reply: Reply): void => this.#send(reply);
  readonly #channels: ChannelRequests;
  readonly #streams: StreamRequests;
  /** The station knows that jobs wait here, or serves one. */
  #isInLine = false;
  #isFull = false;
  readonly #clientId: string | undefined;
  /** Of its connection; false: another has the name it wants. */
  readonly #hasClientId: boolean;
  /** Published in the transaction that is open [J14]. */
  #uncommitted: PublishRequest[] = [];
  #isClosed = false;
  /** It was opened at a server that is down, and stays so whatever becomes of the server. */
  readonly isRefused: boolean;
  readonly nic: Nic;
  /** Takes nothing more; it closes in a later event. */
  #isEnding = false;

  constructor(broker: BrokerNode, peer: Peer, hello: Hello) {
    this.#broker = broker;
    this.isRefused = !broker.isUp;
    this.nic = broker.nic;
    this.#peer = peer;
    this.#defers = hello.defers === true;
    this.#clientId = hello.clientId;
    this.#subscriptions.name = hello.client;
    this.#hasClientId = hello.clientId === undefined || broker.clientIds.claim(hello.clientId, hello.client);
    this.#channels = new ChannelRequests(broker, this.#answer);
    this.#streams = new StreamRequests(broker, this.#answer, () => this.close('broker'));
  }

  submit(request: Request): boolean {
    if (this.#isClosed || this.#isEnding || this.isRefused || !this.#broker.isUp) return false;
    if (this.#broker.station.isFree && this.#jobs.length === 0) {
      this.#handle(request);
      return true;
    }
    if (this.#jobs.length >= QUEUED_MAX) {
      this.#isFull = true;
      return false;
    }
    this.#queue({ isRequest: true, message: request });
    return true;
  }

  /** Returns what was unsettled in order [RQ4]; answers nothing more. */
  close(reason: CloseReason, error: ErrorCode = 'none'): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#streams.close();
    this.#subscriptions.close();
    if (this.carried > 0) this.#broker.books.dropped('connection_closed', this.carried);
    this.carried = 0;
    this.#jobs.clear();
    if (this.#clientId !== undefined && this.#hasClientId) this.#broker.clientIds.release(this.#clientId);
    this.#broker.forget(this);
    if (reason !== 'client') this.#peer.closed(reason, error);
  }

  /** For whoever looks: what its client has of a queue. */
  unsettled(queue: Queue): ReturnType<Subscriptions['unsettled']> {
    return this.#subscriptions.unsettled(queue);
  }

  // --- the cost station's side ---

  headCostUs(): number {
    const job = this.#jobs.peek();
    // It closed while it stood in line: its turn passes at no cost.
    if (job === undefined) return 0;
    const { isRequest, message } = job;
    // What a log hands out leaves in the batches it came in: nobody looks at its records.
    const records = message.kind === 'fetched' ? 0 : shownRecords(message);
    return this.#broker.station.costUs(isRequest ? 1 : 0, records, carriedBytes(message));
  }

  /** A produce request has to be written, and what is not in memory any more to be read [CM4, CM6]. */
  headWaitUs(): number {
    const job = this.#jobs.peek();
    if (job === undefined) return 0;
    const { disk } = this.#broker;
    const { message } = job;
    switch (message.kind) {
      case 'produce':
        return disk.append(batchBytes(message.parts.length, carriedRecords(message), carriedBytes(message)));
      case 'fetched':
        return disk.read(this.#streams.coldBytes(message.slices));
      case 'followed':
        return disk.read(this.#streams.coldBytes(message.parts.flatMap(({ slice }) => slice ?? [])));
      default:
        return 0;
    }
  }

  finishHead(): boolean {
    const job = this.#jobs.shift();
    // A session that closed while it was served has nothing left to do.
    if (job === undefined) {
      this.#isInLine = false;
      return false;
    }
    this.carried -= carriedRecords(job.message);
    if (job.isRequest) this.#handle(job.message);
    else this.#emit(job.message);
    if (this.#isFull && this.#jobs.length <= QUEUED_MAX / 2) {
      this.#isFull = false;
      this.#peer.drained();
    }
    this.#isInLine = this.#jobs.length > 0;
    return this.#isInLine;
  }

  #queue(job: Job): void {
    this.carried += carriedRecords(job.message);
    this.#jobs.push(job);
    if (this.#isInLine) return;
    this.#isInLine = true;
    this.#broker.station.enter(this);
  }

  // --- answers ---

  #send(message: Outgoing): void {
    if (this.#isClosed) {
      const lost = carriedRecords(message);
      if (lost > 0) this.#broker.books.dropped('connection_closed', lost);
    } else if (this.#broker.station.isFree && this.#jobs.length === 0) this.#emit(message);
    else this.#queue({ isRequest: false, message });
  }

  #emit(message: Outgoing): void {
    if (this.#defers) return this.#peer.receive(message);
    this.carried += carriedRecords(message);
    if (this.#undelivered.length === 0) this.#broker.deliverLater(this);
    this.#undelivered.push(message);
  }

  deliverNow(): void {
    for (const message of this.#undelivered.splice(0)) {
      this.carried -= carriedRecords(message);
      this.#peer.receive(message);
    }
  }

  #done(id: number, error: ErrorCode = 'none'): void {
    if (error !== 'none' && this.#broker.closesOnError && CLOSING_ERRORS[error] !== undefined) return this.#end(error);
    if (id !== NO_REPLY) this.#send({ kind: 'done', id, error });
  }

  /** The close is the answer, and what still waits is lost with it [RX7]. */
  #end(error: ErrorCode): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#broker.endLater(this, 'error', error);
  }

  // --- requests ---

  #handle(request: Request): void {
    if (this.#isEnding) return this.#broker.books.dropped('connection_closed', carriedRecords(request));
    this.#broker.requests++;
    switch (request.kind) {
      case 'produce':
        return this.#streams.produce(request);
      case 'fetch':
        return this.#streams.fetch(request);
      case 'publish':
        return request.transacted === true ? this.#keepAside(request) : this.#publish(request);
      case 'commitTransaction':
        return this.#commitTransaction(request.id);
      case 'declare':
        return this.#done(request.id, declareError(request, this.#broker.destination(request.destination)));
      case 'consume':
        return this.#consume(request);
      case 'get':
        return this.#get(request);
      case 'cancel':
        return this.#subscriptions.cancel(request);
      case 'settle':
        return this.#subscriptions.settle(request);
      case 'qos':
        return this.#subscriptions.qos(request);
      case 'receive':
        return this.#channels.receive(request);
      case 'closeChannel':
        return this.#channels.close(request);
      case 'select':
        return this.#channels.select(request);
      case 'join':
        return this.#broker.group(request.group).join(request, this.#answer);
      case 'sync':
        return this.#broker.group(request.group).sync(request, this.#answer);
      case 'heartbeat':
        return this.#done(request.id, this.#broker.group(request.group).heartbeat(request));
      case 'leave':
        return this.#done(request.id, this.#broker.group(request.group).leave(request));
      case 'commit':
        return this.#done(request.id, this.#broker.group(request.group).commit(request));
      case 'follow':
        return this.#streams.follow(request);
      case 'positions':
        return this.#streams.positions(request);
      case 'metadata':
        return this.#streams.describe(request);
      default:
        return unreachable(request);
    }
  }

  /** A session that ends before it commits loses them, as it loses requests that wait. */
  #keepAside(request: PublishRequest): void {
    this.carried++;
    this.#uncommitted.push(request);
  }

  #commitTransaction(id: number): void {
    const sent = this.#uncommitted;
    this.#uncommitted = [];
    this.carried -= sent.length;
    for (const request of sent) this.#publish(request);
    this.#done(id);
  }

  #publish(asked: PublishRequest): void {
    const request = asked.deaths === undefined || this.#broker.keepsDeaths ? asked : { ...asked, deaths: undefined };
    const { id, destination } = request;
    const target = this.#broker.destination(destination);
    if (target?.kind === 'queue' || target?.kind === 'broadcast') {
      const receipt = this.#confirms.open(id);
      return this.#confirms.close(receipt, target.publish(request, receipt) ? 'none' : 'queue_full');
    }
    if (target?.kind === 'exchange') return this.#route(request, target);
    if (target?.kind === 'channel') return this.#channels.send(target, request);
    if (destination === DEFAULT_EXCHANGE) return this.#route(request, this.#broker.defaultExchange);
    if (destination === NIL_CHANNEL) return this.#channels.send(this.#broker.nil, request);
    this.#broker.books.refused('unknown_destination', 1);
    this.#done(id, target === undefined ? 'unknown_destination' : 'wrong_kind');
  }

  /** The confirm of what no queue wanted is a good one; what had to reach one comes back ahead of it [RX5]. */
  #route(request: PublishRequest, exchange: Exchange): void {
    const receipt = this.#confirms.open(request.id);
    const outcome = exchange.publish(request, receipt);
    if (outcome === 'returned') this.#send({ ...request, kind: 'returned' });
    this.#confirms.close(receipt, outcome === 'refused' ? 'queue_full' : 'none');
  }

  #consume(request: ConsumeRequest): void {
    const source = this.#broker.destination(request.destination);
    if (source === undefined) return this.#done(request.id, 'unknown_destination');
    if (source.kind !== 'queue' && source.kind !== 'broadcast') return this.#done(request.id, 'wrong_kind');
    if (source.kind === 'queue' && source.isDeleted) return this.#done(request.id, 'unknown_destination');
    if (!this.#hasClientId || (request.durable !== undefined && this.#clientId === undefined)) return this.#done(request.id, 'invalid_client_id');
    this.#subscriptions.consume(request, source, this.#clientId);
  }

  #get(request: GetRequest): void {
    const source = this.#broker.destination(request.destination);
    if (source !== undefined && source.kind !== 'queue') return this.#done(request.id, 'wrong_kind');
    if (source === undefined || source.isDeleted) return this.#done(request.id, 'unknown_destination');
    this.#subscriptions.get(request, source);
  }
}
