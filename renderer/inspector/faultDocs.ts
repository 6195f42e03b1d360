/** A fault of the document as it is edited: a new one, another kind of it, another target, keeping what still makes sense. */
import { FAULT_KINDS, FAULT_TARGETS, faultTargetOf, momentsOf } from '#core/scenario/checkFaults.ts';
import type { FaultDoc, FaultKind, Model } from '#core/scenario/scenario.ts';

export interface FaultTargetOption {
  readonly value: string;
  readonly label: string;
}

/** All that something can happen to: nodes by name, edges by their ends. */
export function targetsOf(model: Model): readonly FaultTargetOption[] {
  const nameOf = (id: string) => model.nodes[id]?.name ?? id;
  const nodes = Object.entries(model.nodes).map(([value, { name }]) => ({ value, label: name }));
  const edges = Object.entries(model.edges).map(([value, { from, to }]) => ({ value, label: `${nameOf(from)} → ${nameOf(to)}` }));
  return [...nodes, ...edges].filter(({ value }) => faultTargetOf(model, value) !== undefined);
}

/** What can happen to it; everything while it is not known what it is. */
export function kindsOf(model: Model, target: string): readonly FaultKind[] {
  const is = faultTargetOf(model, target);
  return is === undefined ? FAULT_KINDS : FAULT_KINDS.filter((kind) => FAULT_TARGETS[kind].includes(is));
}

/** The same instant and target with another kind; what the kinds share stays. */
export function withKind(fault: FaultDoc, kind: FaultKind): FaultDoc {
  const { at, target, for: lasts } = fault;
  const common = { at, target, ...(lasts === undefined ? {} : { for: lasts }) };
  const server = 'server' in fault && fault.server !== undefined ? { server: fault.server } : {};
  const probability = 'probability' in fault ? fault.probability : 0.1;
  switch (kind) {
    case 'brokerCrash':
      return { kind, ...common, ...server, mode: 'process' };
    case 'brokerPause':
      return { kind, ...common, ...server };
    case 'slowDisk':
      return { kind, ...common, ...server, factor: 10 };
    case 'linkDelay':
      return { kind, ...common, extra: '200ms' };
    case 'linkLoss':
    case 'linkDuplicate':
    case 'poisonShare':
      return { kind, ...common, probability };
    case 'linkPartition':
      return { kind, ...common, way: 'both' };
    case 'clientCrash':
      return { kind, ...common, moment: 'now' };
    case 'poison':
      return { kind, at, target, messages: 1 };
  }
}

/** The same kind elsewhere, or the first that can happen there. */
export function withTarget(fault: FaultDoc, target: string, model: Model): FaultDoc {
  const kinds = kindsOf(model, target);
  const moved = { ...(kinds.includes(fault.kind) ? fault : withKind(fault, kinds[0] ?? fault.kind)), target };
  return moved.kind === 'clientCrash' && !momentsOf(model, target).includes(moved.moment) ? { ...moved, moment: 'now' } : moved;
}

/** For the first thing of the design that can break; undefined when nothing can. */
export function newFault(model: Model): FaultDoc | undefined {
  const target = targetsOf(model)[0]?.value;
  const kind = target === undefined ? undefined : kindsOf(model, target)[0];
  if (target === undefined || kind === undefined) return undefined;
  return withKind({ kind: 'poison', at: '10s', for: '5s', target, messages: 1 }, kind);
}
