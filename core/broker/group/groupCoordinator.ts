/**
 * One consumer group under the classic protocol: join, sync, heartbeat, leave, commit. A joining or leaving member starts
 * a rebalance; it completes when every member has joined again or the rebalance timeout has passed, and raises the
 * generation. Exactly one owner per partition and generation [KG1, KG2, KG3, KC8].
 *
 * In Kafka the leader's client runs the assignor; here the coordinator runs the one the group named when the leader syncs,
 * which takes the leader no time. Everything else follows the wire protocol, including that members learn of a rebalance
 * from the answer to their next heartbeat. SPEC.md, M1–M8.
 */
import { duration, type Instant, SECOND } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../../kernel/scheduler.ts';
import type { CommitRequest, HeartbeatRequest, JoinRequest, LeaveRequest, Reply, SyncRequest } from '../api.ts';
import type { ErrorCode } from '../errors.ts';
import type { Assignor, TopicPartition } from './assignors/assignor.ts';
import { range } from './assignors/range.ts';
import { roundRobin } from './assignors/roundRobin.ts';
import { CommittedOffsets } from './offsets.ts';

/** group.initial.rebalance.delay.ms of the brokers: an empty group waits this long for more members [KG2]. */
export const INITIAL_REBALANCE_DELAY = duration(3 * SECOND);

export type GroupState = 'empty' | 'preparing' | 'completing' | 'stable';
type Answer = (reply: Reply) => void;

interface Member {
  readonly id: number;
  topics: readonly number[];
  sessionTimeoutUs: number;
  rebalanceTimeoutUs: number;
  session: TimerId;
  /** Set while the member waits at the join barrier, or for its assignment. */
  waiting: { readonly id: number; readonly answer: Answer } | undefined;
  partitions: readonly TopicPartition[];
}

const ASSIGNORS: Record<JoinRequest['assignor'], Assignor> = { range, roundRobin };
const BARRIER = 0;

export class GroupCoordinator implements EventHandler {
  readonly name: string;
  readonly offsets = new CommittedOffsets();
  readonly #scheduler: Scheduler;
  readonly #partitionsOf: (destination: number) => number;
  readonly #onRebalanced: (group: GroupCoordinator) => void;
  readonly #members = new Map<number, Member>();
  #state: GroupState = 'empty';
  #generation = 0;
  #assignor: JoinRequest['assignor'] = 'range';
  #leader = 0;
  #nextMember = 1;
  #barrier: TimerId = NO_TIMER;
  /** The initial delay is stretched by each newcomer, up to this instant. */
  #stretchUntil = 0;

  constructor(name: string, scheduler: Scheduler, partitionsOf: (destination: number) => number, onRebalanced: (group: GroupCoordinator) => void) {
    this.name = name;
    this.#scheduler = scheduler;
    this.#partitionsOf = partitionsOf;
    this.#onRebalanced = onRebalanced;
  }

  get state(): GroupState {
    return this.#state;
  }
  get generation(): number {
    return this.#generation;
  }
  get size(): number {
    return this.#members.size;
  }
  assignmentOf(member: number): readonly TopicPartition[] {
    return this.#members.get(member)?.partitions ?? [];
  }

  owns(member: number, destination: number, partition: number): boolean {
    return this.assignmentOf(member).some((p) => p.destination === destination && p.partition === partition);
  }

