/**
 * What the palette offers and in which order: commands, components to go to, and what areas registered. Found by the texts of
 * both languages, whichever is read. Pure but for what the commands themselves ask.
 */
import type { LocalText, NodeDoc, Scenario } from '#core/scenario/scenario.ts';
import { localText, type MessageKey } from '../i18n/i18n.ts';
import { type Command, isEnabled } from '../ui/command.ts';
import type { Language } from '../ui/preferences.ts';
import { matchScore } from './fuzzy.ts';

export interface PaletteItem {
  readonly id: string;
  readonly title: LocalText;
  readonly words: readonly LocalText[];
  readonly group: MessageKey;
  /** 'mod+z' as in the table of commands. */
  readonly keys?: string | undefined;
  readonly kind?: NodeDoc['kind'];
  readonly isDisabled: boolean;
  run(): void;
}

export type BothTexts = (key: MessageKey) => LocalText;

/** A menu's ellipsis says nothing in a search. */
const plain = (text: LocalText): LocalText => (typeof text === 'string' ? text : { en: text.en.replace('…', ''), zh: text.zh.replace('…', '') });

export const commandItems = (commands: readonly Command[], both: BothTexts): readonly PaletteItem[] =>
  commands
    .filter(({ id }) => id !== 'seek.commands' && id !== 'seek.menu')
    .map((command) => ({
      id: command.id,
      title: plain(both(command.title)),
      words: [both(`command.group.${command.group}`)],
      group: `command.group.${command.group}`,
      keys: command.keys,
      isDisabled: !isEnabled(command),
      run: () => command.run(),
    }));

export const nodeItems = ({ model }: Scenario, both: BothTexts, go: (id: string) => void): readonly PaletteItem[] =>
  Object.entries(model.nodes).map(([id, node]) => ({
    id: `node.${id}`,
    title: node.name,
    words: [both(`kind.${node.kind}`)],
    group: 'command.group.components',
    kind: node.kind,
    isDisabled: false,
    run: () => go(id),
  }));

/** More would be read by nobody. */
const SHOWN = 60;
/** What was used last comes before what matches alike. */
const RECENT_BONUS = 8;

/** Best first; without a query what was used last, then all in their order. */
export function rank(items: readonly PaletteItem[], query: string, recent: readonly string[], language: Language): readonly PaletteItem[] {
  if (query.trim() === '') {
    const used = recent.flatMap((id) => items.find((item) => item.id === id && !item.isDisabled) ?? []);
    const rest = items.filter((item) => !used.includes(item));
    return [...used.map((item): PaletteItem => ({ ...item, group: 'command.group.recent' })), ...rest];
  }
  const scored = items.flatMap((item) => {
    const score = scoreOf(item, query, language);
    if (score === undefined) return [];
    const isRecent = recent.includes(item.id);
    return [{ item, score: score + (isRecent ? RECENT_BONUS : 0) - (item.isDisabled ? 30 : 0) }];
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ item }): PaletteItem => ({ ...item, group: 'command.group.found' }));
}

/** The title counts most in the language that is read, then in the other, then the words around it. */
function scoreOf({ title, words }: PaletteItem, query: string, language: Language): number | undefined {
  const other = language === 'en' ? 'zh' : 'en';
  const around = (spoken: Language) => [localText(title, spoken), ...words.map((word) => localText(word, spoken))].join(' ');
  const scores = [
    matchScore(query, localText(title, language)),
    lessened(matchScore(query, localText(title, other)), 5),
    lessened(matchScore(query, around(language)), 15),
    lessened(matchScore(query, around(other)), 20),
  ].filter((score) => score !== undefined);
  return scores.length === 0 ? undefined : Math.max(...scores);
}

const lessened = (score: number | undefined, by: number): number | undefined => (score === undefined ? undefined : score - by);
