/**
 * One RabbitMQ node, or a cluster of three, whose queues and exchanges come from a definitions file at boot. With such a file the
 * default vhost and user are not created, so both are in it. Published on the loopback interface only: the password is in the README.
 */
import { parseBytes, parseDuration } from '../../base/quantity.ts';
import { utf8 } from '../../base/utf8.ts';
import { byId } from '../../scenario/lookup.ts';
import type { Model, QueueDoc } from '../../scenario/scenario.ts';
import type { ComposeDesign } from '../design.ts';
import { type ComposeNote, note } from '../notes.ts';
import type { ComposeOptions } from '../options.ts';
import { HOST_PORTS } from '../ports.ts';
import { deadLetterArguments, routingDefinitions } from '../routing.ts';
import { base64, base64url, sha256 } from '../sha256.ts';
import type { ComposePart } from './part.ts';

export const RABBIT_USER = 'spillway';
export const RABBIT_PASSWORD = 'spillway';
/** Of a cluster it is the name of every node, and leads to one that is up. */
export const RABBIT_INSIDE = `amqp://${RABBIT_USER}:${RABBIT_PASSWORD}@rabbitmq:5672/`;
export const rabbitOutside = ({ nodes }: RabbitCluster): string[] =>
  each(nodes, (node) => `amqp://${RABBIT_USER}:${RABBIT_PASSWORD}@localhost:${HOST_PORTS.amqp + node - 1}/`);

export interface RabbitCluster {
  /** With two, the loss of one would leave no majority. */
  readonly nodes: 1 | 3;
  /** As many as the largest of the design's brokers that hold queues or exchanges has. */
  readonly drawn: number;
}

export function rabbitCluster({ nodes }: Model, held: ReadonlySet<string>, { rabbitmq }: ComposeOptions): RabbitCluster {
  const drawn = Math.max(1, ...byId(nodes).flatMap(([id, node]) => (node.kind === 'broker' && held.has(id) ? [Math.floor(node.nodes)] : [])));
  return { nodes: rabbitmq?.nodes ?? (drawn > 1 ? 3 : 1), drawn };
}

export const rabbitNotes = ({ nodes, drawn }: RabbitCluster): ComposeNote[] => (nodes === drawn ? [] : [note.servers('RabbitMQ', nodes, drawn)]);

type Contents = Pick<ComposeDesign, 'queues' | 'exchanges' | 'routers' | 'routing' | 'rabbit'>;

const each = <T>(count: number, of: (n: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i + 1));
const nameOf = (node: number, { nodes }: RabbitCluster): string => (nodes === 1 ? 'rabbitmq' : `rabbitmq-${node}`);
export const rabbitNames = (cluster: RabbitCluster): string[] => each(cluster.nodes, (node) => nameOf(node, cluster));

export function rabbitPart(project: string, contents: Contents): ComposePart {
  const names = rabbitNames(contents.rabbit);
  return {
    services: Object.fromEntries(names.map((name, i) => [name, service(project, name, i, contents.rabbit)])),
    volumes: names.map((name) => `${name}-data`),
    figures: { rabbitmq: names.map((name) => `${name}:15692`) },
    files: new Map([
      ['rabbitmq/rabbitmq.conf', conf(contents.rabbit)],
      ['rabbitmq/enabled_plugins', '[rabbitmq_management,rabbitmq_prometheus].\n'],
      ['rabbitmq/definitions.json', `${JSON.stringify(definitions(project, contents), null, 2)}\n`],
    ]),
  };
}

const service = (project: string, name: string, place: number, { nodes }: RabbitCluster): unknown => ({
  image: 'rabbitmq:4.3-management',
  // The data directory is named after the host: without a fixed one a new container would not find its queues.
  hostname: name,
  restart: 'unless-stopped',
  ports: [
    `127.0.0.1:${HOST_PORTS.amqp + place}:5672`,
    `127.0.0.1:${HOST_PORTS.rabbitManagement + place}:15672`,
    `127.0.0.1:${HOST_PORTS.rabbitMetrics + place}:15692`,
  ],
  // The nodes of a cluster share a secret. They start together: none waits until another is healthy.
  ...(nodes === 1 ? {} : { environment: { RABBITMQ_ERLANG_COOKIE: cookie(project) } }),
  volumes: [
    './rabbitmq/rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf:ro',
    './rabbitmq/definitions.json:/etc/rabbitmq/definitions.json:ro',
    './rabbitmq/enabled_plugins:/etc/rabbitmq/enabled_plugins:ro',
    `${name}-data:/var/lib/rabbitmq`,
  ],
  ...(nodes === 1 ? {} : { networks: { default: { aliases: ['rabbitmq'] } } }),
  healthcheck: {
    test: ['CMD-SHELL', 'rabbitmq-diagnostics -q check_port_listener 5672 && rabbitmq-diagnostics -q check_local_alarms'],
    interval: '10s',
    timeout: '15s',
    retries: 12,
    start_period: '30s',
  },
  deploy: { resources: { limits: { memory: '1G' } } },
});

/** Letters and digits only, as Erlang makes them itself. */
const cookie = (project: string): string => base64url(sha256(utf8(`erlang cookie of ${project}`))).replaceAll(/[-_]/g, '');

/** Queues are declared once all nodes are there, so a replicated one is on all of them (docs/clustering and docs/definitions). */
const conf = ({ nodes }: RabbitCluster): string => `definitions.import_backend = local_filesystem
definitions.local.path = /etc/rabbitmq/definitions.json
definitions.skip_if_unchanged = true
prometheus.return_per_object_metrics = true
${
  nodes === 1
    ? ''
    : `cluster_formation.peer_discovery_backend = classic_config
