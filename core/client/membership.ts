/**
 * A member's side of the group protocol: join, sync, ask where to begin, and heartbeats until a rebalance is told [KG1,
 * KG2]. One whose poll lasts too long leaves by itself [KG3]. What is done with partitions is the host's business.
 */
import { duration, type Instant } from '../base/units.ts';
import type { AssignorName } from '../base/workload.ts';
import type { DestinationId, Reply } from '../broker/api.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Outbox } from './outbox.ts';
import type { Committable, Place } from './ownedPartitions.ts';

export interface MembershipSettings {
  readonly group: string;
  readonly assignor: AssignorName;
  readonly offsetReset: 'earliest' | 'latest';
  /** session.timeout.ms, heartbeat.interval.ms, max.poll.interval.ms */
  readonly sessionTimeoutUs: number;
  readonly heartbeatIntervalUs: number;
  readonly maxPollIntervalUs: number;
}

export interface MembershipHost {
  readonly coordinator: Outbox;
  readonly topics: readonly DestinationId[];
  readonly isStopping: boolean;
  /** When the poll began whose records are worked on; undefined while it waits inside poll(). */
  readonly pollSinceUs: number | undefined;
  nextId(): number;
  /** The group rebalances, or goes on without this member: it is to join again. */
  onRebalance(): void;
  /** What it has from now on: the host calls `begin` with what is new to it, or `goOn`. */
  onAssigned(partitions: readonly Place[]): void;
  /** Where each partition it begins with starts. */
  onPositions(positions: readonly Committable[]): void;
  /** It was given a place although it is about to leave. */
  onUnwanted(): void;
  onLeft(): void;
}

/** Where the member stands in the group's protocol. */
type Standing = 'idle' | 'joining' | 'syncing' | 'assigned' | 'positioning' | 'active' | 'leaving' | 'stopped';

const HEARTBEAT = 0;
const POLL_LIMIT = 1;

