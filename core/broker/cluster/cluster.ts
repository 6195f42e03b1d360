/**
 * The servers of one message server or cluster, and what they are together. Each server is a broker of its own, with its own
 * threads and sessions; a destination lives on one of them, its home. SPEC.md, SV1–SV4.
 */
import { must } from '../../base/assert.ts';
import { isAtLeast, type Profile } from '../../base/profiles.ts';
import type { BrokerNode, ServerSettings } from '../brokerNode.ts';
import type { GroupCoordinator } from '../group/groupCoordinator.ts';
import type { Partition, PartitionRules } from '../stream/partition.ts';
import { Replication } from '../stream/replication.ts';
import type { Topic } from '../stream/topic.ts';
import { type ReplicaEvent, TopicReplicas } from '../stream/topicReplicas.ts';
import { sessionTimeoutOf } from './controller.ts';

/** A process that dies leaves what it wrote to the operating system; a power cut takes what was not yet on the disk. */
export type CrashKind = 'process' | 'power';

/** What a destination does when its server dies and comes back; one that does nothing keeps everything. */
export interface Crashable {
  /** The server is gone: sessions are closed already. Copies it cannot keep leave the books with reason `broker_crash`. */
  crashed(kind: CrashKind, nowUs: number, server: BrokerNode): void;
  /** The server is back, and takes sessions again. */
  restarted(server: BrokerNode): void;
}

/** A topic's settings on a cluster. */
export interface TopicRules {
  readonly minInsync: number;
  readonly allowsUnclean: boolean;
}

/** No more in-sync replicas are asked for than there are replicas [KL5]; from Kafka 3.7 on too few freeze the high watermark [KL7]. */
const partitionRules = ({ minInsync, allowsUnclean }: TopicRules, [replicas = []]: readonly (readonly number[])[], profile: Profile): PartitionRules => ({
  minInsync: Math.min(minInsync, replicas.length),
  freezesBelowMin: profile === 'any' || isAtLeast(profile, 'kafka-3.9'),
  allowsUnclean,
});

/** Busy time by resource, µs: of all threads, of all cards each way, of all disks. */
export interface ResourceUse {
  readonly cpuUs: number;
  readonly nicInUs: number;
  readonly nicOutUs: number;
  readonly diskUs: number;
}

export class Cluster {
  readonly servers: readonly BrokerNode[];

  /** Of topics, whose partitions have replicas on several servers. */
  replication: Replication | undefined;
  onReplicaEvent: (kind: ReplicaEvent, topic: number, partition: Partition) => void = () => {};

  constructor(servers: readonly BrokerNode[]) {
    this.servers = servers;
  }

  /** A topic whose partitions have replicas on these servers; each server then knows the topic. */
  addReplicated(id: number, topic: Topic, assignment: readonly (readonly number[])[], rules: TopicRules, profile: Profile): void {
    const replication = (this.replication ??= this.#replicate(profile));
    const { partitions } = new TopicReplicas(topic, id, assignment, partitionRules(rules, assignment, profile), {
      wakeReaders: (server, partition) => this.servers[server]?.fetches.wake(id, partition),
      wakeFollowers: (server, partition) => replication.wake(server, partition),
      leadersChanged: () => replication.leadersChanged(),
      onEvent: (kind, partition) => this.onReplicaEvent(kind, id, partition),
    });
    for (const server of this.servers) server.add(id, topic);
    replication.add(id, partitions);
  }

  #replicate(profile: Profile): Replication {
    const [first] = this.servers;
    const replication = new Replication(must(first, 'a server').scheduler, this.servers, sessionTimeoutOf(profile));
    const groups = new Map<string, GroupCoordinator>();
    this.servers.forEach((server, i) => (server.member = { replication, server: i, groups }));
    return replication;
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
  /** How long each resource of its servers was busy, µs, summed over servers; a card counts once in and once out. */
  get resources(): ResourceUse {
    const now = this.servers[0]?.scheduler.now() ?? 0;
    return {
      cpuUs: this.busyUs,
      nicInUs: this.#sum(({ nic }) => nic.in.busyUs(now)),
      nicOutUs: this.#sum(({ nic }) => nic.out.busyUs(now)),
      diskUs: this.#sum(({ disk }) => disk.busyUs),
    };
  }
  get up(): number {
    return this.#sum(({ isUp }) => (isUp ? 1 : 0));
  }

  retune(settings: ServerSettings): void {
    for (const server of this.servers) server.retune(settings);
  }

  #sum(of: (server: BrokerNode) => number): number {
    let n = 0;
    for (const server of this.servers) n += of(server);
    return n;
  }
}
