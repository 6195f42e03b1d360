/** The examples of the File menu, found by their names in both languages. */
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { openExample } from '../document/files.ts';
import { registerSource } from './sources.ts';

registerSource({
  group: 'command.group.examples',
  load: () => Promise.resolve(EXAMPLES.map(({ id, scenario }) => ({ id: `example.${id}`, title: scenario.view.title, run: () => void openExample(id) }))),
});
