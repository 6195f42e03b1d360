/**
 * RabbitMQ's policies: of those that fit a queue or exchange, the one with the highest priority sets what its own arguments leave
 * open (rabbitmq.com/docs/policies). Of a number both say, the smaller one counts, and an operator's policy only ever makes it
 * smaller. Patterns are matched by our own reader: a file's may be hostile.
 */
import type { Draft } from './draft.ts';
import { readPattern } from './pattern.ts';
import { at, entriesOf, itemsOf, numberAt, textAt, type Tree, type TreeEntry } from './tree.ts';

export type PolicyTarget = 'classic_queues' | 'quorum_queues' | 'streams' | 'exchanges';

export interface Policy {
  /** In the file. */
  readonly item: Tree;
  readonly vhost: string;
  readonly name: string;
  readonly isOperator: boolean;
  readonly priority: number;
  readonly applyTo: string;
  readonly fits: (name: string) => boolean;
  readonly definition: ReadonlyMap<string, TreeEntry>;
}

/** Characters of names all policies together may be held against; beyond it they are not applied. */
const WORK_MAX = 4_000_000;
const POLICIES_MAX = 500;

export function readPolicies(root: Tree, draft: Draft): Policies {
  const operators = itemsOf(at(root, 'parameters')).filter((item) => textAt(item, 'component') === 'operator_policy');
  const found = [
    ...itemsOf(at(root, 'policies')).map((item) => ({ item, body: item, isOperator: false })),
    ...operators.map((item) => ({ item, body: at(item, 'value') ?? item, isOperator: true })),
  ];
  const policies = found.slice(0, POLICIES_MAX).flatMap(({ item, body, isOperator }): Policy[] => {
    const name = textAt(item, 'name') ?? '';
    const pattern = textAt(body, 'pattern');
    const fits = pattern === undefined ? undefined : readPattern(pattern);
    if (fits === undefined) {
      draft.tell('definitions.pattern', 'warning', (at(body, 'pattern') ?? item).at, [], {
        en: `The pattern of policy “${name}” is not understood here, so it was not applied.`,
        zh: `策略“${name}”的模式在这里无法理解，因此没有应用。`,
      });
      return [];
    }
    const definition = new Map(entriesOf(at(body, 'definition')));
    return [
      {
        item,
        vhost: textAt(item, 'vhost') ?? '/',
        name,
        isOperator,
        priority: numberAt(body, 'priority') ?? 0,
        applyTo: textAt(body, 'apply-to') ?? 'all',
        fits,
        definition,
      },
    ];
  });
  const beyond = found[POLICIES_MAX];
  if (beyond !== undefined) {
    draft.tell('definitions.policies', 'warning', beyond.item.at, [], {
      en: `Only the first ${POLICIES_MAX} of ${found.length} policies were applied.`,
      zh: `${found.length} 条策略中只应用了前 ${POLICIES_MAX} 条。`,
    });
  }
  return new Policies(policies, draft);
}

export class Policies {
  readonly #policies: readonly Policy[];
  readonly #draft: Draft;
  #work = 0;

  constructor(policies: readonly Policy[], draft: Draft) {
    // The first of equals stays first: sorting is stable.
    this.#policies = [...policies].sort((a, b) => b.priority - a.priority);
    this.#draft = draft;
  }

  /** The user's and the operator's that count for a name. */
  of(vhost: string, name: string, target: PolicyTarget, place: Tree): readonly Policy[] {
    const first = (isOperator: boolean): readonly Policy[] => {
      const found = this.#policies.find(
        (policy) => policy.isOperator === isOperator && policy.vhost === vhost && covers(policy.applyTo, target) && this.#fits(policy, name, place),
      );
      return found === undefined ? [] : [found];
    };
    return [...first(false), ...first(true)];
  }

  #fits(policy: Policy, name: string, place: Tree): boolean {
    const before = this.#work;
    this.#work += name.length + 1;
    if (this.#work <= WORK_MAX) return policy.fits(name);
    if (before <= WORK_MAX) {
      this.#draft.tell('definitions.policies', 'warning', place.at, [], {
        en: 'There are too many policies and names to hold against each other: from here on no policy was applied.',
        zh: '策略与名称过多，无法逐一对照：从这里起没有应用策略。',
      });
    }
    return false;
  }
}

function covers(applyTo: string, target: PolicyTarget): boolean {
  if (applyTo === 'all' || applyTo === target) return true;
  return applyTo === 'queues' && target !== 'exchanges';
}
