/**
 * One ActiveMQ Artemis server. Its broker.xml is laid over the one the image makes when its volume is new; every protocol it speaks
 * (Core, OpenWire, AMQP, STOMP) is on the one port 61616, so a RabbitMQ beside it keeps 5672.
 */
import { escapeMarkup } from '../../base/markup.ts';
import { parseBytes } from '../../base/quantity.ts';
import { SHARED_DEAD_LETTERS } from '../../scenario/jms.ts';
import type { QueueDoc } from '../../scenario/scenario.ts';
import { type JmsDesign, jmsMs, type Redelivery, STANDARD_REDELIVERY } from '../jms.ts';
import { HOST_PORTS } from '../ports.ts';
import type { ComposePart } from './part.ts';

/** The last name of the image before the project became Apache Artemis. */
const IMAGE = 'apache/activemq-artemis:2.40.0';
export const ARTEMIS_USER = 'spillway';
export const ARTEMIS_PASSWORD = 'spillway';
const PORT = 61_616;
const CONSOLE_PORT = 8_161;
export const ARTEMIS_INSIDE = `tcp://artemis:${PORT}`;
export const ARTEMIS_OUTSIDE = `tcp://localhost:${HOST_PORTS.artemis}`;
export const ARTEMIS_CONSOLE = `http://localhost:${HOST_PORTS.artemisConsole}/console`;

