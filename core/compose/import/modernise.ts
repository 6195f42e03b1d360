/**
 * An imported design made free of its files: an export then makes the project anew for the target of today, with images that are
 * maintained, volumes, health checks and listeners for containers and for the host. Topics, names and settings stay.
 */
import { byId } from '../../scenario/lookup.ts';
import type { BrokerDoc, ExternalDoc, NodeDoc, NodeId, Scenario } from '../../scenario/scenario.ts';
import type { Profile } from '../../base/profiles.ts';
import { systemOf } from '../../base/profiles.ts';
import type { BothTexts } from './imported.ts';
import { arrange } from './arrange.ts';
import { enNames, isOrAre, zhNames } from './findings.ts';

export interface Modernised {
  readonly scenario: Scenario;
  /** What was done, sentence by sentence. */
  readonly notes: readonly BothTexts[];
}

/** Whose rules hold on what an export makes. */
const NEWEST: Readonly<Record<string, Profile>> = { kafka: 'kafka-4.1', rabbitmq: 'rabbitmq-4.3' };

export function modernise(scenario: Scenario): Modernised {
  const { imported: _imported, ...rest } = scenario;
  const { model } = scenario;
  const notes: BothTexts[] = [];
  const entries = byId(model.nodes);
  const external = entries.filter((entry): entry is [NodeId, ExternalDoc] => entry[1].kind === 'external');
  const removed = new Set<NodeId>();

  const zookeepers = external.filter(([, doc]) => doc.role === 'zookeeper');
  if (zookeepers.length > 0) {
    for (const [id] of zookeepers) removed.add(id);
    const names = zookeepers.map(([, { name }]) => name);
    notes.push({
      en: `${enNames(names)} ${isOrAre(names, 'is', 'are')} gone: Kafka 4 keeps its metadata itself (KRaft).`,
      zh: `移除了 ${zhNames(names)}：Kafka 4 自己保存元数据（KRaft）。`,
    });
  }
  const brokers = entries.filter((entry): entry is [NodeId, BrokerDoc] => entry[1].kind === 'broker');
  // Set-up is made anew from the design; pages and exporters are options of the export.
  const tools = external.filter(([, doc]) => doc.role === 'tool');
  if (tools.length > 0 && brokers.length > 0) {
    for (const [id] of tools) removed.add(id);
    const names = tools.map(([, { name }]) => name);
    notes.push({
      en: `${enNames(names)} ${isOrAre(names, 'is', 'are')} gone: the export creates topics and queues itself, and offers pages and metrics of its own.`,
      zh: `移除了 ${zhNames(names)}：导出会自行创建主题和队列，并提供自己的页面和指标。`,
    });
  }
  const kept = external.filter(([id]) => !removed.has(id));
  if (kept.length > 0) {
    const names = kept.map(([, { name }]) => name);
    notes.push({
      en: `${enNames(names)} ${isOrAre(names, 'stays', 'stay')} in the design as external ${isOrAre(names, 'service', 'services')}; the new project does not hold ${isOrAre(names, 'it', 'them')}.`,
      zh: `${zhNames(names)} 作为外部服务留在设计中，新项目不包含。`,
    });
  }
  const nodes: Record<NodeId, NodeDoc> = {};
  for (const [id, doc] of entries) {
    if (removed.has(id)) continue;
    const profile = doc.kind === 'broker' ? NEWEST[systemOf(doc.profile)] : undefined;
    if (doc.kind === 'external') nodes[id] = { ...doc, uses: doc.uses.filter((used) => !removed.has(used)) };
    else if (doc.kind === 'broker' && profile !== undefined && profile !== doc.profile) {
      nodes[id] = { ...doc, profile };
      const [was, is] = [doc.profile, profile].map((text) => text.replace(/^kafka-/, 'Kafka ').replace(/^rabbitmq-/, 'RabbitMQ '));
      notes.push({ en: `“${doc.name}” follows the rules of ${is} instead of ${was}.`, zh: `“${doc.name}”由 ${was} 的规则改为 ${is} 的规则。` });
    } else nodes[id] = doc;
  }
  notes.push({
    en: 'The design no longer keeps the imported files: an export makes a new project, with maintained images of fixed versions, volumes, health checks, restarts, listeners for containers and for this machine, and the ports an export publishes (Kafka 9092).',
    zh: '设计不再保留导入的文件：导出会生成新项目，使用仍在维护且版本固定的镜像、卷、健康检查、重启策略，面向容器和本机的监听器，以及导出自己的端口（Kafka 为 9092）。',
  });
  const { edges } = model;
  const view = removed.size === 0 ? scenario.view : { ...scenario.view, ...placed(scenario, nodes) };
  return { scenario: { ...rest, model: { ...model, nodes, edges }, view }, notes };
}

/** Where things lie if nobody moved them, they close up; a design that was worked on stays as it is. */
function placed(scenario: Scenario, nodes: Readonly<Record<NodeId, NodeDoc>>): Pick<Scenario['view'], 'positions' | 'sizes'> {
  const { model, view } = scenario;
  const asImported = arrange(model.nodes, model.edges);
  const isUntouched = Object.entries(asImported.positions).every(([id, at]) => view.positions[id]?.x === at.x && view.positions[id].y === at.y);
  if (isUntouched) return arrange(nodes, model.edges);
  const has = ([id]: [string, unknown]): boolean => Object.hasOwn(nodes, id);
  return {
    positions: Object.fromEntries(Object.entries(view.positions).filter(has)),
    ...(view.sizes === undefined ? {} : { sizes: Object.fromEntries(Object.entries(view.sizes).filter(has)) }),
  };
}