  join(request: JoinRequest, answer: Answer): void {
    const known = this.#members.get(request.member);
    if (request.member !== 0 && known === undefined) return answer(refusal(request.id, 'unknown_member', request.member));
    if (this.#members.size > (known ? 1 : 0) && request.assignor !== this.#assignor)
      return answer(refusal(request.id, 'inconsistent_assignor', request.member));
    this.#assignor = request.assignor;
    const member = known ?? this.#admit(request);
    member.topics = request.topics;
    member.waiting = { id: request.id, answer };
    this.#touch(member);
    this.#prepare(known === undefined);
    if (this.#state === 'preparing' && this.#stretchUntil === 0 && this.#allWaiting()) this.#completeJoin();
  }

  sync(request: SyncRequest, answer: Answer): void {
    const error = this.#check(request.member, request.generation);
    if (error !== 'none') return answer({ kind: 'assigned', id: request.id, error, partitions: [] });
    const member = this.#members.get(request.member)!;
    this.#touch(member);
    if (this.#state === 'preparing') return answer({ kind: 'assigned', id: request.id, error: 'rebalance_in_progress', partitions: [] });
    if (this.#state === 'stable') return answer({ kind: 'assigned', id: request.id, error: 'none', partitions: member.partitions });
    member.waiting = { id: request.id, answer };
    if (member.id === this.#leader) this.#assign();
  }

  heartbeat(request: HeartbeatRequest): ErrorCode {
    const error = this.#check(request.member, request.generation);
    if (error !== 'none') return error;
    this.#touch(this.#members.get(request.member)!);
    return this.#state === 'preparing' ? 'rebalance_in_progress' : 'none';
  }

  leave(request: LeaveRequest): ErrorCode {
    const member = this.#members.get(request.member);
    if (member === undefined) return 'unknown_member';
    this.#remove(member);
    return 'none';
  }

  /** Accepted from the current generation only [KC8]; a member that has not yet joined again may still commit what it owned. */
  commit(request: CommitRequest): ErrorCode {
    const error = this.#check(request.member, request.generation);
    if (error !== 'none') return error;
    if (this.#state === 'completing') return 'rebalance_in_progress';
    for (const { destination, partition, offset } of request.offsets) this.offsets.commit(destination, partition, offset);
    return 'none';
  }

  fire(_now: Instant, arg: number): void {
    if (arg === BARRIER) {
      this.#barrier = NO_TIMER;
      if (this.#stretchUntil !== 0) {
        this.#stretchUntil = 0;
        // The initial delay is over: from here on the barrier waits for everyone known.
        if (this.#allWaiting()) return this.#completeJoin();
        this.#armBarrier(this.#rebalanceTimeout());
        return;
      }
      for (const member of this.#members.values()) if (member.waiting === undefined) this.#forget(member);
      this.#completeJoin();
      return;
    }
    const member = this.#members.get(arg);
    if (member === undefined) return;
    member.session = NO_TIMER;
    // Who waits at the barrier cannot send heartbeats; Kafka keeps it too.
    if (member.waiting !== undefined) this.#touch(member);
    else this.#remove(member);
  }

  #admit(request: JoinRequest): Member {
    const member: Member = {
      id: this.#nextMember++,
      topics: request.topics,
      sessionTimeoutUs: request.sessionTimeoutUs,
      rebalanceTimeoutUs: request.rebalanceTimeoutUs,
      session: NO_TIMER,
      waiting: undefined,
      partitions: [],
    };
    this.#members.set(member.id, member);
    return member;
  }

  #prepare(isNew: boolean): void {
    if (this.#state === 'empty') {
      this.#state = 'preparing';
      this.#stretchUntil = this.#scheduler.now() + this.#rebalanceTimeout();
      this.#armBarrier(INITIAL_REBALANCE_DELAY);
    } else if (this.#state === 'preparing') {
      if (this.#stretchUntil !== 0 && isNew) {
        const left = this.#stretchUntil - this.#scheduler.now();
        this.#armBarrier(Math.min(INITIAL_REBALANCE_DELAY, left));
      }
    } else {
      this.#releaseWaiting();
      this.#state = 'preparing';
      this.#armBarrier(this.#rebalanceTimeout());
    }
  }

  /** A rebalance that starts while members wait for their assignment sends them back to join. */
  #releaseWaiting(): void {
    if (this.#state !== 'completing') return;
    for (const member of this.#members.values()) {
      const waiting = member.waiting;
      if (waiting === undefined) continue;
      member.waiting = undefined;
      waiting.answer({ kind: 'assigned', id: waiting.id, error: 'rebalance_in_progress', partitions: [] });
    }
  }

  #allWaiting(): boolean {
    for (const member of this.#members.values()) if (member.waiting === undefined) return false;
    return this.#members.size > 0;
  }

  #completeJoin(): void {
    this.#disarmBarrier();
    if (this.#members.size === 0) {
      this.#state = 'empty';
      return;
    }
    this.#generation++;
    this.#state = 'completing';
    this.#leader = Math.min(...this.#members.keys());
    for (const member of this.#members.values()) {
      const { id, answer } = member.waiting!;
      member.waiting = undefined;
      member.partitions = [];
      this.#touch(member);
      answer({ kind: 'joined', id, error: 'none', member: member.id, generation: this.#generation, leader: this.#leader });
    }
  }

  #assign(): void {
    const members = [...this.#members.values()].sort((a, b) => a.id - b.id);
    const topics = [...new Set(members.flatMap((m) => m.topics))].sort((a, b) => a - b);
    const partitions = new Map(topics.map((t) => [t, this.#partitionsOf(t)]));
    const assigned = ASSIGNORS[this.#assignor]({ members: members.map((m) => ({ member: m.id, topics: m.topics })), partitions });
    this.#state = 'stable';
    members.forEach((member, i) => {
      member.partitions = assigned[i]!;
      const waiting = member.waiting;
      member.waiting = undefined;
      waiting?.answer({ kind: 'assigned', id: waiting.id, error: 'none', partitions: member.partitions });
    });
    this.#onRebalanced(this);
  }

  #remove(member: Member): void {
    this.#forget(member);
    if (this.#members.size === 0) {
      this.#disarmBarrier();
      this.#state = 'empty';
      return;
    }
    if (this.#state !== 'preparing') {
      this.#releaseWaiting();
      this.#state = 'preparing';
      this.#armBarrier(this.#rebalanceTimeout());
    } else if (this.#stretchUntil === 0 && this.#allWaiting()) this.#completeJoin();
  }

  #forget(member: Member): void {
    if (member.session !== NO_TIMER) this.#scheduler.cancel(member.session);
    this.#members.delete(member.id);
  }

  #check(id: number, generation: number): ErrorCode {
    if (!this.#members.has(id)) return 'unknown_member';
    return generation === this.#generation ? 'none' : 'illegal_generation';
  }

  #touch(member: Member): void {
    if (member.session !== NO_TIMER) this.#scheduler.cancel(member.session);
    member.session = this.#scheduler.after(duration(member.sessionTimeoutUs), Phase.Engine, this, member.id);
  }

  #rebalanceTimeout(): number {
    let most = 0;
    for (const member of this.#members.values()) most = Math.max(most, member.rebalanceTimeoutUs);
    return most;
  }

  #armBarrier(delayUs: number): void {
    this.#disarmBarrier(false);
    this.#barrier = this.#scheduler.after(duration(delayUs), Phase.Engine, this, BARRIER);
  }

  #disarmBarrier(forget = true): void {
    if (this.#barrier !== NO_TIMER) this.#scheduler.cancel(this.#barrier);
    this.#barrier = NO_TIMER;
    if (forget) this.#stretchUntil = 0;
  }
}

const refusal = (id: number, error: ErrorCode, member: number): Reply => ({ kind: 'joined', id, error, member, generation: 0, leader: 0 });
