/** The help sheet as data: every command that has keys, by group, and the gestures; found by either language. Pure. */
import { matchScore } from '../search/fuzzy.ts';
import { localText, type MessageKey } from '../i18n/i18n.ts';
import type { LocalText } from '#core/scenario/scenario.ts';
import { COMMAND_GROUPS, type Command } from './command.ts';
import { CANVAS_KEYS, GESTURES } from './gestures.ts';

export interface HelpLine {
  readonly name: MessageKey;
  readonly keys?: string;
  /** A gesture in words instead of keys. */
  readonly how?: MessageKey;
}
export interface HelpGroup {
  readonly title: MessageKey;
  readonly lines: readonly HelpLine[];
}

export function helpGroups(commands: readonly Command[]): readonly HelpGroup[] {
  const groups = COMMAND_GROUPS.map((group): HelpGroup => {
    const own = commands.flatMap(({ group: of, title, keys }): HelpLine[] => (of === group && keys !== undefined ? [{ name: title, keys }] : []));
    return { title: `command.group.${group}`, lines: group === 'canvas' ? [...own, ...CANVAS_KEYS] : own };
  });
  return [...groups, { title: 'help.gestures' as const, lines: GESTURES }].filter(({ lines }) => lines.length > 0);
}

/** What a query leaves of them. */
export function matching(groups: readonly HelpGroup[], query: string, both: (key: MessageKey) => LocalText): readonly HelpGroup[] {
  const isFound = (line: HelpLine) =>
    (['en', 'zh'] as const).some((language) => {
      const text = [line.name, ...(line.how ? [line.how] : [])].map((key) => localText(both(key), language)).join(' ');
      return matchScore(query, `${text} ${line.keys ?? ''}`) !== undefined;
    });
  return groups.map((group) => ({ ...group, lines: group.lines.filter(isFound) })).filter(({ lines }) => lines.length > 0);
}