export class Membership implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #settings: MembershipSettings;
  readonly #host: MembershipHost;
  standing: Standing = 'idle';
  /** 0: it is not, or not any more, a member. */
  member = 0;
  generation = 0;
  /** A rebalance was told and is to be joined. */
  mustRejoin = false;
  /** What it was given last, and in which generation. */
  #claims: readonly Place[] = [];
  #claimedIn = 0;
  /** The one request whose answer is awaited. */
  #asked = 0;
  #leaveId = 0;
  #heartbeatId = 0;

  constructor(scheduler: Scheduler, settings: MembershipSettings, host: MembershipHost) {
    this.#scheduler = scheduler;
    this.#settings = settings;
    this.#host = host;
  }

  start(): void {
    this.join();
    this.#armHeartbeat();
  }

  join(): void {
    this.standing = 'joining';
    this.mustRejoin = false;
    this.#asked = this.#host.nextId();
    this.#host.coordinator.send({
      kind: 'join',
      id: this.#asked,
      group: this.#settings.group,
      member: this.member,
      topics: this.#host.topics,
      assignor: this.#settings.assignor,
      owned: this.#claims,
      generation: this.#claimedIn,
      sessionTimeoutUs: this.#settings.sessionTimeoutUs,
      rebalanceTimeoutUs: this.#settings.maxPollIntervalUs,
    });
  }

  /** Vanishes without a word: the group learns of it when the session times out [KG3]. */
  crash(): void {
    this.standing = 'stopped';
  }

  /** With the connection went the answer to a leave: it has left as far as it can. */
  disconnected(): void {
    if (this.standing === 'leaving') this.#left();
  }

  /** What was asked and not answered is asked again, from the start. */
  connected(): void {
    if (this.standing === 'leaving') this.leave();
    else if (this.standing === 'joining' || this.standing === 'syncing' || this.standing === 'positioning') this.join();
  }

  leave(): void {
    this.standing = 'leaving';
    this.#leaveId = this.#host.nextId();
    this.#sendLeave(this.#leaveId);
  }

  /** Starts with `partitions`: asks where each of them begins. */
  begin(partitions: readonly Place[]): void {
    this.standing = 'positioning';
    this.#asked = this.#host.nextId();
    this.#host.coordinator.send({ kind: 'positions', id: this.#asked, group: this.#settings.group, partitions, reset: this.#settings.offsetReset });
  }

  /** It goes on with what it has. */
  goOn(): void {
    this.standing = 'active';
    this.#host.onPositions([]);
  }

  /** The heartbeat is a thread of its own: it goes on while records are worked on. */
  fire(now: Instant, arg: number): void {
    if (this.standing === 'leaving' || this.standing === 'stopped') return;
    if (arg === HEARTBEAT) this.#armHeartbeat();
    if (!this.#isIn || this.member === 0 || this.#checkPoll(now) || arg === POLL_LIMIT) return;
    this.#heartbeatId = this.#host.nextId();
    this.#host.coordinator.send({
      kind: 'heartbeat',
      id: this.#heartbeatId,
      group: this.#settings.group,
      member: this.member,
      generation: this.generation,
    });
  }

  receive(message: Reply): void {
    if (this.standing === 'stopped') return;
    if (message.kind === 'done') {
      if (message.id === this.#leaveId) return this.#left();
      if (message.id === this.#heartbeatId && message.error !== 'none') this.#lost(message.error !== 'rebalance_in_progress');
      return;
    }
    if (message.id !== this.#asked || this.standing === 'leaving') return;
    this.#asked = 0;
    if (message.kind === 'joined') this.#joined(message);
    else if (message.kind === 'assigned') this.#assigned(message);
    else if (message.kind === 'positioned') {
      this.standing = 'active';
      this.#host.onPositions(message.positions);
    }
  }

  #armHeartbeat(): void {
    this.#scheduler.after(duration(this.#settings.heartbeatIntervalUs), Phase.Client, this, HEARTBEAT);
  }

  /** True if the poll has lasted too long, and the member left for it. If it would before the next heartbeat, that instant is watched. */
  #checkPoll(now: Instant): boolean {
    const since = this.#host.pollSinceUs;
    if (since === undefined) return false;
    const leftUs = since + this.#settings.maxPollIntervalUs - now;
    if (leftUs <= 0) {
      this.#sendLeave(this.#host.nextId());
      this.#lost(true);
      return true;
    }
    if (leftUs < this.#settings.heartbeatIntervalUs) this.#scheduler.after(duration(leftUs), Phase.Client, this, POLL_LIMIT);
    return false;
  }

  #sendLeave(id: number): void {
    this.#host.coordinator.send({ kind: 'leave', id, group: this.#settings.group, member: this.member });
  }

  #left(): void {
    this.standing = 'stopped';
    this.#host.onLeft();
  }

  #lost(isForgotten: boolean): void {
    if (isForgotten) {
      this.member = 0;
      this.#claims = [];
    }
    if (this.#isIn) this.#mustJoinAgain();
  }

  #mustJoinAgain(): void {
    this.standing = 'active';
    this.mustRejoin = true;
    this.#host.onRebalance();
  }

  /** It was out before it had an answer. */
  #expelled(): void {
    this.#lost(true);
    this.#mustJoinAgain();
  }

  /** It is a member and has, or is about to have, what it was assigned. */
  get #isIn(): boolean {
    return this.standing === 'active' || this.standing === 'assigned';
  }

  #joined(message: Reply & { kind: 'joined' }): void {
    if (message.error !== 'none') return this.#expelled();
    this.member = message.member;
    this.generation = message.generation;
    if (this.#host.isStopping) return this.#host.onUnwanted();
    this.standing = 'syncing';
    this.#asked = this.#host.nextId();
    this.#host.coordinator.send({ kind: 'sync', id: this.#asked, group: this.#settings.group, member: this.member, generation: this.generation });
  }

  #assigned(message: Reply & { kind: 'assigned' }): void {
    if (message.error === 'unknown_member') return this.#expelled();
    if (message.error !== 'none') return this.join();
    if (this.#host.isStopping) return this.#host.onUnwanted();
    this.standing = 'assigned';
    this.#claims = message.partitions;
    this.#claimedIn = this.generation;
    this.#host.onAssigned(message.partitions);
  }
}
