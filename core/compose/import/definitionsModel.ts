/**
 * A RabbitMQ definitions file as nodes and edges of a design: exchanges, queues, bindings, with the policies applied that hold for
 * them. All are on one broker. Where the file has them in several virtual hosts, the names of those outside `/` begin with the
 * host's: `shop/orders`; with one virtual host they stay as they are. Users, permissions and parameters are opaque.
 */
import { EXCHANGE_TYPES, type ExchangeType, type HeadersMode } from '../../base/routing.ts';
import { LIST_MAX, SHORT_TEXT_MAX } from '../../scenario/fields.ts';
import { newNode } from '../../scenario/defaults.ts';
import type { BindingDoc, EdgeId, NodeId } from '../../scenario/scenario.ts';
import { NAME_MAX } from '../../scenario/schemaParts.ts';
import type { Draft } from './draft.ts';
import { type Policies, type Policy, type PolicyTarget, readPolicies } from './policies.ts';
import { queueOf, settingsOf } from './queueSettings.ts';
import { at, entriesOf, flagAt, itemsOf, textAt, type Tree } from './tree.ts';

/** Where an object of the file went. */
export interface Origin {
  readonly tree: Tree;
  readonly vhost: string;
  /** As in the file. */
  readonly name: string;
  readonly id: NodeId;
}
export interface BindingOrigin {
  readonly tree: Tree;
  readonly edge: EdgeId;
}
export interface DefinitionsModel {
  readonly root: Tree;
  readonly mainVhost: string;
  readonly queues: readonly Origin[];
  readonly exchanges: readonly Origin[];
  readonly bindings: readonly BindingOrigin[];
  /** The policies that count for each queue and exchange. */
  readonly applied: ReadonlyMap<NodeId, readonly Policy[]>;
}

const vhostOf = (tree: Tree): string => textAt(tree, 'vhost') ?? '/';

export function readModel(root: Tree, broker: NodeId, draft: Draft): DefinitionsModel {
  return new ModelReader(root, broker, draft).read();
}

type Kind = 'queue' | 'exchange';

class ModelReader {
  readonly #root: Tree;
  readonly #broker: NodeId;
  readonly #draft: Draft;
  readonly #policies: Policies;
  /** By kind, virtual host and name. */
  readonly #known = new Map<string, Origin>();
  /** Exchanges and queues that are kept without being simulated. */
  readonly #applied = new Map<NodeId, readonly Policy[]>();
  readonly #opaque = new Set<string>();
  readonly #unsimulated = new Map<string, { at: Tree; nodes: NodeId[] }>();
  readonly #isPrefixed: boolean;
  readonly #mainVhost: string;

  constructor(root: Tree, broker: NodeId, draft: Draft) {
    this.#root = root;
    this.#broker = broker;
    this.#draft = draft;
    this.#policies = readPolicies(root, draft);
    const vhosts = new Map<string, Tree>();
    for (const item of [...itemsOf(at(root, 'exchanges')), ...itemsOf(at(root, 'queues'))]) {
      if (!vhosts.has(vhostOf(item))) vhosts.set(vhostOf(item), item);
    }
    this.#isPrefixed = vhosts.size > 1;
    this.#mainVhost = vhosts.has('/') || vhosts.size === 0 ? '/' : ([...vhosts.keys()][0] as string);
    const place = at(root, 'vhosts') ?? root;
    if (this.#isPrefixed) {
      draft.tell('definitions.vhosts', 'info', place.at, [], {
        en: `There are ${vhosts.size} virtual hosts. They share one broker of the design; names outside “/” begin with their virtual host’s.`,
        zh: `有 ${vhosts.size} 个虚拟主机。它们在设计中共用一个代理；“/”以外的名称前加上虚拟主机的名称。`,
      });
    }
  }

