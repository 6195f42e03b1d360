/** What goes wrong, found in the palette by its name: fetched when the palette is opened. */
import { replaceUnlessKept } from '../document/files.ts';
import { registerSource } from '../search/sources.ts';

const KIND = { en: 'what goes wrong', zh: '故障' };

registerSource({
  group: 'command.group.situations',
  load: async () => {
    const { TEMPLATES } = await import('./catalog.ts');
    const situations = TEMPLATES.filter(({ group }) => group === 'incidents');
    return situations.map(({ id, file, open }) => ({
      id: `situation.${id}`,
      title: file.view.title,
      words: [KIND],
      run: () => void replaceUnlessKept(open()),
    }));
  },
});