export const artemisPart = (jms: JmsDesign): ComposePart => ({
  services: {
    artemis: {
      image: IMAGE,
      hostname: 'artemis',
      restart: 'unless-stopped',
      ports: [`127.0.0.1:${HOST_PORTS.artemis}:${PORT}`, `127.0.0.1:${HOST_PORTS.artemisConsole}:${CONSOLE_PORT}`],
      environment: {
        ARTEMIS_USER,
        ARTEMIS_PASSWORD,
        ANONYMOUS_LOGIN: 'false',
        // Replaces the image's arguments, so the first two are said again. Two gigabytes of heap would not fit the limit below.
        EXTRA_ARGS: '--http-host 0.0.0.0 --relax-jolokia --no-autotune --java-memory 640M',
      },
      volumes: ['./artemis/broker.xml:/var/lib/artemis-instance/etc-override/broker.xml:ro', 'artemis-data:/var/lib/artemis-instance'],
      healthcheck: { test: ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/localhost/${PORT}`], interval: '5s', timeout: '3s', retries: 24, start_period: '20s' },
      deploy: { resources: { limits: { memory: '1G' } } },
    },
  },
  volumes: ['artemis-data'],
  files: new Map([['artemis/broker.xml', brokerXml(jms)]]),
});

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeMarkup(String(value))}"`]));
  const tag = `${name}${given.join('')}`;
  if (children.length === 0) return `<${tag}/>`;
  return [`<${tag}>`, ...children.map((child) => child.replaceAll(/^/gm, '  ')), `</${name}>`].join('\n');
}
const setting = (name: string, value: string | number | boolean): string => `<${name}>${escapeMarkup(String(value))}</${name}>`;

const PERMISSIONS = [
  'createNonDurableQueue',
  'deleteNonDurableQueue',
  'createDurableQueue',
  'deleteDurableQueue',
  'createAddress',
  'deleteAddress',
  'consume',
  'browse',
  'send',
  'manage',
] as const;

function brokerXml(jms: JmsDesign): string {
  const core = [
    setting('name', 'artemis'),
    setting('persistence-enabled', true),
    // Plain files: the image's other kind needs a library of the kernel that not every machine has.
    setting('journal-type', 'NIO'),
    setting('paging-directory', 'data/paging'),
    setting('bindings-directory', 'data/bindings'),
    setting('journal-directory', 'data/journal'),
    setting('large-messages-directory', 'data/large-messages'),
    setting('journal-min-files', 2),
    setting('journal-pool-files', 10),
    setting('journal-file-size', '10M'),
    // A well-filled disk is no reason to stop senders on a machine at home.
    setting('max-disk-usage', 99),
    element('acceptors', {}, [`<acceptor name="artemis">${escapeMarkup(`tcp://0.0.0.0:${PORT}?protocols=CORE,AMQP,STOMP,OPENWIRE;useEpoll=true`)}</acceptor>`]),
    element('security-settings', {}, [
      element(
        'security-setting',
        { match: '#' },
        PERMISSIONS.map((type) => element('permission', { type, roles: 'amq' })),
      ),
    ]),
    element('address-settings', {}, addressSettings(jms)),
    element('addresses', {}, addresses(jms)),
  ];
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return `${head}${element('configuration', { xmlns: 'urn:activemq' }, [element('core', { xmlns: 'urn:activemq:core' }, core)])}\n`;
}

/** Those of '#' hold wherever one does not say otherwise. */
function addressSettings({ queues, broadcasts, redelivery, deadLetterTo }: JmsDesign): string[] {
  const standard = [
    setting('dead-letter-address', SHARED_DEAD_LETTERS),
    setting('expiry-address', SHARED_DEAD_LETTERS),
    ...redeliverySettings(STANDARD_REDELIVERY),
    setting('address-full-policy', 'PAGE'),
    setting('auto-create-queues', true),
    setting('auto-create-addresses', true),
  ];
  const own = [...queues, ...broadcasts].flatMap(({ id, name, doc }) => {
    const policy = redelivery.get(id);
    const target = deadLetterTo.get(id);
    const letters = target === undefined ? [] : [setting('dead-letter-address', target), setting('expiry-address', target)];
    const settings = [
      // What dies among the shared dead letters is gone, or it would come back there for ever.
      ...(name === SHARED_DEAD_LETTERS && target === undefined ? [setting('dead-letter-address', ''), setting('expiry-address', '')] : letters),
      ...(policy === undefined ? [] : redeliverySettings(policy)),
      ...(doc.kind === 'queue' ? queueSettings(doc) : []),
    ];
    return settings.length === 0 ? [] : [element('address-setting', { match: name }, settings)];
  });
  return [element('address-setting', { match: '#' }, standard), ...own];
}

const redeliverySettings = ({ attempts, delayMs, multiplier, delayMsMax }: Redelivery): string[] => [
  setting('redelivery-delay', delayMs),
  ...(multiplier === 1 ? [] : [setting('redelivery-delay-multiplier', multiplier)]),
  // Artemis stops at ten times the first delay unless told otherwise.
  ...(delayMsMax === undefined && multiplier === 1 ? [] : [setting('max-redelivery-delay', delayMsMax ?? 86_400_000)]),
  setting('max-delivery-attempts', attempts),
];

/** A queue that drops its oldest message is a ring; one that refuses is an address with a limit. */
function queueSettings({ maxLength, maxBytes, overflow, messageTtl }: QueueDoc): string[] {
  const bytes = maxBytes === undefined ? undefined : parseBytes(maxBytes);
  const ttl = jmsMs(messageTtl);
  const limits =
    overflow === 'dropHead'
      ? []
      : [...(maxLength > 0 ? [setting('max-size-messages', maxLength)] : []), ...(bytes?.ok === true ? [setting('max-size-bytes', bytes.value)] : [])];
  return [
    ...(ttl === undefined ? [] : [setting('expiry-delay', Math.max(1, ttl))]),
    ...limits,
    ...(limits.length > 0 ? [setting('address-full-policy', 'FAIL')] : []),
  ];
}

function addresses({ queues, broadcasts, subscriptions }: JmsDesign): string[] {
  const anycast = (name: string, attributes: Attributes = {}, children: readonly string[] = []): string =>
    element('address', { name }, [element('anycast', {}, [element('queue', { name, ...attributes }, children)])]);
  return [
    ...(queues.some(({ name }) => name === SHARED_DEAD_LETTERS) ? [] : [anycast(SHARED_DEAD_LETTERS)]),
    ...queues.map(({ name, doc }) => {
      const attributes = {
        'ring-size': doc.overflow === 'dropHead' && doc.maxLength > 0 ? doc.maxLength : undefined,
        exclusive: doc.singleActive ? true : undefined,
      };
      return anycast(name, attributes, doc.durable ? [] : [setting('durable', false)]);
    }),
    ...broadcasts.map(({ name }) => {
      const own = subscriptions.filter(({ address }) => address === name);
      const stored = own.map(({ queue, selector }) =>
        element('queue', { name: queue }, selector === '' ? [] : [element('filter', { string: toFilter(selector) })]),
      );
      return element('address', { name }, [element('multicast', {}, stored)]);
    }),
  ];
}

/** Headers as Artemis's filters call them; a subscriber whose selector reads otherwise makes the queue anew. */
const HEADERS: Readonly<Record<string, string>> = {
  JMSPriority: 'AMQPriority',
  JMSTimestamp: 'AMQTimestamp',
  JMSMessageID: 'AMQUserID',
  JMSExpiration: 'AMQExpiration',
  JMSDeliveryMode: 'AMQDurable',
};

function toFilter(selector: string): string {
  const texts = /('(?:[^']|'')*')/;
  return selector
    .split(texts)
    .map((part, i) => {
      if (i % 2 === 0) return part.replaceAll(/\bJMS\w+/g, (header) => HEADERS[header] ?? header);
      return part === "'PERSISTENT'" ? "'DURABLE'" : part === "'NON_PERSISTENT'" ? "'NON_DURABLE'" : part;
    })
    .join('');
}