${each(nodes, (node) => `cluster_formation.classic_config.nodes.${node} = rabbit@rabbitmq-${node}\n`).join('')}cluster_formation.target_cluster_size_hint = ${nodes}
cluster_partition_handling = pause_minority
queue_leader_locator = balanced
`
}`;

/** What a queue is once and for all; anything else about it can be changed by a policy while it holds messages. */
export const FIXED: ReadonlySet<string> = new Set(['x-queue-type', 'x-max-priority', 'x-single-active-consumer']);

function definitions(project: string, { queues, exchanges, routers, routing }: Contents): unknown {
  const settings = queues.map(({ id, name, doc }) => {
    const all = Object.entries({ ...queueArguments(doc), ...deadLetterArguments(routing.deadLetterTo.get(id)) });
    const policy = all.flatMap(([key, value]) => (FIXED.has(key) ? [] : [[key.replace(/^x-/, ''), value] as const]));
    return { name, doc, fixed: Object.fromEntries(all.filter(([key]) => FIXED.has(key))), policy: Object.fromEntries(policy) };
  });
  return {
    rabbitmq_version: '4.3.0',
    users: [
      {
        name: RABBIT_USER,
        password_hash: passwordHash(RABBIT_PASSWORD, sha256(utf8(`salt of ${project}`)).slice(0, 4)),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: ['administrator'],
        limits: {},
      },
    ],
    vhosts: [{ name: '/' }],
    permissions: [{ user: RABBIT_USER, vhost: '/', configure: '.*', write: '.*', read: '.*' }],
    topic_permissions: [],
    parameters: [],
    global_parameters: [],
    policies: settings.flatMap(({ name, policy }) =>
      Object.keys(policy).length === 0 ? [] : [{ vhost: '/', name, pattern: patternOf(name), 'apply-to': 'queues', priority: 0, definition: policy }],
    ),
    ...routingDefinitions(exchanges, routers, routing),
    queues: settings.map(({ name, doc, fixed }) => ({ name, vhost: '/', durable: doc.durable, auto_delete: false, arguments: fixed })),
  };
}

/** A policy holds for the names its pattern matches: this one for a single name. */
export const patternOf = (name: string): string => `^${name.replaceAll(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`)}$`;

/**
 * Classic, like the simulated queue: a quorum queue would give up on a message after 20 returns. So it is one only where the
 * design gives up too. RabbitMQ's length limit counts ready messages only, as the design's does.
 */
export function queueArguments(doc: QueueDoc): Record<string, string | number | boolean> {
  const { maxLength, maxBytes, overflow, deliveryLimit, maxPriority } = doc;
  const ttl = milliseconds(doc.messageTtl);
  const expires = milliseconds(doc.expires);
  const bytes = maxBytes === undefined ? undefined : parseBytes(maxBytes);
  return {
    'x-queue-type': isQuorum(doc) ? 'quorum' : 'classic',
    ...(maxLength > 0 ? { 'x-max-length': maxLength } : {}),
    ...(bytes?.ok === true ? { 'x-max-length-bytes': bytes.value } : {}),
    ...(maxLength > 0 || bytes?.ok === true ? { 'x-overflow': OVERFLOW[overflow] } : {}),
    ...(ttl === undefined ? {} : { 'x-message-ttl': ttl.ms }),
    ...(expires === undefined ? {} : { 'x-expires': expires.ms }),
    ...(deliveryLimit === undefined || !isQuorum(doc) ? {} : { 'x-delivery-limit': deliveryLimit }),
    ...(maxPriority === undefined ? {} : { 'x-max-priority': maxPriority }),
    ...(doc.singleActive ? { 'x-single-active-consumer': true } : {}),
    ...(doc.deadLetterStrategy === 'atLeastOnce' && doc.type === 'quorum' ? { 'x-dead-letter-strategy': 'at-least-once' } : {}),
  };
}

const OVERFLOW = { reject: 'reject-publish', dropHead: 'drop-head', rejectDeadLetter: 'reject-publish-dlx' } as const;

/** Only a quorum queue has a delivery limit. */
export const isQuorum = ({ type, deliveryLimit }: QueueDoc): boolean => type === 'quorum' || (deliveryLimit !== undefined && deliveryLimit >= 0);

/** Erlang's longest timer, which RabbitMQ holds times to live to. */
const TTL_MS_MAX = 4_294_967_295;

/** A queue's time to live as RabbitMQ takes it, and whether that is what the design says; undefined: none. */
export const messageTtl = (doc: QueueDoc): Milliseconds | undefined => milliseconds(doc.messageTtl);

interface Milliseconds {
  readonly ms: number;
  readonly isExact: boolean;
}

function milliseconds(text: string | undefined): Milliseconds | undefined {
  const read = text === undefined ? undefined : parseDuration(text);
  if (read?.ok !== true) return undefined;
  const ms = Math.min(Math.ceil(read.value / 1_000), TTL_MS_MAX);
  return { ms, isExact: ms * 1_000 === read.value };
}

/** base64(salt ‖ sha256(salt ‖ password)), salt of four bytes: docs/passwords of rabbitmq.com. */
function passwordHash(password: string, salt: Uint8Array): string {
  const text = utf8(password);
  const salted = new Uint8Array(salt.length + text.length);
  salted.set(salt);
  salted.set(text, salt.length);
  const digest = sha256(salted);
  const out = new Uint8Array(salt.length + digest.length);
  out.set(salt);
  out.set(digest, salt.length);
  return base64(out);
}
