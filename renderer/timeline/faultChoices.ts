/** What the fault menu offers for a node or an edge: faults that make sense there, as a person would name them. */
import type { FaultSpec } from '#core/base/faults.ts';
import { faultTargetOf, momentsOf } from '#core/scenario/checkFaults.ts';
import type { Model } from '#core/scenario/scenario.ts';
import type { MessageKey, MessageParams } from '../i18n/i18n.ts';

export interface FaultChoice {
  readonly label: MessageKey;
  readonly params?: MessageParams;
  /** Begins a group of choices. */
  readonly isFirst?: boolean;
  readonly fault: FaultSpec;
}

const SLOW_FACTOR = 10;
const EXTRA_US = 200_000;
const LOSS = 0.1;
const DOUBLED = 0.5;
const POISONED = 10;

/** `forUs`: how long what is chosen lasts; null: until it is repaired. */
export function faultChoices(model: Model, target: string, forUs: number | null): readonly FaultChoice[] {
  const common = { target, forUs };
  switch (faultTargetOf(model, target)) {
    case 'broker':
      return brokerChoices(serversOf(model, target), common);
    case 'edge':
      return [
        { label: 'faults.cut', fault: { kind: 'linkPartition', ...common, way: 'both' } },
        { label: 'faults.cutTo', fault: { kind: 'linkPartition', ...common, way: 'toBroker' } },
        { label: 'faults.cutFrom', fault: { kind: 'linkPartition', ...common, way: 'fromBroker' } },
        { label: 'faults.delay', isFirst: true, fault: { kind: 'linkDelay', ...common, extraUs: EXTRA_US } },
        { label: 'faults.lose', params: { percent: LOSS * 100 }, fault: { kind: 'linkLoss', ...common, probability: LOSS } },
        { label: 'faults.double', params: { percent: DOUBLED * 100 }, fault: { kind: 'linkDuplicate', ...common, probability: DOUBLED } },
      ];
    case 'producer':
      return [
        { label: 'faults.crash', fault: { kind: 'clientCrash', ...common, instance: null, moment: 'now' } },
        { label: 'faults.poisonOne', isFirst: true, fault: { kind: 'poison', target, forUs: null, messages: 1 } },
        { label: 'faults.poisonMany', params: { count: POISONED }, fault: { kind: 'poison', target, forUs: null, messages: POISONED } },
      ];
    case 'consumer':
      return consumerChoices(model, target, common);
    default:
      return [];
  }
}

type Common = Pick<FaultSpec, 'target' | 'forUs'>;

function serversOf(model: Model, id: string): number {
  const node = model.nodes[id];
  return node?.kind === 'broker' ? node.nodes : 1;
}

function brokerChoices(servers: number, common: Common): readonly FaultChoice[] {
  const each = servers === 1 ? [] : Array.from({ length: servers }, (_, server) => server);
  return [
    { label: servers === 1 ? 'faults.crash' : 'faults.crashAll', fault: { kind: 'brokerCrash', ...common, mode: 'process', server: null } },
    { label: servers === 1 ? 'faults.power' : 'faults.powerAll', fault: { kind: 'brokerCrash', ...common, mode: 'power', server: null } },
    ...each.map(
      (server): FaultChoice => ({
        label: 'faults.crashServer',
        params: { n: server + 1 },
        isFirst: server === 0,
        fault: { kind: 'brokerCrash', ...common, mode: 'process', server },
      }),
    ),
    { label: 'faults.pause', isFirst: true, fault: { kind: 'brokerPause', ...common, server: null } },
    { label: 'faults.slow', params: { factor: SLOW_FACTOR }, fault: { kind: 'slowDisk', ...common, factor: SLOW_FACTOR, server: null } },
  ];
}

function consumerChoices(model: Model, target: string, common: Common): readonly FaultChoice[] {
  const node = model.nodes[target];
  const count = node?.kind === 'consumer' ? node.count : 1;
  const moments = momentsOf(model, target).filter((moment) => moment !== 'now');
  return [
    { label: count === 1 ? 'faults.crash' : 'faults.crashInstance', fault: { kind: 'clientCrash', ...common, instance: 0, moment: 'now' } },
    ...(count === 1 ? [] : [{ label: 'faults.crashInstances', fault: { kind: 'clientCrash', ...common, instance: null, moment: 'now' } } as const]),
    ...moments.map(
      (moment, i): FaultChoice => ({ label: `faults.crashAt.${moment}`, isFirst: i === 0, fault: { kind: 'clientCrash', ...common, instance: null, moment } }),
    ),
  ];
}
