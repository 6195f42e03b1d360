/** 'Original run', 'Branch 2 at 00:20.000', or 'Run 4' for one from the start. */
import { formatClock } from '#core/base/clockText.ts';
import { FIRST_TAKE, type TakeMark } from '../engine/takes.ts';
import type { Translate } from '../i18n/i18n.ts';

export const takeName = ({ id, branch }: TakeMark, t: Translate): string =>
  branch !== undefined
    ? t('time.take.branch', { n: id - 1, at: formatClock(branch.atUs) })
    : id === FIRST_TAKE.id
      ? t('time.take.first')
      : t('time.take.again', { n: id });
