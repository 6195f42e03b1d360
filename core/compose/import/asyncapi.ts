/**
 * An AsyncAPI document as a design: 2.x and 3.x, YAML or JSON. Servers are brokers by their protocol, channels what they hold,
 * operations producers and consumers. In 3.x an operation says what the application does: `send`, `receive`. In 2.x it says what others
 * do with it: what one may `publish` the application receives, what one may `subscribe` to it sends (AsyncAPI 2.6.0, "Channel Item
 * Object"). Our own export is read back whole, by its x-spillway fields. Nothing outside the document is followed.
 */
import { fieldIssue } from '../../scenario/checkValues.ts';
import { newNode } from '../../scenario/defaults.ts';
import { EDGE_FIELDS } from '../../scenario/fields.ts';
import type { EdgeDoc, NodeId } from '../../scenario/scenario.ts';
import { type KnownChannel, type Protocol, protocolOf, readChannel, readServer, withSettings } from './asyncapiParts.ts';
import { wireChannels } from './asyncapiWires.ts';
import { follow, readDocument } from './documentTree.ts';
import { Draft } from './draft.ts';
import type { ImportFault, ImportResult, SourceFile } from './imported.ts';
import { importResult } from './importResult.ts';
import { at, entriesOf, flagAt, itemsOf, numberAt, textAt, through, type Tree } from './tree.ts';

