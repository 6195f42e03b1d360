/**
 * A partition with its replicas, as a state machine that knows of no network: who leads under which epoch, who is in sync, what is
 * committed, and which produce requests wait for that. The leader's server appends and answers followers; a follower's server applies
 * what it is answered. Rules KL1–KL10, KL12; source: `Partition`, `AbstractFetcherThread` of Apache Kafka.
 */
import { must } from '../../base/assert.ts';
import type { ProducerMark, RecordBatch } from '../api.ts';
import type { Elected } from '../cluster/election.ts';
import type { ErrorCode } from '../errors.ts';
import { NO_EPOCH } from './epochCache.ts';
import { Progress } from './isr.ts';
import type { LogSettings } from '../../base/workload.ts';
import { ProducerStates } from './producerStates.ts';
import { Replica } from './replica.ts';
import type { FollowedPart, FollowPosition } from './following.ts';

export interface PartitionRules {
  /** In-sync replicas `acks=all` asks for: min.insync.replicas, but no more than there are replicas [KL5]. */
  readonly minInsync: number;
  /** Below them the high watermark stands still, whatever is appended: from Kafka 3.7 on [KL7]. */
  readonly freezesBelowMin: boolean;
  readonly allowsUnclean: boolean;
}

/** What the topic and the cluster want to know. */
export interface PartitionWatch {
  /** Consumers may read further. */
  onCommitted(partition: Partition): void;
  onIsr(partition: Partition, change: 'shrunk' | 'expanded'): void;
  /** A new leader: its log is the partition's from now on. */
  onElected(partition: Partition, isUnclean: boolean): void;
  /** The log that is the partition's is about to be cut: what lies behind `to` never reached the disk. */
  onCut(partition: Partition, to: number): void;
  onOffline(partition: Partition): void;
}

export interface Appended {
  readonly error: ErrorCode;
  /** Of the first record; that of its first copy if the batch was there already. */
  readonly offset: number;
  readonly isDuplicate: boolean;
}

interface Waiting {
  /** Committed when the high watermark reaches this. */
  readonly end: number;
  readonly answer: (error: ErrorCode) => void;
}

const NO_LEADER = -1;

export class Partition {
  readonly destination: number;
  readonly index: number;
  readonly replicas: readonly Replica[];
  readonly rules: PartitionRules;
  readonly #watch: PartitionWatch;
  readonly #producers = new ProducerStates();
  #leader: Replica | undefined;
  /** Whose log is the partition's while nobody leads. */
  #lastLeader: Replica;
  #epoch = -1;
  #isr: readonly number[];
  /** Of followers, by server; only the leader keeps them. */
  #progress: (Progress | undefined)[] = [];
  /** Where this leader's own records begin. */
  #epochStart = 0;
  #waiting: Waiting[] = [];
  /** Servers the controller does not count on: they may fetch, but not be in sync. */
  isFenced: (server: number) => boolean = () => false;
  /** Servers that died, and are not registered anew: what they lead they do not serve, even if their process is there again. */
  isAway: (server: number) => boolean = () => false;

  constructor(destination: number, index: number, servers: readonly number[], rules: PartitionRules, watch: PartitionWatch, settings?: LogSettings) {
    this.destination = destination;
    this.index = index;
    this.replicas = servers.map((server) => new Replica(server, settings));
    this.rules = rules;
    this.#watch = watch;
    this.#lastLeader = must(this.replicas[0], `replicas of partition ${index}`);
    this.#isr = servers;
  }

