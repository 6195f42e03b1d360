/** The Chinese texts that are there from the start; typed by the English ones, so that a missing key is a type error. */
import { runWords } from '#core/report/runWords.ts';
import type { english } from './english.ts';
import { compose } from './zh/compose.ts';
import { costs } from './zh/costs.ts';
import { details } from './zh/details.ts';
import { editor } from './zh/editor.ts';
import { faults } from './zh/faults.ts';
import { jms } from './zh/jms.ts';
import { kafka } from './zh/kafka.ts';
import { load } from './zh/load.ts';
import { messages } from './zh/messages.ts';
import { rabbitmq } from './zh/rabbitmq.ts';
import { run } from './zh/run.ts';
import { servers } from './zh/servers.ts';
import { situations } from './zh/situations.ts';
import { time } from './zh/time.ts';

export const chinese: Record<keyof typeof english, string> = {
  ...runWords('zh'),
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
