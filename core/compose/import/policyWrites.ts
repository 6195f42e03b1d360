/**
 * Which settings of a queue a policy gives, and what a change of one writes into it. Only a policy that counts for this queue alone, of all
 * in the file, is written: what is said of one queue must not change another. An operator's policy is never ours to change.
 */
import type { NodeId } from '../../scenario/scenario.ts';
import { FIXED, patternOf } from '../services/rabbitmq.ts';
import type { DefinitionsModel, Origin } from './definitionsModel.ts';
import type { SharedPolicy } from './imported.ts';
import type { Policy } from './policies.ts';
import { argumentsOfField, settingsOf } from './queueSettings.ts';
import { changeMap, type MapChanges } from './rebuild.ts';
import { at, textAt, type Tree } from './tree.ts';

type Changes = Map<string, string | undefined | MapChanges>;

export class PolicyWrites {
  readonly #applied: DefinitionsModel['applied'];
  readonly #origins: ReadonlyMap<NodeId, Origin>;
  readonly #counts = new Map<Policy, number>();

  constructor({ applied, queues }: DefinitionsModel) {
    this.#applied = applied;
    this.#origins = new Map(queues.map((origin) => [origin.id, origin]));
    for (const policies of applied.values()) for (const policy of policies) this.#counts.set(policy, (this.#counts.get(policy) ?? 0) + 1);
  }

  /** The user's policy that counts for this queue alone. */
  ownOf(id: NodeId): Policy | undefined {
    return this.#applied.get(id)?.find((policy) => !policy.isOperator && this.#counts.get(policy) === 1);
  }

  /** Of changed arguments, those that stay arguments and those that are the own policy's; what a shared policy gives is in neither. */
  split(id: NodeId, changes: MapChanges): { readonly args: Changes; readonly policy: Changes } {
    const [args, policy]: [Changes, Changes] = [new Map(), new Map()];
    const own = this.ownOf(id);
    for (const [key, change] of changes) {
      const setting = key.replace(/^x-/, '');
      const giver = this.#giver(id, setting);
      // An argument of a queue that exists cannot be changed, a policy can: new settings go there.
      const isFree = giver === undefined && own !== undefined && at(at(this.#origins.get(id)?.tree, 'arguments'), key) === undefined;
      if (FIXED.has(key) || (giver === undefined && !isFree)) args.set(key, change);
      else if (isFree || giver === own) policy.set(setting, change);
    }
    return { args, policy };
  }

  /** The policy that keeps a field of a queue from being written: it is not this queue's own. */
  sharedBy(id: NodeId, field: string): SharedPolicy | undefined {
    for (const setting of argumentsOfField(field)) {
      const giver = this.#giver(id, setting);
      if (giver !== undefined && giver !== this.ownOf(id)) return { name: giver.name, place: giver.item.at, isOperator: giver.isOperator };
    }
    return undefined;
  }

  #giver(id: NodeId, setting: string): Policy | undefined {
    const policies = this.#applied.get(id) ?? [];
    const value = settingsOf(at(this.#origins.get(id)?.tree, 'arguments'), policies).get(setting);
    return value === undefined ? undefined : policies.find(({ definition }) => definition.get(setting)?.value === value);
  }
}

/** A policy with its settings changed and, where its pattern is no more than the queue's name, another pattern; undefined: nothing is left. */
export function policyText(text: string, item: Tree, definition: MapChanges, names: { readonly before: string; readonly after: string }): string | undefined {
  if (item.kind !== 'map') return text.slice(item.at.start, item.at.end);
  const changes: Changes = new Map();
  if (definition.size > 0) changes.set('definition', definition);
  const pattern = textAt(item, 'pattern');
  const isPlain = pattern === patternOf(names.before) || pattern === `^${names.before}$`;
  if (isPlain && names.after !== names.before) changes.set('pattern', JSON.stringify(patternOf(names.after)));
  const old = at(item, 'definition');
  const kept = old?.kind === 'map' ? [...old.entries.keys()].filter((key) => !definition.has(key) || definition.get(key) !== undefined) : [];
  // RabbitMQ refuses a policy that says nothing.
  const isEmpty = definition.size > 0 && kept.length === 0 && [...definition.values()].every((change) => change === undefined);
  return isEmpty ? undefined : changeMap(text, item, changes);
}
