/**
 * The log of a quorum queue, as far as being sure of an entry goes: which of its members have it on their disks. The leader sends
 * what is new to the others, a batch at a time; an entry is committed once most of the members have it on disk [RQQ4]. Entries are
 * numbers from 1; what they are, the queue knows. Whoever leads next is the one with the longest log among those there, and there is
 * a leader only while most are there: so what was committed is never lost. SPEC.md, QQ4–QQ6.
 */
import { duration, type Duration, type Instant } from '../../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import { QuorumMember, type QuorumServer } from './quorumMember.ts';

/** How long a leader is missed before another leads: Ra's election timeout begins at half a second. */
export const ELECTION_US = duration(500_000);

export interface QuorumHooks {
  /** All entries up to this one are on most members' disks. */
  committed(index: number): void;
  /** Another leads: of what is not committed it has the first `kept`, and nobody has the next `lost`. */
  elected(kept: number, lost: number): void;
  /** Entries can be committed now, or cannot any more. */
  available(isAvailable: boolean): void;
}

export class QuorumLog implements EventHandler {
  readonly members: readonly QuorumMember[];
  readonly #scheduler: Scheduler;
  readonly #hooks: QuorumHooks;
  leader: QuorumMember | undefined;
  /** The newest entry; and those that came while nobody led, which are sent when somebody does. */
  end = 0;
  #unsent = 0;
  committed = 0;
  /** Bytes of all entries there ever were. */
  bytes = 0;
  #isElecting = false;
  #wasAvailable = true;

  constructor(scheduler: Scheduler, servers: readonly QuorumServer[], delay: Duration, hooks: QuorumHooks) {
    this.#scheduler = scheduler;
    this.#hooks = hooks;
    this.members = servers.map((server) => new QuorumMember(this, scheduler, server, delay));
    this.leader = this.members[0];
  }

  get isAvailable(): boolean {
    return this.leader !== undefined && this.#up() > this.members.length / 2;
  }

  append(bytes: number): void {
    this.bytes += bytes;
    if (this.leader === undefined) {
      this.#unsent++;
      return;
    }
    this.end++;
    this.#send();
  }

  /** A member has more on its disk. */
  advance(): void {
    if (!this.isAvailable) return;
    const onDisk = this.members.map(({ synced }) => synced).sort((a, b) => b - a);
    const index = onDisk[this.members.length >> 1]!;
    if (index <= this.committed) return;
    this.committed = index;
    this.#hooks.committed(index);
  }

  crash(member: QuorumMember, kind: CrashKind): void {
    member.crash(kind);
    if (this.leader === member) this.leader = undefined;
    this.#look();
  }

  restart(member: QuorumMember): void {
    member.restart(this.end);
    this.#look();
    if (this.leader !== undefined) this.#send();
    this.advance();
  }

  /** The time for a new leader has come. */
  fire(_now: Instant): void {
    this.#isElecting = false;
    if (this.leader !== undefined || this.#up() <= this.members.length / 2) return;
    const there = this.members.filter(({ isUp }) => isUp);
    const next = there.reduce((best, member) => (member.received > best.received ? member : best));
    this.leader = next;
    const lost = this.end - next.received;
    this.#hooks.elected(next.received - this.committed, lost);
    this.end = next.received;
    for (const member of this.members) member.cut(this.end);
    this.end += this.#unsent;
    this.#unsent = 0;
    this.#look();
    this.#send();
    this.advance();
  }

  #send(): void {
    for (const member of this.members) member.send();
  }

  #up(): number {
    return this.members.reduce((n, { isUp }) => n + (isUp ? 1 : 0), 0);
  }

  /** Tells of a change, and sees to it that somebody leads. */
  #look(): void {
    if (this.leader === undefined && !this.#isElecting && this.#up() > this.members.length / 2) {
      this.#isElecting = true;
      this.#scheduler.after(ELECTION_US, Phase.Engine, this);
    }
    if (this.isAvailable === this.#wasAvailable) return;
    this.#wasAvailable = this.isAvailable;
    this.#hooks.available(this.isAvailable);
  }
}
