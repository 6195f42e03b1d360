/** The Chinese texts that come with the window around the diagram. */
import { runWords } from '#core/report/runWords.ts';
import type { laterEnglish } from './laterEnglish.ts';
import { arrange } from './zh/arrange.ts';
import { compose } from './zh/compose.ts';
import { costs } from './zh/costs.ts';
import { details } from './zh/details.ts';
import { external } from './zh/external.ts';
import { issues } from './zh/issues.ts';
import { jms } from './zh/jms.ts';
import { kafka } from './zh/kafka.ts';
import { messages } from './zh/messages.ts';
import { metrics } from './zh/metrics.ts';
import { begin } from './zh/begin.ts';
import { time } from './zh/time.ts';

export const laterChinese: Record<keyof typeof laterEnglish, string> = {
  ...runWords('zh'),
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
