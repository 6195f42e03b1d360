import { expect, test } from 'vitest';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { newNode } from '../../../core/scenario/defaults.ts';
import { commands as en } from '../../../renderer/i18n/en/commands.ts';
import { commands as zh } from '../../../renderer/i18n/zh/commands.ts';
import { commandItems, nodeItems, type PaletteItem, rank } from '../../../renderer/search/paletteItems.ts';
import type { MessageKey } from '../../../renderer/i18n/i18n.ts';
import { VIEW } from '../../../renderer/ui/viewCommands.ts';
import { SELECTION } from '../../../renderer/ui/selectionCommands.ts';

const texts = { en: en as Record<string, string>, zh: zh as Record<string, string> };
const both = (key: MessageKey) => ({ en: texts.en[key] ?? key, zh: texts.zh[key] ?? key });
const items = commandItems([...SELECTION, ...VIEW], both);
const ids = (list: readonly PaletteItem[]) => list.map(({ id }) => id);

test('a command is found by its name in the language that is not read', () => {
  expect(ids(rank(items, '重命名', [], 'en'))[0]).toBe('edit.rename');
  expect(ids(rank(items, 'dark theme', [], 'zh'))[0]).toBe('view.theme.dark');
});

test('what cannot be done now comes after what can', () => {
  const list = rank(items, 're', [], 'en');
  const first = list.findIndex(({ isDisabled }) => isDisabled);
  expect(first).toBeGreaterThan(0);
  expect(list.slice(first).every(({ isDisabled }) => isDisabled)).toBe(true);
});

test('without a query, what was used last comes first, once', () => {
  const list = rank(items, '', ['view.theme.dark', 'gone'], 'en');
  expect(list[0]).toMatchObject({ id: 'view.theme.dark', group: 'command.group.recent' });
  expect(ids(list).filter((id) => id === 'view.theme.dark')).toHaveLength(1);
  expect(list).toHaveLength(items.length);
});

test('components are found by name and by kind, and lead to themselves', () => {
  const base = newScenario('t');
  const scenario: Scenario = { ...base, model: { ...base.model, nodes: { q: newNode('queue', 'orders') } } };
  const went: string[] = [];
  const found = nodeItems(
    scenario,
    (key) => ({ en: key === 'kind.queue' ? 'Queue' : key, zh: '队列' }),
    (id) => went.push(id),
  );
  expect(ids(rank(found, 'orders', [], 'zh'))).toEqual(['node.q']);
  expect(ids(rank(found, '队列', [], 'en'))).toEqual(['node.q']);
  found[0]?.run();
  expect(went).toEqual(['q']);
});
