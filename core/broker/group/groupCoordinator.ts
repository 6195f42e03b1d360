/**
 * One consumer group under the classic protocol: join, sync, heartbeat, leave, commit. A joining or leaving member starts
 * a rebalance; it completes when every member has joined again or the rebalance timeout has passed, and raises the
 * generation. Exactly one owner per partition and generation [KG1, KG2, KG3, KC8].
 *
 * In Kafka the leader's client runs the assignor; here the coordinator runs the one the group named when the leader syncs,
 * which takes the leader no time. Everything else follows the wire protocol, including that members learn of a rebalance
 * from the answer to their next heartbeat. SPEC.md, M1–M8.
 */
import { DAY, duration, type Instant, SECOND } from '../../base/units.ts';
import type { AssignorName } from '../../base/workload.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../../kernel/scheduler.ts';
import type { CommitRequest, HeartbeatRequest, JoinRequest, LeaveRequest, Reply, SyncRequest } from '../api.ts';
import type { ErrorCode } from '../errors.ts';
import type { TopicPartition } from './assignors/assignor.ts';
import { ASSIGNORS } from './assignors/assignors.ts';
import { placeKey } from './assignors/sticky.ts';
import type { GroupView } from './groupView.ts';
import { CommittedOffsets } from './offsets.ts';

/** group.initial.rebalance.delay.ms of the brokers: an empty group waits this long for more members [KG2]. */
export const INITIAL_REBALANCE_DELAY = duration(3 * SECOND);

/** offsets.retention.minutes, offsets.retention.check.interval.ms: offsets of a group without members expire [KC7]. */
const OFFSETS_RETENTION_US = 7 * DAY;
const OFFSETS_CHECK_US = 600 * SECOND;

