/**
 * One RabbitMQ node whose queues and exchanges come from a definitions file at boot. With such a file the default vhost and
 * user are not created, so both are in it. Published on the loopback interface only: the password is in the README.
 */
import { parseBytes, parseDuration } from '../../base/quantity.ts';
import type { QueueDoc } from '../../scenario/scenario.ts';
import type { ComposeDesign } from '../design.ts';
import { utf8 } from '../../base/utf8.ts';
import { base64, sha256 } from '../sha256.ts';
import { deadLetterArguments, routingDefinitions } from '../routing.ts';
import type { ComposePart } from './part.ts';

export const RABBIT_USER = 'spillway';
export const RABBIT_PASSWORD = 'spillway';
export const RABBIT_INSIDE = `amqp://${RABBIT_USER}:${RABBIT_PASSWORD}@rabbitmq:5672/`;
export const RABBIT_OUTSIDE = `amqp://${RABBIT_USER}:${RABBIT_PASSWORD}@localhost:5672/`;

type Contents = Pick<ComposeDesign, 'queues' | 'exchanges' | 'routers' | 'routing'>;

export function rabbitPart(project: string, contents: Contents): ComposePart {
  return {
    services: { rabbitmq: SERVICE },
    volumes: ['rabbitmq-data'],
    figures: { rabbitmq: ['rabbitmq:15692'] },
    files: new Map([
      ['rabbitmq/rabbitmq.conf', CONF],
      ['rabbitmq/enabled_plugins', '[rabbitmq_management,rabbitmq_prometheus].\n'],
      ['rabbitmq/definitions.json', `${JSON.stringify(definitions(project, contents), null, 2)}\n`],
    ]),
  };
}

const SERVICE = {
  image: 'rabbitmq:4.3-management',
  // The data directory is named after the host: without a fixed one a new container would not find its queues.
  hostname: 'rabbitmq',
  restart: 'unless-stopped',
  ports: ['127.0.0.1:5672:5672', '127.0.0.1:15672:15672', '127.0.0.1:15692:15692'],
  volumes: [
    './rabbitmq/rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf:ro',
    './rabbitmq/definitions.json:/etc/rabbitmq/definitions.json:ro',
    './rabbitmq/enabled_plugins:/etc/rabbitmq/enabled_plugins:ro',
    'rabbitmq-data:/var/lib/rabbitmq',
  ],
  healthcheck: {
    test: ['CMD-SHELL', 'rabbitmq-diagnostics -q check_port_listener 5672 && rabbitmq-diagnostics -q check_local_alarms'],
    interval: '10s',
    timeout: '15s',
    retries: 12,
    start_period: '30s',
  },
  deploy: { resources: { limits: { memory: '1G' } } },
};

const CONF = `definitions.import_backend = local_filesystem
definitions.local.path = /etc/rabbitmq/definitions.json
definitions.skip_if_unchanged = true
prometheus.return_per_object_metrics = true
`;

function definitions(project: string, { queues, exchanges, routers, routing }: Contents): unknown {
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
    policies: [],
    ...routingDefinitions(exchanges, routers, routing),
    queues: queues.map(({ id, name, doc }) => ({
      name,
      vhost: '/',
      durable: doc.durable,
      auto_delete: false,
      arguments: { ...queueArguments(doc), ...deadLetterArguments(routing.deadLetterTo.get(id)) },
    })),
  };
}

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
