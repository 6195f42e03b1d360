/** One replicated partition under a controller, without a network: followers fetch when the test says so. */
import { instant } from '#core/base/units.ts';
import type { ProducerMark } from '#core/broker/api.ts';
import { Controller, sessionTimeoutOf } from '#core/broker/cluster/controller.ts';
import type { ErrorCode } from '#core/broker/errors.ts';
import { Partition, type PartitionRules } from '#core/broker/stream/partition.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { batchOf } from './door.ts';

export class ReplicaSet {
  readonly kernel = new Kernel();
  readonly partition: Partition;
  readonly controller: Controller;
  /** What happened, as short words. */
  readonly events: string[] = [];

  constructor(replicas = 3, rules: Partial<PartitionRules> = {}, profile: Parameters<typeof sessionTimeoutOf>[0] = 'kafka-4.1') {
    const servers = Array.from({ length: replicas }, (_, server) => server);
    this.partition = new Partition(
      0,
      0,
      servers,
      { minInsync: 1, freezesBelowMin: true, allowsUnclean: false, ...rules },
      {
        onCommitted: ({ highWatermark }) => void this.events.push(`hw ${highWatermark}`),
        onIsr: ({ isr }, change) => void this.events.push(`${change} ${isr.join('')}`),
        onCut: () => {},
        onElected: ({ leader, epoch }, isUnclean) => void this.events.push(`${isUnclean ? 'unclean ' : ''}leader ${leader} epoch ${epoch}`),
        onOffline: () => void this.events.push('offline'),
      },
    );
    this.controller = new Controller(this.kernel, replicas, sessionTimeoutOf(profile), (server) => this.partition.recover(server));
    this.controller.add(this.partition);
    this.events.length = 0;
  }

  get nowUs(): number {
    return this.kernel.now();
  }

  /** Appends records with these numbers at the leader. */
  append(numbers: readonly number[], acks: -1 | 0 | 1 = 1, mark?: ProducerMark) {
    return this.partition.append(batchOf(numbers), mark, acks, this.nowUs);
  }
  /** Appends with acks all; the answers, as they come. */
  appendAll(...numbers: number[]): { readonly error: ErrorCode; readonly answers: ErrorCode[] } {
    const answers: ErrorCode[] = [];
    const { error, offset } = this.append(numbers, -1);
    if (error === 'none') this.partition.whenCommitted(offset + numbers.length, (answer) => void answers.push(answer));
    return { error, answers };
  }

  /** One fetch of each of these followers, answered and applied; `times` of them let the leader learn what they have. */
  fetch(servers: readonly number[], times = 1): void {
    for (let i = 0; i < times; i++) {
      for (const server of servers) this.partition.apply(server, this.partition.follow(server, this.partition.positionOf(server), 1e9, this.nowUs), this.nowUs);
    }
  }

  crash(server: number, kind: 'process' | 'power' = 'process'): void {
    if (kind === 'power') this.partition.replicaOn(server)!.cutPower(this.nowUs);
    this.controller.silent(server, true);
  }
  restart(server: number): void {
    this.controller.heard(server);
  }

  /** Lets time pass; `each` is done every `stepUs` of it. */
  wait(us: number, stepUs = us, each: () => void = () => {}): void {
    const end = this.nowUs + us;
    while (this.nowUs < end) {
      const until = instant(Math.min(end, this.nowUs + stepUs));
      this.kernel.run(until);
      if (this.kernel.now() < until) this.kernel.advanceTo(until);
      each();
    }
  }

  end(server: number): number {
    return this.partition.replicaOn(server)!.end;
  }
  /** The numbers of a server's records. */
  records(server: number): number[] {
    const { log } = this.partition.replicaOn(server)!;
    const found: number[] = [];
    while (found.length < log.end) {
      const { serials, start, count } = log.read(found.length, 1_000, 1e9, 0, 0);
      found.push(...serials.subarray(start, start + count));
    }
    return found;
  }
}
