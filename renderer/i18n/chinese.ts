/** The Chinese texts the diagram is drawn with: typed by the English ones, so that a missing key is a type error. */
import type { english } from './english.ts';
import { details } from './zh/details.ts';
import { editor } from './zh/editor.ts';
import { faults } from './zh/faults.ts';
import { jms } from './zh/jms.ts';
import { kafka } from './zh/kafka.ts';
import { load } from './zh/load.ts';
import { notes } from './zh/notes.ts';
import { rabbitmq } from './zh/rabbitmq.ts';
import { run } from './zh/run.ts';
import { servers } from './zh/servers.ts';

export const chinese: Record<keyof typeof english, string> = {
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
