/** The Chinese texts the diagram is drawn with: typed by the English ones, so that a missing key is a type error. */
import type { english } from './english.ts';
import { diagram } from './zh/diagram.ts';
import { editor } from './zh/editor.ts';
import { faults } from './zh/faults.ts';
import { load } from './zh/load.ts';
import { notes } from './zh/notes.ts';
import { rabbitmq } from './zh/rabbitmq.ts';
import { run } from './zh/run.ts';
import { servers } from './zh/servers.ts';

export const chinese: Record<keyof typeof english, string> = {
  ...diagram,
  ...editor,
  ...faults,
  ...load,
  ...notes,
  ...rabbitmq,
  ...run,
  ...servers,
};
