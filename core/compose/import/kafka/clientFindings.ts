/** Addresses a cluster gives its clients, and those they are told: which of them lead nowhere. */
import type { NodeId } from '../../../scenario/scenario.ts';
import type { KnownService } from '../classify.ts';
import { enNames, error, isOrAre, warning, zhNames } from '../findings.ts';
import type { Finding } from '../imported.ts';
import type { Project } from '../knownProject.ts';
import { loopbackMentions } from '../mentions.ts';
import type { KafkaCluster, KafkaServer } from './clusters.ts';
import { isLoopback } from './listeners.ts';

export function clientFindings(cluster: KafkaCluster, broker: NodeId, project: Project): Finding[] {
  const { services, told, idOf } = project;
  const own = new Set(cluster.servers.map(({ known }) => known));
  const clients = services.filter((known) => !own.has(known) && known.role !== 'zookeeper' && told(known).some(({ target }) => own.has(target)));
  const nodesOf = (found: readonly KnownService[]): NodeId[] => [broker, ...found.flatMap((known) => idOf.get(known) ?? [])];
  return [
    ...cluster.brokers.flatMap((server) => onlyLocalhost(server, clients, nodesOf)),
    ...cluster.brokers.flatMap((server) => wrongPorts(server, clients, project, nodesOf)),
    ...services.flatMap((known) => (own.has(known) ? [] : ownLoopback(known, cluster, nodesOf))),
  ];
}

/** Every client is told localhost, which in another container is that container itself. */
function onlyLocalhost(server: KafkaServer, clients: readonly KnownService[], nodesOf: (found: readonly KnownService[]) => NodeId[]): Finding[] {
  const { advertised } = server.listeners;
  const local = advertised.find(({ host }) => isLoopback(host));
  if (local === undefined || advertised.some(({ audience, host }) => audience === 'containers' || !isLoopback(host))) return [];
  const { name } = server.known.service;
  const address = `localhost:${local.port ?? 9092}`;
  if (clients.length === 0) {
    return [
      warning(
        'kafka.advertisedLocalhost',
        local.text.at,
        nodesOf([]),
        [
          `“${name}” tells every client to connect to ${address}: programs on this machine can, other containers would reach themselves and fail.`,
          `“${name}”让所有客户端连接 ${address}：本机程序可以连上，其他容器连到的是自己，会失败。`,
        ],
        true,
      ),
    ];
  }
  const names = clients.map(({ service }) => service.name);
  return [
    error(
      'kafka.advertisedLocalhost',
      local.text.at,
      nodesOf(clients),
      [
        `“${name}” tells every client to connect to ${address}: ${enNames(names)} would reach ${isOrAre(names, 'itself', 'themselves')} there and fail. Only programs on this machine can use it.`,
        `“${name}”让所有客户端连接 ${address}：${zhNames(names)} 连到的是自己，会失败。只有本机程序可以使用。`,
      ],
      true,
    ),
  ];
}

/** Variables that name a cluster, and not a port for metrics. */
const CLUSTER_KEY = /BOOTSTRAP|BROKER|KAFKA_(?:HOST|SERVER|URL|ADDR|URI)/i;

function wrongPorts(
  server: KafkaServer,
  clients: readonly KnownService[],
  { told }: Project,
  nodesOf: (found: readonly KnownService[]) => NodeId[],
): Finding[] {
  const { bound, advertised, controllers } = server.listeners;
  if (bound.length === 0 || bound.some(({ port }) => port === undefined)) return [];
  const isOpen = advertised.some(({ audience }) => audience === 'containers');
  return clients.flatMap((client) => {
    const mention = told(client).find(({ target, port, key }) => target === server.known && port !== undefined && key !== undefined && CLUSTER_KEY.test(key));
    if (mention?.port === undefined) return [];
    const listener = bound.find(({ port }) => port === mention.port);
    const [name, server_] = [client.service.name, server.known.service.name];
    const address = `${server_}:${mention.port}`;
    if (listener === undefined) {
      return [
        error('kafka.noListener', mention.text.at, nodesOf([client]), [
          `“${name}” connects to ${address}, where “${server_}” does not listen.`,
          `“${name}”连接 ${address}，但“${server_}”没有监听该端口。`,
        ]),
      ];
    }
    if (controllers.includes(listener.name)) {
      return [
        error('kafka.controllerPort', mention.text.at, nodesOf([client]), [
          `“${name}” connects to ${address}, which is for controllers only.`,
          `“${name}”连接 ${address}，那是仅供控制器使用的端口。`,
        ]),
      ];
    }
    const given = advertised.find((one) => one.name === listener.name);
    if (given === undefined || !isLoopback(given.host) || !isOpen) return [];
    return [
      error('kafka.hostListener', mention.text.at, nodesOf([client]), [
        `“${name}” connects to ${address}, whose clients are then sent to ${given.host}:${given.port ?? ''}: itself. It has to use the listener for containers.`,
        `“${name}”连接 ${address}，随后会被指向 ${given.host}:${given.port ?? ''}，即它自己；应改用面向容器的监听器。`,
      ]),
    ];
  });
}

function ownLoopback(known: KnownService, cluster: KafkaCluster, nodesOf: (found: readonly KnownService[]) => NodeId[]): Finding[] {
  if (known.role !== 'program' && known.role !== 'tool') return [];
  const ports = new Set(
    cluster.brokers.flatMap(({ listeners, known: { service } }) => [
      ...listeners.advertised.flatMap(({ port }) => port ?? []),
      ...service.ports.flatMap(({ host }) => host ?? []),
    ]),
  );
  const said = loopbackMentions(known.service).find(({ port }) => ports.has(port));
  if (said === undefined) return [];
  return [
    warning('kafka.clientLocalhost', said.text.at, nodesOf([known]), [
      `“${known.service.name}” looks for Kafka at localhost:${said.port}, which in a container is the container itself, unless it shares the host’s network.`,
      `“${known.service.name}”在 localhost:${said.port} 找 Kafka；在容器里那是容器自己，除非它使用主机网络。`,
    ]),
  ];
}
