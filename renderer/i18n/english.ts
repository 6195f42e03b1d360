/** The English texts the diagram is drawn with, one file per area. */
import { diagram } from './en/diagram.ts';
import { editor } from './en/editor.ts';
import { faults } from './en/faults.ts';
import { load } from './en/load.ts';
import { notes } from './en/notes.ts';
import { rabbitmq } from './en/rabbitmq.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';

export const english = {
  ...diagram,
  ...editor,
  ...faults,
  ...load,
  ...notes,
  ...rabbitmq,
  ...run,
  ...servers,
};
