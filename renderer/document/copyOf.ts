/** The same design under a name that says it is a copy. */
import type { LocalText, Scenario } from '#core/scenario/scenario.ts';

const MARKS = { en: ' (copy)', zh: '（副本）' } as const;
/** A title as long as this has no room for more. */
const ROOM = 180;

export const copyOf = (scenario: Scenario): Scenario => ({ ...scenario, view: { ...scenario.view, title: copyTitle(scenario.view.title) } });

/** A copy of a copy has the mark once. */
export function copyTitle(title: LocalText): LocalText {
  if (typeof title !== 'string') return { en: marked(title.en, MARKS.en), zh: marked(title.zh, MARKS.zh) };
  return marked(title, /\p{Script=Han}/u.test(title) ? MARKS.zh : MARKS.en);
}

const marked = (text: string, mark: string): string => (text.trim() === '' || text.endsWith(mark) || text.length > ROOM ? text : text + mark);
