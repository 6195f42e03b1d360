/**
 * The servers of one message server or cluster, and what they are together. Each server is a broker of its own, with its own
 * threads and sessions; a destination lives on one of them, its home. SPEC.md, SV1–SV4.
 */
import type { BrokerNode } from '../brokerNode.ts';
import type { ServiceCosts } from '../station.ts';

/** A process that dies leaves what it wrote to the operating system; a power cut takes what was not yet on the disk. */
export type CrashKind = 'process' | 'power';

/** What a destination does when its server dies and comes back; one that does nothing keeps everything. */
export interface Crashable {
  /** The server is gone: sessions are closed already. Copies it cannot keep leave the books with reason `broker_crash`. */
  crashed(kind: CrashKind): void;
  /** The server is back, and takes sessions again. */
  restarted(): void;
}

export class Cluster {
  readonly servers: readonly BrokerNode[];

  constructor(servers: readonly BrokerNode[]) {
    this.servers = servers;
  }

  get requests(): number {
    return this.#sum(({ requests }) => requests);
  }
  /** Busy time over all threads of all servers, µs. */
  get busyUs(): number {
    return this.#sum(({ station }) => station.busyUs);
  }
  get threads(): number {
    return this.#sum(({ station }) => station.threads);
  }
  /** Sessions waiting for a thread. */
  get waiting(): number {
    return this.#sum(({ station }) => station.waiting);
  }
  get up(): number {
    return this.#sum(({ isUp }) => (isUp ? 1 : 0));
  }

  retune(costs: ServiceCosts): void {
    for (const { station } of this.servers) station.retune(costs);
  }

  #sum(of: (server: BrokerNode) => number): number {
    let n = 0;
    for (const server of this.servers) n += of(server);
    return n;
  }
}
