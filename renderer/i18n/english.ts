/** The English texts that are there from the start, one file per area. */
import { runWords } from '#core/report/runWords.ts';
import { compose } from './en/compose.ts';
import { costs } from './en/costs.ts';
import { details } from './en/details.ts';
import { editor } from './en/editor.ts';
import { faults } from './en/faults.ts';
import { jms } from './en/jms.ts';
import { kafka } from './en/kafka.ts';
import { load } from './en/load.ts';
import { messages } from './en/messages.ts';
import { rabbitmq } from './en/rabbitmq.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';
import { situations } from './en/situations.ts';
import { time } from './en/time.ts';

export const english = {
  ...runWords('en'),
  ...compose,
  ...costs,
  ...details,
  ...editor,
  ...faults,
  ...jms,
  ...kafka,
  ...load,
  ...messages,
  ...rabbitmq,
  ...run,
  ...servers,
  ...situations,
  ...time,
};
