/**
 * Kafka services that are one cluster: they share voters, a ZooKeeper with its chroot, seeds, or where none of these is said a
 * cluster id. A copied id alone does not join what has voters of its own.
 */
import type { KnownService } from '../classify.ts';
import type { Text } from '../project.ts';
import { uint } from '../numbers.ts';
import type { Version } from '../imageNames.ts';
import { type KafkaFlavour, kafkaVersion } from '../images.ts';
import { joinGroups } from '../joinGroups.ts';
import { type Listeners, listenersOf, namesOf, parseEndpoints } from './listeners.ts';
import { kafkaProperties, type Properties } from './properties.ts';

export interface KafkaServer {
  readonly known: KnownService;
  readonly flavour: KafkaFlavour;
  readonly properties: Properties;
  readonly listeners: Listeners;
  /** Undefined: chosen by itself. */
  readonly id: number | undefined;
  readonly roles: readonly ('broker' | 'controller')[];
  /** `id@host:port` of the controllers. */
  readonly voters: readonly { readonly id: number | undefined; readonly host: string }[];
  readonly clusterId: Text | undefined;
  readonly zookeeper: Text | undefined;
}

export interface KafkaCluster {
  /** In the order of the file; those that are only controllers included. */
  readonly servers: readonly KafkaServer[];
  readonly brokers: readonly KafkaServer[];
}

type Aliases = ReadonlyMap<string, KnownService>;

const CLUSTER_IDS = ['CLUSTER_ID', 'KAFKA_CLUSTER_ID', 'KAFKA_KRAFT_CLUSTER_ID'];

function kafkaServer(known: KnownService): KafkaServer {
  const flavour = known.flavour ?? 'other';
  const properties = kafkaProperties(known.service, flavour);
  const { environment } = known.service;
  const roles = namesOf(properties.get('process.roles')).filter((role): role is 'broker' | 'controller' => role === 'broker' || role === 'controller');
  const voters = namesOf(properties.get('controller.quorum.voters')).map((voter) => {
    const [id, address = ''] = voter.split('@', 2);
    return { id: uint(id), host: parseEndpoints(address)[0]?.host ?? '' };
  });
  return {
    known,
    flavour,
    properties,
    listeners: listenersOf(known.service, properties, flavour),
    id: uint(properties.get('node.id')?.value ?? properties.get('broker.id')?.value),
    roles: roles.length === 0 ? ['broker'] : roles,
    voters,
    clusterId: CLUSTER_IDS.flatMap((key) => environment.get(key) ?? [])[0],
    zookeeper: properties.get('zookeeper.connect') ?? environment.get('ZOOKEEPER_CONNECT'),
  };
}

/** Of Kafka inside of its image; with ZooKeeper it is none of the fourth. */
export const versionOf = ({ flavour, known, zookeeper }: KafkaServer): Version | undefined =>
  kafkaVersion(flavour, known.image?.tag) ?? (zookeeper === undefined ? undefined : [3, 0]);

export const isKraft = (server: KafkaServer): boolean => server.properties.has('process.roles') || server.voters.length > 0;

export function kafkaClusters(services: readonly KnownService[], aliases: Aliases): readonly KafkaCluster[] {
  const servers = services.filter(({ role }) => role === 'kafka').map(kafkaServer);
  return joinGroups(servers, (server) => keysOf(server, aliases)).map((group) => {
    const brokers = group.filter(({ roles }) => roles.includes('broker'));
    return { servers: group, brokers: brokers.length > 0 ? brokers : group };
  });
}

function keysOf(server: KafkaServer, aliases: Aliases): string[] {
  const { known, voters, zookeeper, clusterId, properties } = server;
  const nameOf = (host: string): string => aliases.get(host)?.service.name ?? host;
  const own = `service ${known.service.name}`;
  if (zookeeper !== undefined) {
    const [hosts = '', ...path] = zookeeper.value.split('/');
    const chroot = path.join('/').replace(/\/$/, '');
    return [
      own,
      ...hosts.split(',').map((host) => `zookeeper ${nameOf(host.trim().replace(/:\d+$/, ''))} ${chroot}`),
      // An ensemble is one, whichever of its members are named.
    ];
  }
  if (voters.length > 0) return [own, ...voters.map(({ id, host }) => `voter ${id ?? ''} ${nameOf(host)}`)];
  const bootstrap = properties.get('controller.quorum.bootstrap.servers') ?? properties.get('seeds');
  const seeds = bootstrap === undefined ? [] : parseEndpoints(bootstrap.value).map(({ host }) => `service ${nameOf(host)}`);
  if (seeds.length > 0) return [own, ...seeds];
  return clusterId === undefined ? [own] : [own, `id ${clusterId.value}`];
}