  /** Its server, or NO_LEADER. */
  get leader(): number {
    return this.#leader?.server ?? NO_LEADER;
  }
  /** Whether this server leads it and may say so. */
  isServedBy(server: number): boolean {
    return this.leader === server && !this.isAway(server);
  }
  get epoch(): number {
    return this.#epoch;
  }
  /** Servers, in the order of the assignment but for who joined later. */
  get isr(): readonly number[] {
    return this.#isr;
  }
  /** The log consumers see, up to the high watermark. */
  get log() {
    return this.#view.log;
  }
  get highWatermark(): number {
    return this.#view.highWatermark;
  }
  get isUnderReplicated(): boolean {
    return this.#isr.length < this.replicas.length || this.#leader === undefined;
  }
  get #view(): Replica {
    return this.#leader ?? this.#lastLeader;
  }
  replicaOn(server: number): Replica | undefined {
    return this.replicas.find((replica) => replica.server === server);
  }

  // --- the leader's side ---

  /** `acks` all is refused beforehand when too few are in sync [KL4]. */
  append(batch: RecordBatch, mark: ProducerMark | undefined, acks: -1 | 0 | 1, nowUs: number): Appended {
    const leader = this.#leader;
    if (leader === undefined) return refused('not_leader_or_follower');
    if (acks === -1 && this.#isr.length < this.rules.minInsync) return refused('not_enough_replicas');
    const verdict = mark === undefined ? 'none' : this.#producers.check(mark, batch.count);
    if (typeof verdict === 'number') return { error: 'none', offset: verdict, isDuplicate: true };
    if (verdict !== 'none') return refused(verdict);
    const offset = leader.append(batch, 0, this.#epoch, nowUs);
    if (mark !== undefined) this.#producers.appended(mark, batch.count, offset);
    this.#commit();
    return { error: 'none', offset, isDuplicate: false };
  }

  /** Answers, now or later, whether all in-sync replicas have what lies below `end` [KL3]. */
  whenCommitted(end: number, answer: Waiting['answer']): void {
    if (this.#leader === undefined) answer('not_leader_or_follower');
    else if (this.highWatermark >= end) answer(this.#verdict());
    else this.#waiting.push({ end, answer });
  }

  /** A follower's fetch: where it stands is noted, and it gets what comes next, or is told where its log parts from ours [KL12]. */
  follow(server: number, { offset, epoch, lastEpoch }: FollowPosition, maxBytes: number, nowUs: number): FollowedPart {
    const leader = this.#leader;
    if (leader === undefined || epoch !== this.#epoch || this.isAway(leader.server)) return this.#part('not_leader_or_follower');
    const parting = leader.epochs.endOf(lastEpoch, leader.end);
    if (lastEpoch !== NO_EPOCH && (parting.epoch < lastEpoch || parting.end < offset)) return { ...this.#part('none'), parting };
    if (lastEpoch === NO_EPOCH && offset > leader.end) return { ...this.#part('none'), parting: { epoch: NO_EPOCH, end: leader.end } };
    this.#progress[server]?.fetched(offset, leader.end, nowUs);
    this.#maybeExpand(server, offset);
    this.#commit();
    return this.answerTo(offset, epoch, maxBytes);
  }

  /** What comes at `offset`, without noting that it was asked for: also the answer to a fetch that waited. */
  answerTo(offset: number, epoch: number, maxBytes: number): FollowedPart {
    const leader = this.#leader;
    if (leader === undefined || epoch !== this.#epoch || this.isAway(leader.server)) return this.#part('not_leader_or_follower');
    const from = Math.max(offset, leader.log.start);
    if (from >= leader.end || maxBytes <= 0) return this.#part('none');
    const read = (at: number, records: number) => leader.log.read(at, records, maxBytes, this.destination, this.index);
    const all = read(from, leader.end - from);
    // One epoch at a time; offsets may be missing before the first record.
    const { epoch: sliceEpoch, end } = leader.epochs.at(all.baseOffset, leader.end);
    const slice = all.baseOffset + all.count <= end ? all : read(all.baseOffset, end - all.baseOffset);
    return { ...this.#part('none'), slice, sliceEpoch };
  }

  /** Followers that have not had everything for too long are not in sync [KL8]; called every half of that time. */
  checkIsr(nowUs: number): void {
    const leader = this.#leader;
    if (leader === undefined) return;
    const isr = this.#isr.filter((server) => server === leader.server || this.#progress[server]?.isCaughtUp(leader.end, nowUs) === true);
    if (isr.length < this.#isr.length) this.shrink(isr);
  }

  #maybeExpand(server: number, offset: number): void {
    if (this.#isr.includes(server) || offset < this.highWatermark || offset < this.#epochStart || this.isFenced(server)) return;
    this.#isr = [...this.#isr, server];
    this.#watch.onIsr(this, 'expanded');
  }

  /** Everything all in-sync replicas have is committed [KL6]; the leader learns what a follower has from its next fetch. */
  #commit(): void {
    const leader = must(this.#leader, 'a leader that commits');
    if (this.rules.freezesBelowMin && this.#isr.length < this.rules.minInsync) return;
    let end = leader.end;
    for (const server of this.#isr) if (server !== leader.server) end = Math.min(end, this.#progress[server]!.end);
    if (end <= leader.highWatermark) return;
    leader.highWatermark = end;
    this.#answerCommitted(end);
    this.#watch.onCommitted(this);
  }

  #answerCommitted(end: number): void {
    if (this.#waiting.length === 0) return;
    const done = this.#waiting.filter((w) => w.end <= end);
    this.#waiting = this.#waiting.filter((w) => w.end > end);
    const verdict = this.#verdict();
    for (const { answer } of done) answer(verdict);
  }

  /** The record is in the log, but fewer have it than were asked for [KL4]. */
  #verdict(): ErrorCode {
    return this.#isr.length < this.rules.minInsync ? 'not_enough_replicas_after_append' : 'none';
  }

  #part(error: ErrorCode): FollowedPart {
    const { destination, index: partition } = this;
    const { highWatermark, log } = this;
    const nothing = { slice: undefined, sliceEpoch: NO_EPOCH, parting: undefined };
    return { error, destination, partition, epoch: this.#epoch, highWatermark, start: log.start, ...nothing };
  }

  /** The topic is removed: no replica keeps anything, and who waits is told. Offsets go on where the log ended. */
  empty(): void {
    const { end } = this.#view;
    for (const replica of this.replicas) replica.restartAt(end);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { answer } of waiting) answer('unknown_destination');
  }

  // --- a follower's side ---

  /** What `server` asks its leader for. */
  positionOf(server: number): FollowPosition {
    const replica = must(this.replicaOn(server), `replica on server ${server}`);
    return { destination: this.destination, partition: this.index, offset: replica.end, epoch: this.#epoch, lastEpoch: replica.epochs.latest };
  }

  /** Applies an answer. One from another leader, or that does not fit on the log any more, is void. */
  apply(server: number, { error, epoch, slice, sliceEpoch, parting, highWatermark, start }: FollowedPart, nowUs: number): void {
    const replica = this.replicaOn(server);
    if (replica === undefined || error !== 'none' || epoch !== this.#epoch || server === this.leader) return;
    if (parting !== undefined) return replica.truncate(replica.divergesAt(parting));
    if (start > replica.log.start) replica.log.startAt(start);
    if (slice !== undefined && slice.baseOffset >= replica.end) replica.append(slice, slice.start, sliceEpoch, nowUs, slice.baseOffset);
    replica.highWatermark = Math.min(highWatermark, replica.end);
  }

  // --- the controller's side ---

  /** A new leader under the next epoch. Of what it does not have nobody will hear again [KL10]. */
  lead({ leader, isr, isUnclean }: Elected, nowUs: number): void {
    this.resign();
    const replica = must(this.replicaOn(leader), `replica on server ${leader}`);
    this.#leader = replica;
    this.#lastLeader = replica;
    this.#epoch++;
    this.#epochStart = replica.end;
    this.#progress = [];
    for (const { server } of this.replicas) if (server !== leader) this.#progress[server] = new Progress(isr.includes(server), nowUs);
    this.#producers.truncate(replica.end);
    const isShrunk = isr.length < this.#isr.length;
    this.#isr = isr;
    this.#watch.onElected(this, isUnclean);
    if (isShrunk) this.#watch.onIsr(this, 'shrunk');
    this.#commit();
  }

  /** A server is counted on again: what a power cut took of its replica is not there any more. */
  recover(server: number): void {
    const replica = this.replicaOn(server);
    if (replica === undefined) return;
    if (replica === this.#view && replica.survives < replica.end) this.#watch.onCut(this, replica.survives);
    replica.recover();
  }

  /** The leader leads no more; whoever waits at it is told. */
  resign(): void {
    this.#leader = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { answer } of waiting) answer('not_leader_or_follower');
  }

  /** Nobody may lead: the in-sync replicas that are left stay on the list for when they come back. */
  offline(): void {
    if (this.#leader === undefined) return;
    this.resign();
    this.#watch.onOffline(this);
  }

  /** Fewer are in sync; what the others have may be committed by that. */
  shrink(isr: readonly number[]): void {
    this.#isr = isr;
    this.#watch.onIsr(this, 'shrunk');
    if (this.#leader !== undefined) this.#commit();
  }
}

const refused = (error: ErrorCode): Appended => ({ error, offset: -1, isDuplicate: false });
