/** The README of an exported project: how to start it, where to connect, how to set one's own clients, and what differs. */
import { parseBytes } from '../base/quantity.ts';
import { SHARED_DEAD_LETTERS } from '../scenario/jms.ts';
import type { ConsumerDoc, Model, NodeId, ProducerDoc } from '../scenario/scenario.ts';
import { amqpConsumer, jmsConsumer, jmsProducer, kafkaConsumer, kafkaProducer, type Setting } from './clientSettings.ts';
import type { ComposeDesign, ComposeSystem, Placed } from './design.ts';
import { type JmsDesign, STANDARD_REDELIVERY } from './jms.ts';
import { code, fenced, plain, shell, table } from './markdown.ts';
import type { ComposeNote } from './notes.ts';
import type { ComposeContext, ComposeOptions, Language } from './options.ts';
import { readmeWords, type Say } from './readmeText.ts';
import type { DeadLetterTarget } from './routing.ts';
import { ARTEMIS_CONSOLE, ARTEMIS_INSIDE, ARTEMIS_OUTSIDE, ARTEMIS_PASSWORD, ARTEMIS_USER } from './services/artemis.ts';
import { kafkaInside, kafkaOutside } from './services/kafka.ts';
import type { ComposePart } from './services/part.ts';
import { RABBIT_INSIDE, RABBIT_PASSWORD, RABBIT_USER, rabbitOutside } from './services/rabbitmq.ts';

