/** The English texts that come with the window around the diagram. */
import { runWords } from '#core/report/runWords.ts';
import { arrange } from './en/arrange.ts';
import { compose } from './en/compose.ts';
import { costs } from './en/costs.ts';
import { details } from './en/details.ts';
import { external } from './en/external.ts';
import { issues } from './en/issues.ts';
import { jms } from './en/jms.ts';
import { kafka } from './en/kafka.ts';
import { messages } from './en/messages.ts';
import { metrics } from './en/metrics.ts';
import { begin } from './en/begin.ts';
import { time } from './en/time.ts';

export const laterEnglish = {
  ...runWords('en'),
  ...arrange,
  ...compose,
  ...costs,
  ...details,
  ...external,
  ...issues,
  ...jms,
  ...kafka,
  ...messages,
  ...metrics,
  ...begin,
  ...time,
};
