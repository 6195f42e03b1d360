/**
 * Numbered rules and the tests that cite them. A rule is a line `- **K3** …` of a SPEC.md below core, or a rule of a real
 * broker in `REFERENCE`; a test cites it as `[K3]` or `[RQ3, RQ4]` in its title.
 */
import type { ESTree } from 'vite';
import { files, isUnder, read, type Source, sources } from './sources.ts';

/**
 * Rules of the real brokers, numbered once and for all: G Go channels, J JMS, RX/RQ/RD/RC/RQQ/RF RabbitMQ's exchanges, queues,
 * deliveries, connections, quorum queues and flow control, KP/KL/KT/KR/KC/KG/KS Kafka's producer, log, transactions,
 * replication, consumer, group and storage, I the invariants that hold whatever fails. Each goes from 1 to the number here.
 */
const REFERENCE: Readonly<Record<string, number>> = {
  G: 18,
  J: 14,
  RX: 7,
  RQ: 11,
  RD: 14,
  RC: 4,
  RQQ: 7,
  RF: 3,
  KP: 10,
  KL: 13,
  KT: 6,
  KR: 4,
  KC: 8,
  KG: 9,
  KS: 4,
  I: 19,
};

export interface Rule {
  readonly id: string;
  readonly where: string;
}

const RULE = /^- \*\*([A-Z]{1,3}\d+)\*\* /;
const CITED = /\[([A-Z]{1,3}\d+(?:, ?[A-Z]{1,3}\d+)*)\]/g;

export const rulesOf = (file: string, text: string): Rule[] =>
  text.split('\n').flatMap((line, i) => {
    const id = RULE.exec(line)?.[1];
    return id === undefined ? [] : [{ id, where: `${file}:${i + 1}` }];
  });

export const specRules: readonly Rule[] = files.filter((f) => isUnder(f, 'core') && f.endsWith('/SPEC.md')).flatMap((f) => rulesOf(f, read(f)));

const referenceIds = new Set(Object.entries(REFERENCE).flatMap(([letters, last]) => Array.from({ length: last }, (_, i) => `${letters}${i + 1}`)));
export const isReference = (id: string): boolean => referenceIds.has(id);

/** Rules cited by the titles of tests that run: `it`, `test` and `describe`, also with `.each` or `.for`; not `.skip` or `.todo`. */
export function citationsOf(source: Source): Rule[] {
  const found: Rule[] = [];
  source.visit({
    CallExpression(node) {
      const title = isTest(node.callee) ? titleOf(node.arguments[0]) : undefined;
      for (const [, ids = ''] of title?.matchAll(CITED) ?? []) for (const id of ids.split(/, ?/)) found.push({ id, where: source.where(node) });
    },
  });
  return found;
}

function isTest(callee: ESTree.Expression): boolean {
  if (callee.type === 'Identifier') return ['it', 'test', 'describe'].includes(callee.name);
  if (callee.type === 'CallExpression') return isTest(callee.callee);
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return !['skip', 'todo', 'fails'].includes(callee.property.name) && isTest(callee.object);
}

function titleOf(argument: ESTree.Argument | undefined): string | undefined {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  return argument?.type === 'TemplateLiteral' ? argument.quasis.map((q) => q.value.raw).join('…') : undefined;
}

export const citations: readonly Rule[] = sources.filter((s) => isUnder(s.path, 'test') && s.path !== 'test/tidy.test.ts').flatMap(citationsOf);
