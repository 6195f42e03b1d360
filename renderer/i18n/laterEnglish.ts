/** The English texts that come with the window around the diagram. */
import { runWords } from '#core/report/runWords.ts';
import { arrange } from './en/arrange.ts';
import { compose } from './en/compose.ts';
import { costs } from './en/costs.ts';
import { external } from './en/external.ts';
import { issues } from './en/issues.ts';
import { messages } from './en/messages.ts';
import { metrics } from './en/metrics.ts';
import { begin } from './en/begin.ts';
import { time } from './en/time.ts';

export const laterEnglish = {
  ...runWords('en'),
  ...arrange,
  ...compose,
  ...costs,
  ...external,
  ...issues,
  ...messages,
  ...metrics,
  ...begin,
  ...time,
};
