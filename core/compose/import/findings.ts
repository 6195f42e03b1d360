/** Makes findings: what there is to say of the files, at its place, in both languages. */
import type { NodeId } from '../../scenario/scenario.ts';
import type { Finding, Place } from './imported.ts';

type Texts = readonly [en: string, zh: string];

const make =
  (severity: Finding['severity']) =>
  (code: string, place: Place, nodes: readonly NodeId[], [en, zh]: Texts, isMended = false): Finding => ({
    code,
    severity,
    place: { file: place.file, line: place.line, column: place.column },
    nodes: Array.from(new Set(nodes)),
    text: { en, zh },
    ...(isMended ? { isMended } : {}),
  });

export const error = make('error');
export const warning = make('warning');
export const info = make('info');

/** Two of a name cannot be told apart in a design. */
export const renamed = (name: string, shown: string, place: Place, node: NodeId): Finding[] =>
  name === shown
    ? []
    : [info('name', place, [node], [`“${name.slice(0, 60)}” is called “${shown}” in the design.`, `“${name.slice(0, 60)}”在设计中叫做“${shown}”。`])];

/** Names as each language quotes and joins them; of many, some and how many more there are. */
export const enNames = (names: readonly string[]): string => {
  const shown = names.slice(0, shownOf(names)).map((name) => `“${name}”`);
  return shown.length === names.length ? shown.join(', ') : `${shown.join(', ')} and ${names.length - shown.length} more`;
};
export const zhNames = (names: readonly string[]): string => {
  const shown = names.slice(0, shownOf(names)).map((name) => `“${name}”`);
  return shown.length === names.length ? shown.join('、') : `${shown.join('、')} 等 ${names.length} 个`;
};
const shownOf = ({ length }: readonly string[]): number => (length > 8 ? 6 : length);

/** 'one is', 'two are'. */
export const isOrAre = (names: readonly unknown[], one: string, many: string): string => (names.length === 1 ? one : many);
