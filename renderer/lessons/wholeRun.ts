/** What goals ask of a run that went from its start to its end with the design as it is now. */
import type { ObjectiveReport } from '#core/run/report.ts';
import type { NodeId } from '#core/scenario/scenario.ts';
import type { Goal, LessonNow } from './lesson.ts';

/** The run is over, and nothing that needs a new run was changed since. */
export const hasEnded = ({ run }: LessonNow): boolean => run.phase === 'ended' && !run.isStale;

export const objectiveOf = ({ run }: LessonNow, metric: string, node: NodeId): ObjectiveReport | undefined =>
  run.objectives.find((objective) => objective.metric === metric && objective.node === node);

/** The end of every lesson that built something. */
export const EXPORTED: Goal = {
  text: { en: 'The project is downloaded or copied', zh: '已下载或复制该项目' },
  isMet: ({ hasExported }) => hasExported,
};
