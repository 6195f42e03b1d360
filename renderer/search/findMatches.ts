/** Where a text stands in a design: names, kinds, settings, the ends of connections, notes. Pure; what is named so comes first. */
import { KIND_NAMES } from '#core/scenario/issueText.ts';
import { nameOf } from '#core/scenario/lookup.ts';
import type { LocalText, Scenario } from '#core/scenario/scenario.ts';
import type { Item } from '../canvas/reveal.ts';
import { searchText } from './searchText.ts';

export interface Match {
  readonly item: Item;
  readonly name: string;
  /** The setting it was found in, by its path: 'load.rate', with its value; undefined when the name says it. */
  readonly setting: { readonly field: string; readonly value: string } | undefined;
}

/** Of shorter texts every setting would be full. */
const SETTING_MIN = 2;

export function findMatches(scenario: Scenario, query: string): readonly Match[] {
  const wanted = searchText(query);
  if (wanted === '') return [];
  const isIn = (text: string): boolean => searchText(text).includes(wanted);
  const found: { readonly match: Match; readonly rank: number }[] = [];
  const look = (item: Item, name: string, around: readonly string[], doc: object) => {
    const add = (rank: number, setting?: Match['setting']) => found.push({ match: { item, name, setting }, rank });
    if (isIn(name)) return add(0);
    if (around.some(isIn)) return add(1);
    const setting = wanted.length < SETTING_MIN ? undefined : settingsOf(doc).find(({ value }) => isIn(value));
    return setting && add(2, setting);
  };
  const { model, view } = scenario;
  for (const [id, node] of Object.entries(model.nodes)) {
    const { name, kind, ...settings } = node;
    look({ node: id }, name, Object.values(KIND_NAMES[kind]), settings);
  }
  for (const [id, { from, to, ...settings }] of Object.entries(model.edges)) look({ edge: id }, `${nameOf(model, from)} → ${nameOf(model, to)}`, [], settings);
  for (const [id, { text }] of Object.entries(view.notes ?? {})) look({ note: id }, firstLine(text), both(text), {});
  return found.toSorted((a, b) => a.rank - b.rank).map(({ match }) => match);
}

const both = (text: LocalText): readonly string[] => (typeof text === 'string' ? [text] : [text.en, text.zh]);
const firstLine = (text: LocalText): string => both(text)[0]?.split('\n')[0]?.slice(0, 60) ?? '';

/** Every value of a document's part, with its path. */
function settingsOf(doc: unknown, path = ''): readonly { readonly field: string; readonly value: string }[] {
  if (typeof doc === 'string' || typeof doc === 'number') return [{ field: path, value: String(doc) }];
  if (typeof doc !== 'object' || doc === null) return [];
  return Object.entries(doc).flatMap(([key, value]) => settingsOf(value, path === '' ? key : `${path}.${key}`));
}