/** Why a rebalance began: who joined or left, was not heard from, did not join again in time, or gave up what moves. */
export type RebalanceReason = 'joined' | 'left' | 'timedOut' | 'late' | 'revoked';
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
  /** What it says it was given last, and when. */
  claims: readonly TopicPartition[];
  claimedIn: number;
}

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
  #assignor: AssignorName = 'range';
  #reason: RebalanceReason = 'joined';
  #leader = 0;
  #nextMember = 1;
  #barrier: TimerId = NO_TIMER;
  /** The initial delay is stretched by each newcomer, up to this instant. */
  #stretchUntil = 0;
  #emptySinceUs = 0;
  /** Commits that came too late: of a generation that is over, or of a member that is out [KC8]. */
  refusedCommits = 0;

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
  get assignor(): AssignorName {
    return this.#assignor;
  }
  /** Of the latest rebalance. */
  get reason(): RebalanceReason {
    return this.#reason;
  }
  get members(): GroupView['members'] {
    return [...this.#members.values()].map(({ id, partitions, waiting }) => ({ id, partitions, isWaiting: waiting !== undefined }));
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
    if (this.#state === 'empty') this.#expireOffsets();
    const member = known ?? this.#admit(request);
    member.topics = request.topics;
    member.claims = request.owned;
    member.claimedIn = request.generation;
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
    this.#remove(member, 'left');
    return 'none';
  }

  /** Accepted from the current generation only [KC8]; a member that has not yet joined again may still commit what it owned. */
  commit(request: CommitRequest): ErrorCode {
    const error = this.#state === 'completing' ? 'rebalance_in_progress' : 'none';
    const stale = this.#check(request.member, request.generation);
    if (stale !== 'none' || error !== 'none') {
      this.refusedCommits++;
      return stale !== 'none' ? stale : error;
    }
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
      this.#reason = 'late';
      this.#completeJoin();
      return;
    }
    const member = this.#members.get(arg);
    if (member === undefined) return;
    member.session = NO_TIMER;
    // Who waits at the barrier cannot send heartbeats; Kafka keeps it too.
    if (member.waiting !== undefined) this.#touch(member);
    else this.#remove(member, 'timedOut');
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
      claims: [],
      claimedIn: 0,
    };
    this.#members.set(member.id, member);
    return member;
  }

  #prepare(isNew: boolean): void {
    if (this.#state === 'empty') {
      this.#state = 'preparing';
      this.#reason = 'joined';
      // A rebalance timeout shorter than the delay does not shorten it.
      this.#stretchUntil = this.#scheduler.now() + Math.max(this.#rebalanceTimeout(), INITIAL_REBALANCE_DELAY);
      this.#armBarrier(INITIAL_REBALANCE_DELAY);
    } else if (this.#state === 'preparing') {
      if (this.#stretchUntil !== 0 && isNew) {
        const left = this.#stretchUntil - this.#scheduler.now();
        this.#armBarrier(Math.min(INITIAL_REBALANCE_DELAY, left));
      }
    } else this.#begin(isNew ? 'joined' : 'revoked');
  }

  #begin(reason: RebalanceReason): void {
    this.#reason = reason;
    this.#releaseWaiting();
    this.#state = 'preparing';
    this.#armBarrier(this.#rebalanceTimeout());
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
      this.#becomeEmpty();
      return;
    }
    this.#generation++;
    this.#state = 'completing';
    this.#leader = Math.min(...this.#members.keys());
    for (const member of this.#members.values()) {
      const { id, answer } = member.waiting!;
      member.waiting = undefined;
      // The eager protocol gave everything up; the cooperative one goes on with it.
      if (this.#assignor !== 'cooperativeSticky') member.partitions = [];
      this.#touch(member);
      answer({ kind: 'joined', id, error: 'none', member: member.id, generation: this.#generation, leader: this.#leader });
    }
  }

  #assign(): void {
    const members = [...this.#members.values()].sort((a, b) => a.id - b.id);
    const topics = [...new Set(members.flatMap((m) => m.topics))].sort((a, b) => a - b);
    const partitions = new Map(topics.map((t) => [t, this.#partitionsOf(t)]));
    const owned = settledClaims(members);
    const assigned = ASSIGNORS[this.#assignor]({ members: members.map((m) => ({ member: m.id, topics: m.topics, owned: owned.get(m)! })), partitions });
    this.#state = 'stable';
    members.forEach((member, i) => {
      member.partitions = assigned[i]!;
      const waiting = member.waiting;
      member.waiting = undefined;
      waiting?.answer({ kind: 'assigned', id: waiting.id, error: 'none', partitions: member.partitions });
    });
    this.#onRebalanced(this);
  }

  #remove(member: Member, reason: RebalanceReason): void {
    this.#forget(member);
    if (this.#members.size === 0) {
      this.#disarmBarrier();
      this.#becomeEmpty();
      return;
    }
    if (this.#state !== 'preparing') this.#begin(reason);
    else if (this.#stretchUntil === 0 && this.#allWaiting()) this.#completeJoin();
  }

  #becomeEmpty(): void {
    this.#state = 'empty';
    this.#emptySinceUs = this.#scheduler.now();
  }

  /** Nothing happens between the moment they expired and the next join, so it is time enough to look then. */
  #expireOffsets(): void {
    const lastCheckUs = Math.floor(this.#scheduler.now() / OFFSETS_CHECK_US) * OFFSETS_CHECK_US;
    if (lastCheckUs - this.#emptySinceUs >= OFFSETS_RETENTION_US) this.offsets.clear();
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

/** Of two members that claim a partition the one that was given it later has it. */
function settledClaims(members: readonly Member[]): Map<Member, TopicPartition[]> {
  const taken = new Set<number>();
  const byAge = [...members].sort((a, b) => b.claimedIn - a.claimedIn);
  const settled = byAge.map((member) => {
    const owned = member.claims.filter((p) => !taken.has(placeKey(p)));
    for (const p of owned) taken.add(placeKey(p));
    return [member, owned] as const;
  });
  return new Map(settled);
}

const refusal = (id: number, error: ErrorCode, member: number): Reply => ({ kind: 'joined', id, error, member, generation: 0, leader: 0 });