export function readme(context: ComposeContext, title: string, parts: readonly ComposePart[], notes: readonly ComposeNote[]): string {
  const { project, language, model, design, options } = context;
  const isLegacy = options.target === 'legacy';
  const say = readmeWords(language);
  const blocks = [
    `# ${plain(project)}`,
    say('intro', { title: plain(title) }),
    ...(isLegacy ? [`**${say('legacy')}**`] : []),
    ...starting(say, options, memoryGiB(parts)),
    ...addresses(say, design, parts, isLegacy),
    ...contents(say, design, options),
    ...parts.flatMap((part) => (part.readme ?? []).map((block) => (options.isCompat129 === true ? toOldCommands(block) : block))),
    ...programs(say, model, design),
    ...differences(say, notes, language),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What the limits of all services come to, rounded up. Those of an add-on that starts on request do not count. */
function memoryGiB(parts: readonly ComposePart[]): number {
  const services = parts.flatMap((part) => Object.values(part.services)) as readonly Limited[];
  const limits = services.flatMap(({ profiles, deploy }) => {
    const bytes = profiles === undefined ? parseBytes(`${deploy?.resources?.limits?.memory ?? '0'}iB`) : undefined;
    return bytes?.ok === true ? [bytes.value * (deploy?.replicas ?? 1)] : [];
  });
  return Math.ceil(limits.reduce((sum, bytes) => sum + bytes, 0) / 2 ** 30);
}

interface Limited {
  readonly profiles?: readonly string[];
  readonly deploy?: { readonly replicas?: number; readonly resources?: { readonly limits?: { readonly memory?: string } } };
}

/** Compose 2 is a command of Docker, version 1.29 one of its own. */
const commandOf = ({ isCompat129 }: ComposeOptions): string => (isCompat129 === true ? 'docker-compose' : 'docker compose');

/** Version 1.29 cannot wait. */
const toOldCommands = (block: string): string => block.replaceAll('docker compose ', 'docker-compose ').replaceAll(' --wait', '');

function starting(say: Say, { target, isCompat129 }: ComposeOptions, memory: number): string[] {
  const compose = commandOf({ isCompat129 });
  // Only what has health checks can be waited for, and only Compose 2 waits.
  const isWaited = target !== 'legacy' && isCompat129 !== true;
  return [
    `## ${say('start')}`,
    say(isCompat129 === true ? 'startBody129' : 'startBody'),
    shell(isWaited ? `${compose} up -d --wait` : `${compose} up -d`),
    say(isWaited ? 'startWait' : 'startLater'),
    ...(memory > 0 ? [say('memory', { memory })] : []),
    say('stop'),
    shell(`${compose} down`),
    say('wipe'),
    shell(`${compose} down -v`),
  ];
}

function addresses(say: Say, { systems, kafka, rabbit }: ComposeDesign, parts: readonly ComposePart[], isLegacy: boolean): string[] {
  const rows = [
    ...(systems.includes('kafka') ? [['Kafka', code(kafkaOutside(kafka.servers)), isLegacy ? say('nowhere') : code(kafkaInside(kafka.servers))]] : []),
    ...(systems.includes('rabbitmq')
      ? [
          ['RabbitMQ', rabbitOutside(rabbit).map(code).join(', '), code(RABBIT_INSIDE)],
          [say('management'), `<http://localhost:15672>, ${say('login', { user: RABBIT_USER, password: RABBIT_PASSWORD })}`, code('http://rabbitmq:15672')],
          [say('metrics'), '<http://localhost:15692/metrics>', code('http://rabbitmq:15692/metrics')],
        ]
      : []),
    ...(systems.includes('activemq')
      ? [
          ['ActiveMQ Artemis', `${code(ARTEMIS_OUTSIDE)}, ${say('login', { user: ARTEMIS_USER, password: ARTEMIS_PASSWORD })}`, code(ARTEMIS_INSIDE)],
          [say('console'), `<${ARTEMIS_CONSOLE}>`, ''],
        ]
      : []),
    ...parts.flatMap((part) => part.addresses ?? []),
  ];
  return [
    `## ${say('connect')}`,
    table([say('what'), say('fromHost'), say('fromContainer')], rows),
    ...(systems.includes('rabbitmq') && rabbit.nodes > 1 ? [say('rabbitNodes')] : []),
    say(isLegacy ? 'connectOpen' : 'connectLocal'),
  ];
}

function contents(say: Say, { kafka, topics, queues, exchanges, routers, routing, jms }: ComposeDesign, options: ComposeOptions): string[] {
  const isLegacy = options.target === 'legacy';
  const blocks: string[] = [];
  if (topics.length > 0) {
    const rows = topics.map(({ name, doc }) => [code(name), plain(doc.name), String(doc.partitions)]);
    const describe = isLegacy
      ? 'kafka1 kafka-topics.sh --bootstrap-server localhost:9092'
      : `kafka-tools ./kafka-topics.sh --bootstrap-server ${kafkaInside(kafka.servers)}`;
    blocks.push(`## ${say('topics')}`, table([say('topic'), say('inDesign'), say('partitions')], rows), say(isLegacy ? 'toolsLegacy' : 'tools'));
    blocks.push(shell(`${commandOf(options)} exec ${describe} --describe`));
  }
  if (queues.length > 0) {
    const rows = queues.map(({ id, name, doc }) => [
      code(name),
      plain(doc.name),
      doc.maxLength > 0 ? String(doc.maxLength) : say('unlimited'),
      doc.maxLength > 0 ? say(doc.overflow) : '',
      plain(doc.messageTtl ?? say('unlimited')),
      doc.deliveryLimit === undefined ? say('unlimited') : String(doc.deliveryLimit),
      deadLettersText(routing.deadLetterTo.get(id)),
    ]);
    const head = [say('queue'), say('inDesign'), say('maxLength'), say('overflow'), say('messageTtl'), say('deliveryLimit'), say('deadLetterTo')];
    blocks.push(`## ${say('queues')}`, table(head, rows), say('queueHow'));
  }
  if (routers.length > 0) {
    const rows = routers.map(({ id, name, doc }) => {
      const alternate = routing.alternates.get(id);
      const bound = new Set(routing.bindings.flatMap(({ from, to }) => (from === name ? [code(to)] : [])));
      return [code(name), plain(doc.name), doc.type, [...bound].join(', '), alternate === undefined ? '' : code(alternate)];
    });
    blocks.push(`## ${say('routers')}`, table([say('router'), say('inDesign'), say('type'), say('boundTo'), say('alternate')], rows), say('routerHow'));
  }
  if (exchanges.length > 0) {
    const rows = exchanges.map(({ name, doc }) => [code(name), plain(doc.name)]);
    blocks.push(`## ${say('exchanges')}`, table([say('exchange'), say('inDesign')], rows), say('exchangeHow'));
  }
  if (jms.queues.length + jms.broadcasts.length > 0) blocks.push(...destinations(say, jms));
  return blocks;
}

function destinations(say: Say, { queues, broadcasts, subscriptions, redelivery, deadLetterTo }: JmsDesign): string[] {
  const rows = [...queues, ...broadcasts].map(({ id, name, doc }) => {
    const { attempts, delayMs } = redelivery.get(id) ?? STANDARD_REDELIVERY;
    const stored = subscriptions.flatMap(({ address, queue }) => (address === name ? [code(queue)] : []));
    return [
      code(name),
      plain(doc.name),
      say(doc.kind === 'queue' ? 'jmsQueue' : 'jmsTopic'),
      attempts < 0 ? say('unlimited') : String(attempts),
      String(delayMs),
      name === SHARED_DEAD_LETTERS ? '' : code(deadLetterTo.get(id) ?? SHARED_DEAD_LETTERS),
      stored.join(', '),
    ];
  });
  const head = [say('destination'), say('inDesign'), say('type'), say('attempts'), say('redeliveryDelay'), say('deadLetterTo'), say('subscriptions')];
  return [`## ${say('destinations')}`, table(head, rows), say('destinationHow')];
}

/** A queue by its name; an exchange with the key letters get. */
const deadLettersText = (target: DeadLetterTarget | undefined): string =>
  target === undefined ? '' : [target.exchange, target.key].flatMap((text) => (text ? [code(text)] : [])).join(', ');

function programs(say: Say, model: Model, design: ComposeDesign): string[] {
  if (design.producers.length + design.consumers.length === 0) return [];
  return [
    `## ${say('clients')}`,
    say('clientsBody'),
    ...design.producers.flatMap((p) => client(say, model, design, p)),
    ...design.consumers.flatMap((c) => client(say, model, design, c)),
  ];
}

/** A client as a heading, what it is wired to, and its settings for each system it meets. */
function client(say: Say, model: Model, design: ComposeDesign, { id, doc }: Placed<ProducerDoc | ConsumerDoc>): string[] {
  const reads = wired(model, design, id, 'to');
  const sends = wired(model, design, id, 'from');
  const lines = [
    ...(reads.length > 0 ? [`- ${say('readsFrom', { names: reads.map((r) => code(r.name)).join(', ') })}`] : []),
    ...(sends.length > 0 ? [`- ${say('sendsTo', { names: sends.map((s) => code(s.name)).join(', ') })}`] : []),
    ...(doc.kind === 'consumer' ? [`- ${say('instances', { count: doc.count, concurrency: doc.concurrency })}`] : []),
  ];
  const settings: Setting[] = [];
  if (doc.kind === 'producer') {
    if (sends.some((s) => s.system === 'kafka')) settings.push(['bootstrap.servers', kafkaOutside(design.kafka.servers)], ...kafkaProducer(doc));
    if (sends.some((s) => s.system === 'activemq')) settings.push(...jmsProducer(doc));
  } else if (reads.some((r) => r.system === 'kafka')) settings.push(['bootstrap.servers', kafkaOutside(design.kafka.servers)], ...kafkaConsumer(id, doc));
  else if (reads.some((r) => r.system === 'activemq'))
    settings.push(
      ...jmsConsumer(
        doc,
        design.jms.broadcasts.some((b) => reads.some((r) => r.name === b.name)),
      ),
    );
  else if (reads.length > 0) settings.push(...amqpConsumer(doc));
  return [
    `### ${plain(doc.name)}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...(settings.length > 0 ? [fenced('properties', settings.map(([key, value]) => `${key}=${value.replaceAll(/[\r\n]/g, ' ')}`).join('\n'))] : []),
  ];
}

/** What is at the other end of a client's edges, as the servers know it. `end` is the client's own end of the edge. */
function wired(model: Model, { topics, queues, exchanges, routers, jms }: ComposeDesign, id: NodeId, end: 'from' | 'to') {
  const others = new Set(Object.values(model.edges).flatMap((edge) => (edge[end] === id ? [end === 'from' ? edge.to : edge.from] : [])));
  const pick = (placed: readonly Placed<unknown>[], system: ComposeSystem) => placed.filter((p) => others.has(p.id)).map(({ name }) => ({ name, system }));
  return [...pick(topics, 'kafka'), ...pick([...queues, ...exchanges, ...routers], 'rabbitmq'), ...pick([...jms.queues, ...jms.broadcasts], 'activemq')];
}

function differences(say: Say, notes: readonly ComposeNote[], language: Language): string[] {
  const blocks = [`## ${say('differs')}`];
  for (const kind of ['changed', 'missing'] as const) {
    const lines = notes.filter((n) => n.kind === kind).map((n) => `- ${plain(n.text[language])}`);
    if (lines.length > 0) blocks.push(`### ${say(kind)}`, lines.join('\n'));
  }
  return blocks;
}
