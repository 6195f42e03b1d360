/** 'Original run', or 'Branch 2 at 00:20.000'. */
import { formatClock } from '../charts/format.ts';
import type { TakeMark } from '../engine/takes.ts';
import type { Translate } from '../i18n/i18n.ts';

export const takeName = ({ id, branch }: TakeMark, t: Translate): string =>
  branch === undefined ? t('time.take.first') : t('time.take.branch', { n: id - 1, at: formatClock(branch.atUs) });
