/** The English texts the diagram is drawn with, one file per area. */
import { details } from './en/details.ts';
import { editor } from './en/editor.ts';
import { faults } from './en/faults.ts';
import { jms } from './en/jms.ts';
import { kafka } from './en/kafka.ts';
import { load } from './en/load.ts';
import { notes } from './en/notes.ts';
import { rabbitmq } from './en/rabbitmq.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';

export const english = {
  ...details,
  ...editor,
  ...faults,
  ...jms,
  ...kafka,
  ...load,
  ...notes,
  ...rabbitmq,
  ...run,
  ...servers,
};
