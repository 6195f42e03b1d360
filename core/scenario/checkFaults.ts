/**
 * Faults against the design they are about: each kind breaks a kind of thing, a server and an instance must be there, and a
 * moment must be one its client comes to. The inspector asks it what a node or an edge can suffer.
 */
import type { CrashMoment } from '../base/faults.ts';
import { parseDuration } from '../base/quantity.ts';
import { isDestination } from './canConnect.ts';
import { checkFaultFields } from './checkFields.ts';
import { type Issue, issue } from './issues.ts';
import { byId, nodeOf } from './lookup.ts';
import type { EdgeDoc, FaultDoc, FaultKind, Model, NodeDoc, NodeId } from './scenario.ts';

/** What a fault can be about. 'edge': between a client and a destination of a broker. */
export type FaultTarget = 'broker' | 'edge' | 'producer' | 'consumer';
export const FAULT_TARGETS: { readonly [K in FaultKind]: readonly FaultTarget[] } = {
  brokerCrash: ['broker'],
  brokerPause: ['broker'],
  slowDisk: ['broker'],
  linkDelay: ['edge'],
  linkLoss: ['edge'],
  linkDuplicate: ['edge'],
  linkPartition: ['edge'],
  clientCrash: ['producer', 'consumer'],
  poison: ['producer'],
  poisonShare: ['producer'],
};
export const FAULT_KINDS = Object.keys(FAULT_TARGETS) as FaultKind[];

const isClient = (node: NodeDoc | undefined): node is NodeDoc & { kind: 'producer' | 'consumer' } => node?.kind === 'producer' || node?.kind === 'consumer';

/** What a node or an edge is to a fault; undefined when nothing can happen to it, as inside one process. */
export function faultTargetOf(model: Model, id: string): FaultTarget | undefined {
  const node = nodeOf(model, id);
  if (node !== undefined) return node.kind === 'broker' || (isClient(node) && !usesChannels(model, id)) ? node.kind : undefined;
  const edge = Object.hasOwn(model.edges, id) ? model.edges[id] : undefined;
  return edge !== undefined && isLink(model, edge) ? 'edge' : undefined;
}

/** Between two processes: a channel lies inside one, and what goes from destination to destination stays inside a broker. */
function isLink(model: Model, { from, to }: EdgeDoc): boolean {
  const ends = [nodeOf(model, from), nodeOf(model, to)];
  return ends.some(isClient) && ends.every((node) => node !== undefined && node.kind !== 'channel');
}

const edgesOf = (model: Model, id: NodeId) => byId(model.edges).filter(([, { from, to }]) => from === id || to === id);
/** A task at a channel goes down with its whole process. */
const usesChannels = (model: Model, id: NodeId): boolean =>
  edgesOf(model, id).some(([, { from, to }]) => nodeOf(model, from)?.kind === 'channel' || nodeOf(model, to)?.kind === 'channel');

/** What a consumer does with a message of a topic it commits, of a queue or a broadcast it settles. */
export function momentsOf(model: Model, id: NodeId): readonly CrashMoment[] {
  if (nodeOf(model, id)?.kind !== 'consumer') return ['now'];
  const sources = edgesOf(model, id).flatMap(([, { from }]) => nodeOf(model, from) ?? []);
  const isOfTopics = sources.some(({ kind }) => kind === 'topic');
  const after: readonly CrashMoment[] = isOfTopics ? ['beforeCommit', 'afterCommit'] : ['afterAck'];
  return sources.some(({ kind }) => isDestination(kind)) ? ['now', 'beforeProcessing', 'afterProcessing', ...after] : ['now'];
}

export function checkFault(model: Model, fault: FaultDoc, index: number): Issue[] {
  const path = ['model', 'faults', index];
  const issues = checkFaultFields(fault, path);
  const error = (code: Issue['code'], field: string, params: Issue['params']) => issues.push(issue('error', code, [...path, field], params));
  const { kind, target } = fault;
  const node = nodeOf(model, target);
  if (node === undefined && !Object.hasOwn(model.edges, target)) error('fault.unknownTarget', 'target', { target });
  else {
    const is = faultTargetOf(model, target);
    if (is === undefined && isClient(node)) error('fault.channelClient', 'target', { name: node.name });
    else if (is === undefined || !FAULT_TARGETS[kind].includes(is))
      error('fault.wrongTarget', 'target', { target: node?.name ?? target, allowed: FAULT_TARGETS[kind].join(', ') });
  }
  if ('server' in fault && node?.kind === 'broker' && !isCount(fault.server, node.nodes))
    error('fault.noServer', 'server', { server: fault.server ?? 0, servers: node.nodes });
  if (kind === 'clientCrash') {
    const count = node?.kind === 'consumer' ? node.count : 1;
    if (!isCount(fault.instance, count)) error('fault.noInstance', 'instance', { instance: fault.instance ?? 0, count });
    if (isClient(node) && !momentsOf(model, target).includes(fault.moment)) error('fault.moment', 'moment', { moment: fault.moment, name: node.name });
  }
  const [at, horizon] = [parseDuration(fault.at), parseDuration(model.horizon)];
  if (at.ok && horizon.ok && at.value >= horizon.value)
    issues.push(issue('warning', 'fault.tooLate', [...path, 'at'], { at: fault.at, horizon: model.horizon }));
  return issues;
}

const isCount = (value: number | undefined, max: number): boolean => value === undefined || (Number.isInteger(value) && value >= 1 && value <= max);