export const isAsyncapi = ({ text }: SourceFile): boolean =>
  /^["']?asyncapi["']?[ \t]*:/m.test(text) || (/^\uFEFF?\s*\{/.test(text) && /"asyncapi"\s*:/.test(text));

export function importAsyncapi(file: SourceFile): ImportResult {
  const read = readDocument(file);
  if (!read.ok) return { isOk: false, faults: [read.error] };
  const root = read.value;
  const version = root.kind === 'map' ? root.entries.get('asyncapi')?.value : undefined;
  const said = version?.kind === 'scalar' ? String(version.value) : '';
  const major = /^([23])(?:\.\d+)*/.exec(said)?.[1];
  if (major === undefined) {
    const fault: ImportFault = {
      place: version === undefined ? { file: file.path, line: 1, column: 1 } : version.at,
      text: {
        en: `An AsyncAPI document of version 2 or 3 was expected; this one says “${said.slice(0, 20)}”.`,
        zh: `应为 AsyncAPI 2 或 3 版的文档，这里写的是“${said.slice(0, 20)}”。`,
      },
    };
    return { isOk: false, faults: [fault] };
  }
  const draft = new Draft();
  new DocumentReader(root, draft).read(major === '2');
  const title = textAt(at(root, 'info'), 'title') ?? file.path;
  return importResult('asyncapi', [file], title, draft.part());
}

class DocumentReader {
  readonly #root: Tree;
  readonly #draft: Draft;
  readonly #servers = new Map<string, { readonly id: NodeId | undefined; readonly protocol: Protocol | undefined }>();
  readonly #channels = new Map<string, KnownChannel>();
  /** By what stands there: a reference may take several steps. */
  readonly #byTree = new Map<Tree, KnownChannel>();
  readonly #clients = new Map<string, NodeId>();
  /** Exchanges are one node, however many channels are routing keys of them. */
  readonly #exchanges = new Map<string, NodeId>();
  /** Queues that were made for what reads from a routing key. */
  readonly #readers = new Map<string, NodeId>();
  #made: NodeId | undefined;

  constructor(root: Tree, draft: Draft) {
    this.#root = root;
    this.#draft = draft;
  }

  read(isTwo: boolean): void {
    for (const [key, { value }] of entriesOf(at(this.#root, 'servers'))) {
      const tree = this.#follow(value)?.tree;
      if (tree === undefined) continue;
      // Our own export says a server for what is on no broker of the design; such a server has no id.
      const isNone = at(this.#root, 'x-spillway-clients') !== undefined && at(tree, 'x-spillway-id') === undefined;
      const server = isNone ? { id: undefined, protocol: protocolOf(textAt(tree, 'protocol')) } : readServer(key, tree, this.#draft);
      if (server !== undefined) this.#servers.set(key, server);
    }
    for (const [key, { value }] of entriesOf(at(this.#root, 'channels'))) this.#channel(key, value, isTwo);
    this.#growBrokers();
    for (const [id, { value }] of entriesOf(at(this.#root, 'x-spillway-clients'))) this.#ownClient(id, value);
    wireChannels(this.#channels, this.#draft);
    if (isTwo) {
      for (const [key, { value }] of entriesOf(at(this.#root, 'channels'))) {
        const tree = this.#follow(value)?.tree;
        for (const [verb, action] of [
          ['publish', 'receive'],
          ['subscribe', 'send'],
        ] as const) {
          const operation = at(tree, verb);
          if (operation !== undefined) this.#operate(textAt(operation, 'operationId') ?? `${key} ${verb}`, operation, action, this.#channels.get(key));
        }
      }
      return;
    }
    for (const [key, { value }] of entriesOf(at(this.#root, 'operations'))) {
      const tree = this.#follow(value)?.tree;
      const action = textAt(tree, 'action');
      if (tree === undefined) continue;
      if (action !== 'send' && action !== 'receive') this.#odd(tree, 'an operation sends or receives.', '操作应为 send 或 receive。');
      else this.#operate(textAt(tree, 'title') ?? key, tree, action, this.#byTree.get(this.#follow(at(tree, 'channel'))?.tree ?? tree));
      const reply = at(tree, 'reply');
      if (reply !== undefined) this.#draft.tell('asyncapi.notSimulated', 'info', reply.at, [], { en: 'Replies are not simulated.', zh: '不模拟应答。' });
    }
  }

  #follow(tree: Tree | undefined): ReturnType<typeof follow> {
    const found = follow(this.#root, tree);
    if (found === undefined && tree !== undefined) {
      const ref = textAt(tree, '$ref')?.slice(0, 120) ?? '';
      this.#draft.tell('asyncapi.ref', 'warning', tree.at, [], {
        en: `The reference “${ref}” leads nowhere within this document and was not followed.`,
        zh: `引用“${ref}”不指向本文档内的任何位置，没有跟随。`,
      });
    }
    return found;
  }

  #odd(tree: Tree, en: string, zh: string): void {
    this.#draft.tell('asyncapi.odd', 'warning', tree.at, [], { en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}`, zh });
  }

  #channel(key: string, value: Tree, isTwo: boolean): void {
    const tree = this.#follow(value)?.tree;
    if (tree === undefined) return;
    const said = itemsOf(at(tree, 'servers')).map((server) => (server.kind === 'scalar' ? String(server.value) : (this.#follow(server)?.key ?? '')));
    const on = (said.length > 0 ? said : [...this.#servers.keys()]).flatMap((name) => this.#servers.get(name) ?? []);
    const bound = (['kafka', 'amqp', 'jms'] as const).find((name) => at(at(tree, 'bindings'), name) !== undefined);
    const server =
      on.find(({ protocol }) => protocol !== undefined && (bound === undefined || protocol === bound)) ?? on.find(({ protocol }) => protocol !== undefined);
    if (server === undefined && on.length > 0) return;
    const address = isTwo ? key : (textAt(tree, 'address') ?? key);
    const broker = server === undefined ? this.#broker(bound, tree) : server.id;
    const channel = readChannel(key, tree, address, server?.protocol ?? bound, broker, this.#draft);
    const place = JSON.stringify([broker, channel.doc.name]);
    const shared = channel.routing === undefined ? undefined : this.#exchanges.get(place);
    const id = shared ?? this.#draft.add(channel.doc, tree.at, channel.wish);
    if (id === undefined) return;
    if (channel.doc.kind === 'exchange') this.#exchanges.set(place, id);
    const known = { ...channel, id, tree };
    this.#channels.set(key, known);
    if (!this.#byTree.has(tree)) this.#byTree.set(tree, known);
  }

  /** Documents may say no servers: what their bindings speak of is on one that is called after it. */
  #broker(bound: Protocol | undefined, tree: Tree): NodeId | undefined {
    if (bound === undefined) return undefined;
    const profile = { kafka: 'kafka-4.1', amqp: 'rabbitmq-4.3', jms: 'activemq-5.17' } as const;
    const name = { kafka: 'kafka', amqp: 'rabbitmq', jms: 'activemq' } as const;
    const key = `\0${bound}`;
    const known = this.#servers.get(key);
    if (known !== undefined) return known.id;
    this.#made = this.#draft.add({ ...newNode('broker', name[bound]), profile: profile[bound] }, tree.at);
    if (this.#made !== undefined) this.#servers.set(key, { id: this.#made, protocol: bound });
    return this.#made;
  }

  /** A cluster has as many servers as its topics have copies, unless the document says how many. */
  #growBrokers(): void {
    const least = new Map<NodeId, number>();
    for (const doc of this.#draft.nodes.values()) {
      if (doc.kind === 'topic' && doc.broker !== undefined) least.set(doc.broker, Math.max(least.get(doc.broker) ?? 1, doc.replicationFactor));
    }
    for (const [id, nodes] of least) {
      const broker = this.#draft.nodes.get(id);
      if (broker?.kind === 'broker' && broker.nodes < nodes) this.#draft.nodes.set(id, { ...broker, nodes });
    }
  }

  #ownClient(id: string, tree: Tree): void {
    const [kind, name] = [textAt(tree, 'kind'), textAt(tree, 'name') ?? id];
    if (kind !== 'producer' && kind !== 'consumer') return this.#odd(tree, 'a client is a producer or a consumer.', '客户端应为 producer 或 consumer。');
    const settings = at(tree, 'x-spillway-settings');
    const doc =
      kind === 'producer' ? withSettings(newNode('producer', name), settings, this.#draft) : withSettings(newNode('consumer', name), settings, this.#draft);
    const made = this.#draft.add(doc, tree.at, id);
    if (made !== undefined) this.#clients.set(id, made);
  }

  #operate(name: string, tree: Tree, action: 'send' | 'receive', channel: KnownChannel | undefined): void {
    if (channel === undefined) return;
    const own = this.#clients.get(textAt(tree, 'x-spillway-client') ?? '');
    const client = own ?? (action === 'send' ? this.#producer(name, tree, channel) : this.#consumer(name, tree));
    if (client === undefined) return;
    const [from, to] = action === 'send' ? [client, channel.id] : [this.#source(channel), client];
    if (from === undefined) return;
    const edge = this.#draft.connect(from, to, tree.at, edgeFields(tree));
    if (edge === undefined) this.#odd(tree, 'this operation cannot be drawn as a connection.', '无法把该操作画成连线。');
  }

  #producer(name: string, tree: Tree, { doc, routing }: KnownChannel): NodeId | undefined {
    const key = routing === undefined || doc.kind !== 'exchange' || doc.type === 'fanout' ? undefined : routing.key.slice(0, 255);
    const variants = key === undefined ? [] : [{ weight: 1, routingKey: key }];
    return this.#draft.add({ ...newNode('producer', name), variants }, tree.at);
  }

  #consumer(name: string, tree: Tree): NodeId | undefined {
    const kafka = through(tree, 'bindings', 'kafka', 'groupId');
    const first = itemsOf(at(kafka, 'enum'))[0] ?? at(kafka, 'const') ?? at(kafka, 'default') ?? kafka;
    const group = first?.kind === 'scalar' && typeof first.value === 'string' ? first.value.slice(0, 249) : '';
    const ack = flagAt(through(tree, 'bindings', 'amqp'), 'ack') === false ? 'onDelivery' : 'afterProcessing';
    return this.#draft.add({ ...newNode('consumer', name), group, ack }, tree.at);
  }

  /** Nobody reads from an exchange: what receives with a routing key has a queue that is bound with it. */
  #source(channel: KnownChannel): NodeId | undefined {
    const { doc, id, routing, tree } = channel;
    if (doc.kind !== 'exchange') return id;
    if (routing === undefined) return undefined;
    const name = routing.queue ?? `${doc.name}.${routing.key}`;
    const place = JSON.stringify([id, name]);
    const known = this.#readers.get(place);
    if (known !== undefined) return known;
    const queue = this.#draft.add({ ...newNode('queue', name), ...(doc.broker === undefined ? {} : { broker: doc.broker }) }, tree.at);
    if (queue === undefined) return undefined;
    this.#readers.set(place, queue);
    this.#draft.connect(id, queue, tree.at, { bindings: [{ key: routing.key.slice(0, 255) }] });
    if (routing.queue === undefined) {
      this.#draft.tell('asyncapi.queue', 'info', tree.at, [queue], {
        en: `The document says no queue for what is read with “${routing.key.slice(0, 60)}”; “${name.slice(0, 120)}” stands for it.`,
        zh: `文档没有说明以“${routing.key.slice(0, 60)}”读取时所用的队列；这里以“${name.slice(0, 120)}”代替。`,
      });
    }
    return queue;
  }
}

/** Delay and share of a wire, where they are such. */
function edgeFields(tree: Tree): Partial<EdgeDoc> {
  const [latency, share] = [textAt(tree, 'x-spillway-latency'), numberAt(tree, 'x-spillway-share')];
  return {
    ...(latency !== undefined && fieldIssue(latency, EDGE_FIELDS.latency, []) === undefined ? { latency } : {}),
    ...(share !== undefined && fieldIssue(share, EDGE_FIELDS.share, []) === undefined ? { share } : {}),
  };
}