  read(): DefinitionsModel {
    const exchanges = itemsOf(at(this.#root, 'exchanges')).flatMap((tree) => this.#exchange(tree) ?? []);
    const queues = this.#queues();
    for (const origin of exchanges) this.#alternate(origin);
    const bindings = itemsOf(at(this.#root, 'bindings')).flatMap((tree) => this.#binding(tree) ?? []);
    for (const origin of queues) this.#deadLetters(origin);
    for (const [name, { at: place, nodes }] of this.#unsimulated) {
      this.#draft.tell('definitions.notSimulated', 'info', place.at, nodes, {
        en: `“${name}” is kept in the file, but not simulated (${nodes.length} times).`,
        zh: `“${name}”保留在文件中，但不参与模拟（共 ${nodes.length} 处）。`,
      });
    }
    this.#opaqueParts();
    return { root: this.#root, mainVhost: this.#mainVhost, queues, exchanges, bindings, applied: this.#applied };
  }

  #place(kind: Kind, tree: Tree, make: (shown: string, vhost: string, name: string) => NodeId | undefined): Origin | undefined {
    const name = textAt(tree, 'name');
    const vhost = vhostOf(tree);
    if (name === undefined || name === '') {
      // The exchange without a name is there by itself; a full list of the management API names it.
      if (kind === 'queue' || name === undefined) this.#odd(tree, 'a name is missing here.', '这里缺少名称。');
      return undefined;
    }
    const key = keyOf(kind, vhost, name);
    if (this.#known.has(key)) {
      this.#odd(tree, `“${name}” is declared twice; the first one counts.`, `“${name}”声明了两次，以第一次为准。`);
      return undefined;
    }
    const id = make(this.#isPrefixed && vhost !== '/' ? `${vhost}/${name}` : name, vhost, name);
    if (id === undefined) return undefined;
    const origin = { tree, vhost, name, id };
    this.#known.set(key, origin);
    return origin;
  }

  #exchange(tree: Tree): Origin | undefined {
    return this.#place('exchange', tree, (shown, vhost, name) => {
      const said = textAt(tree, 'type');
      const delayed = said === 'x-delayed-message' ? textAt(at(tree, 'arguments'), 'x-delayed-type') : undefined;
      const type = EXCHANGE_TYPES.find((known) => known === (delayed ?? said));
      const place = at(tree, 'type') ?? tree;
      if (type === undefined) {
        this.#opaque.add(keyOf('exchange', vhost, name));
        const id = this.#draft.add({ ...newNode('external', shown), image: `exchange ${(said ?? '?').slice(0, 100)}` }, tree.at);
        this.#draft.tell('definitions.exchangeType', 'warning', place.at, id === undefined ? [] : [id], {
          en: `Exchanges of type “${said ?? '?'}” are not simulated: “${name}” is shown as external, without its bindings.`,
          zh: `不模拟“${said ?? '?'}”类型的交换机：“${name}”显示为外部组件，不含绑定。`,
        });
        return id;
      }
      const id = this.#draft.add({ ...newNode('exchange', shown), type, broker: this.#broker }, tree.at);
      if (delayed !== undefined && id !== undefined) {
        this.#draft.tell('definitions.exchangeType', 'warning', place.at, [id], {
          en: `“${name}” delays messages by a plugin; here it is a plain ${type} exchange that does not.`,
          zh: `“${name}”通过插件延迟消息；这里是普通的 ${type} 交换机，不延迟。`,
        });
      }
      if (id !== undefined && flagAt(tree, 'auto_delete') === true) this.#count('auto_delete', at(tree, 'auto_delete') ?? tree, id);
      return id;
    });
  }

  #queues(): Origin[] {
    const standard = new Map(
      itemsOf(at(this.#root, 'vhosts')).map((tree) => [
        textAt(tree, 'name') ?? '/',
        textAt(tree, 'default_queue_type') ?? textAt(at(tree, 'metadata'), 'default_queue_type'),
      ]),
    );
    return itemsOf(at(this.#root, 'queues')).flatMap(
      (tree) => this.#place('queue', tree, (shown, vhost) => this.#queue(tree, shown, vhost, standard.get(vhost))) ?? [],
    );
  }

  #queue(tree: Tree, shown: string, vhost: string, standard: string | undefined): NodeId | undefined {
    const args = at(tree, 'arguments');
    const said = textAt(args, 'x-queue-type') ?? textAt(tree, 'type') ?? standard ?? 'classic';
    const type = said === 'quorum' ? 'quorum' : 'classic';
    const name = textAt(tree, 'name') ?? '';
    const target: PolicyTarget = said === 'stream' ? 'streams' : type === 'quorum' ? 'quorum_queues' : 'classic_queues';
    const policies = this.#policies.of(vhost, name, target, tree);
    const isDurable = flagAt(tree, 'durable') ?? true;
    const unknown: [string, Tree][] = [];
    const doc = queueOf(
      shown,
      type,
      type === 'quorum' || isDurable,
      settingsOf(args, policies),
      (code, place, text) => this.#draft.tell(code, 'warning', place.at, [], text),
      (setting, place) => void unknown.push([setting, place]),
    );
    const id = this.#draft.add({ ...doc, broker: this.#broker }, tree.at);
    if (id === undefined) return undefined;
    for (const [setting, place] of unknown) this.#count(setting, place, id);
    if (flagAt(tree, 'auto_delete') === true) this.#count('auto_delete', at(tree, 'auto_delete') ?? tree, id);
    if (said !== 'classic' && said !== 'quorum') {
      const place = at(args, 'x-queue-type') ?? at(tree, 'type') ?? tree;
      this.#draft.tell('definitions.queueType', 'warning', place.at, [id], {
        en: `“${name}” is a ${said}; here it is a classic queue, from which each message is read once and then gone.`,
        zh: `“${name}”的类型是 ${said}；这里作为经典队列，每条消息读取一次后即消失。`,
      });
    }
    return id;
  }

  /** The settings of a queue or exchange by name without `x-`. */
  #settings({ tree, vhost, name, id }: Origin): ReadonlyMap<string, Tree> {
    const doc = this.#draft.nodes.get(id);
    const target: PolicyTarget = doc?.kind === 'queue' ? (doc.type === 'quorum' ? 'quorum_queues' : 'classic_queues') : 'exchanges';
    const policies = this.#policies.of(vhost, name, target, tree);
    this.#applied.set(id, policies);
    return settingsOf(at(tree, 'arguments'), policies);
  }

  #alternate(origin: Origin): void {
    const settings = this.#settings(origin);
    for (const [setting, place] of settings) {
      if (setting !== 'alternate-exchange' && setting !== 'delayed-type') this.#count(setting, place, origin.id);
    }
    const value = settings.get('alternate-exchange');
    const name = textOf(value);
    if (value === undefined || name === undefined) return;
    const to = this.#find('exchange', origin.vhost, name, value);
    if (to !== undefined) this.#join(origin.id, to.id, value, { role: 'alternate' });
  }

  #deadLetters(origin: Origin): void {
    const settings = this.#settings(origin);
    const exchange = settings.get('dead-letter-exchange');
    const name = textOf(exchange);
    if (exchange === undefined || name === undefined) return;
    const key = textOf(settings.get('dead-letter-routing-key'));
    if (name !== '') {
      const to = this.#find('exchange', origin.vhost, name, exchange);
      if (to !== undefined) this.#join(origin.id, to.id, exchange, key === undefined || key.length > SHORT_TEXT_MAX ? {} : { deadLetterKey: key });
    } else if (key === undefined) {
      this.#odd(exchange, 'dead letters go to the queue their routing key names, which cannot be drawn.', '死信进入其路由键所指的队列，无法画出。');
    } else {
      const to = this.#find('queue', origin.vhost, key, settings.get('dead-letter-routing-key') ?? exchange);
      if (to !== undefined) this.#join(origin.id, to.id, exchange, {});
    }
  }

  #binding(tree: Tree): BindingOrigin | undefined {
    const [source, destination, kind] = [textAt(tree, 'source'), textAt(tree, 'destination'), textAt(tree, 'destination_type') ?? 'queue'];
    if (source === undefined || destination === undefined || (kind !== 'queue' && kind !== 'exchange')) {
      return this.#odd(tree, 'this binding says neither from where nor to where.', '这条绑定没有说明从哪里到哪里。');
    }
    // Every queue is bound to the exchange without a name by itself.
    if (source === '') return undefined;
    const vhost = vhostOf(tree);
    const from = this.#find('exchange', vhost, source, at(tree, 'source') ?? tree);
    const to = this.#find(kind, vhost, destination, at(tree, 'destination') ?? tree);
    if (from === undefined || to === undefined) return undefined;
    const binding = this.#bindingDoc(tree, from.id);
    const known = this.#draft.edgeBetween(from.id, to.id);
    const edge = known === undefined ? undefined : this.#draft.edges.get(known);
    if (known === undefined || edge === undefined) {
      const made = this.#join(from.id, to.id, tree, { bindings: [binding] });
      return made === undefined ? undefined : { tree, edge: made };
    }
    if (edge.role === 'alternate' || (edge.bindings?.length ?? 0) >= LIST_MAX) {
      return this.#odd(tree, 'there is no room for this binding in the design.', '设计中没有这条绑定的位置。');
    }
    this.#draft.edges.set(known, { ...edge, bindings: [...(edge.bindings ?? []), binding] });
    return { tree, edge: known };
  }

  #bindingDoc(tree: Tree, exchange: NodeId): BindingDoc {
    const said = textAt(tree, 'routing_key') ?? '';
    if (said.length > SHORT_TEXT_MAX) this.#odd(tree, 'its routing key is too long and was cut.', '路由键过长，已截断。');
    const key = said.slice(0, SHORT_TEXT_MAX);
    const source = this.#draft.nodes.get(exchange);
    if (source?.kind !== 'exchange' || source.type !== 'headers') return { key };
    const args: [string, string | number | boolean][] = [];
    for (const [name, { value }] of entriesOf(at(tree, 'arguments'))) {
      if (name === 'x-match') continue;
      const isPlain =
        value.kind === 'scalar' && value.value !== null && name.length <= NAME_MAX && name !== '__proto__' && String(value.value).length <= SHORT_TEXT_MAX;
      if (isPlain && Number.isFinite(Number(value.value) || 0)) args.push([name, value.value as string | number | boolean]);
      else this.#odd(value, `the argument “${name.slice(0, 60)}” is not compared here.`, `参数“${name.slice(0, 60)}”在这里不参与比较。`);
    }
    return { key, arguments: Object.fromEntries(args), match: MODES.get(textAt(at(tree, 'arguments'), 'x-match') ?? 'all') ?? 'all' };
  }

  #join(from: NodeId, to: NodeId, tree: Tree, given: Parameters<Draft['connect']>[3]): EdgeId | undefined {
    const edge = this.#draft.connect(from, to, tree.at, given);
    if (edge === undefined)
      this.#odd(tree, 'this connection cannot be drawn: it leads to itself, or there is one there already.', '无法画出这条连线：它指向自身，或已有一条。');
    return edge;
  }

  /** A queue or exchange by name; those every virtual host has by itself are made when they are used. */
  #find(kind: Kind, vhost: string, name: string, place: Tree): Origin | undefined {
    const key = keyOf(kind, vhost, name);
    if (this.#opaque.has(key)) return undefined;
    const found = this.#known.get(key) ?? (kind === 'exchange' ? this.#ownExchange(vhost, name, place) : undefined);
    if (found !== undefined) return found;
    this.#draft.tell('definitions.undeclared', 'warning', place.at, [], {
      en: `No ${kind} called “${name.slice(0, 120)}” is declared in virtual host “${vhost.slice(0, 60)}”: what is sent there is lost.`,
      zh: `虚拟主机“${vhost.slice(0, 60)}”中没有声明名为“${name.slice(0, 120)}”的${kind === 'queue' ? '队列' : '交换机'}：发往那里的消息会丢失。`,
    });
    return undefined;
  }

  #ownExchange(vhost: string, name: string, place: Tree): Origin | undefined {
    const type = OWN_EXCHANGES.get(name);
    if (type === undefined) return undefined;
    const shown = this.#isPrefixed && vhost !== '/' ? `${vhost}/${name}` : name;
    const id = this.#draft.add({ ...newNode('exchange', shown), type, broker: this.#broker }, place.at);
    if (id === undefined) return undefined;
    const origin = { tree: place, vhost, name, id };
    this.#known.set(keyOf('exchange', vhost, name), origin);
    return origin;
  }

  #count(setting: string, place: Tree, id: NodeId): void {
    const name = setting.slice(0, 60);
    const entry = this.#unsimulated.get(name);
    if (entry === undefined) this.#unsimulated.set(name, { at: place, nodes: [id] });
    else entry.nodes.push(id);
  }

  #odd(tree: Tree, en: string, zh: string): undefined {
    this.#draft.tell('definitions.odd', 'warning', tree.at, [], { en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}`, zh });
    return undefined;
  }

  /** Everything else of the file is kept and not looked into. */
  #opaqueParts(): void {
    for (const [key, { keyAt, value }] of entriesOf(this.#root)) {
      const count = value.kind === 'list' ? value.items.length : value.kind === 'map' ? value.entries.size : 1;
      if (READ.has(key) || count === 0) continue;
      const name = key.slice(0, 60);
      this.#draft.tell('definitions.opaque', 'info', keyAt, [], { en: `“${name}” is kept as it is (${count}).`, zh: `“${name}”原样保留（${count} 项）。` });
    }
  }
}

const READ = new Set([
  'rabbit_version',
  'rabbitmq_version',
  'product_name',
  'product_version',
  'rabbitmq_definition_format',
  'original_vhost_name',
  'explanation',
  'vhosts',
  'policies',
  'exchanges',
  'queues',
  'bindings',
]);
const MODES = new Map<string, HeadersMode>([
  ['all', 'all'],
  ['any', 'any'],
  ['all-with-x', 'allWithX'],
  ['any-with-x', 'anyWithX'],
]);
/** Exchanges every virtual host has; no export lists them. */
const OWN_EXCHANGES = new Map<string, ExchangeType>([
  ['amq.direct', 'direct'],
  ['amq.fanout', 'fanout'],
  ['amq.topic', 'topic'],
  ['amq.headers', 'headers'],
  ['amq.match', 'headers'],
  ['amq.rabbitmq.trace', 'topic'],
]);

const keyOf = (kind: Kind, vhost: string, name: string): string => JSON.stringify([kind, vhost, name]);
const textOf = (tree: Tree | undefined): string | undefined => (tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined);
