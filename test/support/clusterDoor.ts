/** A cluster through its direct doors: one topic with replicas on some servers, which fetch from each other over links. */
import type { Profile } from '#core/base/profiles.ts';
import { instant, SECOND } from '#core/base/units.ts';
import type { ErrorCode } from '#core/broker/errors.ts';
import type { Delivery, ProducePart, Reply } from '#core/broker/api.ts';
import { BrokerNode } from '#core/broker/brokerNode.ts';
import { Cluster, type TopicRules } from '#core/broker/cluster/cluster.ts';
import { placeReplicas } from '#core/broker/cluster/placement.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import type { LogSettings } from '#core/base/workload.ts';
import { Ledger } from '#core/broker/ledger.ts';
import type { Partition } from '#core/broker/stream/partition.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { Kernel } from '#core/kernel/kernel.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { DoorClient, FREE } from './door.ts';

export const TOPIC = 0;

interface ClusterSettings extends TopicRules {
  readonly servers: number;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly profile: Profile;
  readonly latencyUs: number;
  readonly settings: LogSettings;
}

export class ClusterDoor {
  readonly kernel = new Kernel();
  readonly books = new Ledger();
  readonly cluster: Cluster;
  readonly topic: Topic;
  readonly events: string[] = [];

  constructor(settings: Partial<ClusterSettings> = {}, groups: readonly string[] = ['g']) {
    const all: ClusterSettings = {
      servers: 3,
      partitions: 1,
      replicationFactor: 3,
      minInsync: 1,
      allowsUnclean: false,
      profile: 'kafka-4.1',
      latencyUs: 250,
      settings: LOG_DEFAULTS,
      ...settings,
    };
    this.cluster = new Cluster(Array.from({ length: all.servers }, () => new BrokerNode(this.kernel, this.books, FREE)));
    for (const server of this.cluster.servers) this.books.register(server);
    this.topic = new Topic(all.partitions, this.books, all.settings);
    for (const group of groups) this.topic.registerGroup(group);
    this.books.register(this.topic);
    this.cluster.onReplicaEvent = (kind, _topic, { index, leader, isr }) => void this.events.push(`${kind} ${index}: ${leader} of ${isr.join('')}`);
    this.cluster.addReplicated(TOPIC, this.topic, placeReplicas(all.partitions, all.replicationFactor, all.servers, 0), all, all.profile);
    this.cluster.replication!.start((_from, to) =>
      across(this.cluster.servers[to]!, new Link({ latencyUs: all.latencyUs }), this.kernel, { lost: () => {}, doubled: () => {} }),
    );
  }

  get partitions(): readonly Partition[] {
    return this.topic.partitions!;
  }
  /** What it fetches it has consumed. */
  client(server: number): DoorClient {
    const { books } = this;
    class Reader extends DoorClient {
      override receive(message: Reply | Delivery): void {
        super.receive(message);
        if (message.kind === 'fetched') books.consumed(message.records);
      }
    }
    return new Reader((peer) => this.cluster.servers[server]!.open(peer, { client: 'test' }));
  }

  /** Asks to append these parts at a server; `offered` in the books. Returns how it went, once it is told. */
  produce(client: DoorClient, acks: -1 | 0 | 1, ...parts: ProducePart[]): () => ErrorCode | undefined {
    for (const { batch } of parts) this.books.offered(batch.count);
    const id = client.ask({ kind: 'produce', destination: TOPIC, acks, parts });
    return () => client.answer(id, 'done')?.error;
  }

  /** Lets time pass, with a look at the books after every event. */
  wait(us: number): void {
    const until = instant(this.kernel.now() + us);
    while (this.kernel.next() <= until) {
      this.kernel.run(until, 1);
      if (!this.books.check()) throw new Error(`the books differ by ${this.books.totals().difference} at ${this.kernel.now()}`);
    }
    if (this.kernel.now() < until) this.kernel.advanceTo(until);
  }
  waitS(seconds: number): void {
    this.wait(seconds * SECOND);
  }
  /** The numbers of a partition's records on a server. */
  records(server: number, partition = 0): number[] {
    const { log } = this.partitions[partition]!.replicaOn(server)!;
    const found: number[] = [];
    for (let at = log.start; at < log.end; ) {
      const { serials, start, count, baseOffset } = log.read(at, 1_000, 1e9, 0, 0);
      found.push(...serials.subarray(start, start + count));
      at = baseOffset + count;
    }
    return found;
  }
}
