/** What each menu of the canvas offers, by the ids of commands, in groups. What is not there or makes no sense now is left out. */
import { type Command, isEnabled } from './command.ts';
import type { MenuPlace } from './openMenu.ts';

/** 'arrange.*' stands for all commands that begin so, in their order. */
const MENUS: Readonly<Record<MenuPlace, readonly (readonly string[])[]>> = {
  node: [
    ['edit.properties', 'edit.rename', 'edit.connect'],
    ['arrange.toBroker', 'arrange.outOfBroker', 'arrange.insert'],
    ['edit.copy', 'edit.cut', 'edit.duplicate', 'edit.delete', 'arrange.heal'],
    ['canvas.fitSelection'],
  ],
  edge: [['edit.properties'], ['edit.delete']],
  note: [['note.write'], ['edit.copy', 'edit.cut', 'edit.duplicate', 'edit.delete', 'note.unframe']],
  selection: [['edit.copy', 'edit.cut', 'edit.duplicate', 'edit.delete'], ['note.frame', 'canvas.fitSelection'], ['arrange.*']],
  canvas: [
    ['edit.paste', 'canvas.selectAll'],
    ['canvas.fit', 'arrange.tidy', 'arrange.tidySpacious'],
    ['seek.find', 'seek.commands'],
  ],
};

export function menuOf(commands: readonly Command[], place: MenuPlace): readonly (readonly Command[])[] {
  const used = new Set<string>();
  const find = (id: string): readonly Command[] => {
    const found = id.endsWith('.*') ? commands.filter((one) => one.id.startsWith(id.slice(0, -1))) : commands.filter((one) => one.id === id);
    return found.filter((one) => !used.has(one.id) && isEnabled(one));
  };
  return MENUS[place]
    .map((ids) =>
      ids.flatMap((id) => {
        const found = find(id);
        for (const one of found) used.add(one.id);
        return found;
      }),
    )
    .filter((group) => group.length > 0);
}
