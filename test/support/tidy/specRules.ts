/**
 * Numbered rules and who cites them. A rule is a line `- **K3** …` of a SPEC.md below core, or of docs/broker-rules.md, which
 * lists the rules of real brokers. It is cited as `[K3]`, `[RQ3, RQ4]` or `[RQ1–RQ5]`.
 */
import type { ESTree } from 'vite';
import { files, isUnder, read, type Source, sources } from './sources.ts';

/** Rules of the real brokers. */
const BROKER_RULES = 'docs/broker-rules.md';

export interface Rule {
  readonly id: string;
  readonly where: string;
}

const RULE = /^- \*\*([A-Z]{1,3}\d+)\*\* /;
const CITED = /\[([A-Z]{1,3}\d+(?:(?:, ?|–)[A-Z]{1,3}\d+)*)\]/g;

/** Ids in the brackets of a text; of a range, its ends. */
const idsIn = (text: string): string[] => Array.from(text.matchAll(CITED)).flatMap(([, ids = '']) => ids.split(/, ?|–/));

export const rulesOf = (file: string, text: string): Rule[] =>
  text.split('\n').flatMap((line, i) => {
    const id = RULE.exec(line)?.[1];
    return id === undefined ? [] : [{ id, where: `${file}:${i + 1}` }];
  });

const specs: readonly string[] = files.filter((f) => isUnder(f, 'core') && f.endsWith('/SPEC.md'));
export const specRules: readonly Rule[] = specs.flatMap((f) => rulesOf(f, read(f)));
export const brokerRules: readonly Rule[] = rulesOf(BROKER_RULES, read(BROKER_RULES));

/** Rules cited by the titles of tests that run: `it`, `test` and `describe`, also with `.each` or `.for`; not `.skip` or `.todo`. */
export function citationsOf(source: Source): Rule[] {
  const found: Rule[] = [];
  source.visit({
    CallExpression(node) {
      const title = isTest(node.callee) ? titleOf(node.arguments[0]) : undefined;
      for (const id of idsIn(title ?? '')) found.push({ id, where: source.where(node) });
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

/** Rules a line of the engine names in a comment. */
export const mentionsOf = (source: Source): Rule[] =>
  source.text.split('\n').flatMap((line, i) => {
    const comment = /^\s*(?:\/\*|\*|\/\/)|\/\*\*|\/\/ /.test(line) ? line : '';
    return idsIn(comment).map((id) => ({ id, where: `${source.path}:${i + 1}` }));
  });

/** Rules of real brokers that a SPEC names as what it follows. */
const specMentions = (file: string): Rule[] =>
  read(file)
    .split('\n')
    .flatMap((line, i) => idsIn(line).map((id) => ({ id, where: `${file}:${i + 1}` })));

export const mentions: readonly Rule[] = [...sources.filter((s) => isUnder(s.path, 'core')).flatMap(mentionsOf), ...specs.flatMap(specMentions)];
