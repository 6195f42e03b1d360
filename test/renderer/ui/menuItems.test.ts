import { expect, test } from 'vitest';
import type { Command } from '../../../renderer/ui/command.ts';
import { menuOf } from '../../../renderer/ui/menuItems.ts';

const command = (id: string, isEnabled = true): Command => ({ id, title: 'file.new', group: 'edit', isEnabled: () => isEnabled, run: () => undefined });
const ids = (commands: readonly Command[], place: Parameters<typeof menuOf>[1]) => menuOf(commands, place).map((group) => group.map(({ id }) => id));

test('a menu has what there is and what makes sense now, in its groups', () => {
  const commands = [command('edit.delete'), command('edit.rename'), command('edit.copy', false)];
  expect(ids(commands, 'node')).toEqual([['edit.rename'], ['edit.delete']]);
});

test('all commands of a family come where they are not named singly, once', () => {
  const commands = [command('arrange.left'), command('arrange.tidy'), command('edit.delete')];
  expect(ids(commands, 'selection')).toEqual([['edit.delete'], ['arrange.left', 'arrange.tidy']]);
});
