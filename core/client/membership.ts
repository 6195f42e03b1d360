/**
 * A member's side of the group protocol: join, sync, ask where to begin, and heartbeats until a rebalance is told [KG1,
 * KG2]. What is done with partitions is the host's business.
 */
import { duration, type Instant } from '../base/units.ts';
import type { DestinationId, Reply } from '../broker/api.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Outbox } from './outbox.ts';
import type { Committable } from './ownedPartitions.ts';

/** heartbeat.interval.ms, session.timeout.ms, max.poll.interval.ms */
const HEARTBEAT_US = 3_000_000;
const SESSION_TIMEOUT_US = 45_000_000;
const MAX_POLL_INTERVAL_US = 300_000_000;

export interface MembershipSettings {
  readonly group: string;
  readonly assignor: 'range' | 'roundRobin';
  readonly offsetReset: 'earliest' | 'latest';
}

export interface MembershipHost {
  readonly coordinator: Outbox;
  readonly topics: readonly DestinationId[];
  readonly isStopping: boolean;
  nextId(): number;
  /** The group rebalances, or forgot this member: it is to join again. */
  onRebalance(): void;
  /** Where each assigned partition begins. */
  onPositions(positions: readonly Committable[]): void;
  /** It was given a place although it is about to leave. */
  onUnwanted(): void;
  onLeft(): void;
}

/** Where the member stands in the group's protocol. */
type Standing = 'idle' | 'joining' | 'syncing' | 'positioning' | 'active' | 'leaving' | 'stopped';

export class Membership implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #settings: MembershipSettings;
  readonly #host: MembershipHost;
  standing: Standing = 'idle';
  member = 0;
  generation = 0;
  /** A rebalance was told and is to be joined. */
  mustRejoin = false;
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
    this.#scheduler.after(duration(HEARTBEAT_US), Phase.Client, this);
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
      sessionTimeoutUs: SESSION_TIMEOUT_US,
      rebalanceTimeoutUs: MAX_POLL_INTERVAL_US,
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
    if (this.standing === 'joining' || this.standing === 'syncing' || this.standing === 'positioning') this.join();
  }

  leave(): void {
    this.standing = 'leaving';
    this.#leaveId = this.#host.nextId();
    this.#host.coordinator.send({ kind: 'leave', id: this.#leaveId, group: this.#settings.group, member: this.member });
  }

  /** The heartbeat is a thread of its own: it goes on while records are worked on. */
  fire(_now: Instant): void {
    if (this.standing === 'leaving' || this.standing === 'stopped') return;
    this.#scheduler.after(duration(HEARTBEAT_US), Phase.Client, this);
    if (this.standing !== 'active' || this.mustRejoin) return;
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
      if (message.id === this.#heartbeatId && message.error !== 'none') this.#lost(message.error === 'unknown_member');
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

  #left(): void {
    this.standing = 'stopped';
    this.#host.onLeft();
  }

  #lost(isForgotten: boolean): void {
    if (isForgotten) this.member = 0;
    if (this.standing !== 'active') return;
    this.mustRejoin = true;
    this.#host.onRebalance();
  }

  #joined(message: Reply & { kind: 'joined' }): void {
    if (message.error !== 'none') {
      this.member = 0;
      return this.join();
    }
    this.member = message.member;
    this.generation = message.generation;
    if (this.#host.isStopping) return this.#host.onUnwanted();
    this.standing = 'syncing';
    this.#asked = this.#host.nextId();
    this.#host.coordinator.send({ kind: 'sync', id: this.#asked, group: this.#settings.group, member: this.member, generation: this.generation });
  }

  #assigned(message: Reply & { kind: 'assigned' }): void {
    if (message.error !== 'none') {
      if (message.error === 'unknown_member') this.member = 0;
      return this.join();
    }
    if (this.#host.isStopping) return this.#host.onUnwanted();
    this.standing = 'positioning';
    this.#asked = this.#host.nextId();
    this.#host.coordinator.send({
      kind: 'positions',
      id: this.#asked,
      group: this.#settings.group,
      partitions: message.partitions,
      reset: this.#settings.offsetReset,
    });
  }
}
