/**
 * A lesson: a design to begin with and steps with text, each with goals that the design or its run must meet. What is met is
 * checked from the document and from what the engine measured, never from what was clicked.
 */
import type { MetricName } from '#core/metrics/names.ts';
import type { ObjectiveReport } from '#core/run/report.ts';
import type { LocalText, NodeId, Scenario } from '#core/scenario/scenario.ts';

/** Chapters of the document the lessons follow, and the incidents that come after it. */
export const CHAPTERS = ['queue', 'concepts', 'models', 'uses', 'kafka', 'incidents'] as const;
export type Chapter = (typeof CHAPTERS)[number];
/** A text both languages have: what stands in a lesson is never in one of them only. */
export type BothTexts = Exclude<LocalText, string>;

export interface Lesson {
  /** kebab-case; part of what is remembered of a reader's progress. */
  readonly id: string;
  readonly chapter: Chapter;
  readonly title: BothTexts;
  /** One sentence for the list: what will be seen. */
  readonly summary: BothTexts;
  /** The design the lesson begins with. */
  readonly scenario: Scenario;
  /** The last one ends with the export of what was built, where the design has something to export. */
  readonly steps: readonly LessonStep[];
  /** What was learnt, shown when all goals are met. */
  readonly closing: BothTexts;
  /** Virtual seconds per second it is watched at; 1 unless given. A reader may change it. */
  readonly pace?: number;
}

export interface LessonStep {
  readonly title: BothTexts;
  /** Paragraphs; `code` in backticks and **bold** are shown so. */
  readonly text: BothTexts;
  /** From the vaguest to the one that says what to do. */
  readonly hints: readonly BothTexts[];
  readonly goals: readonly Goal[];
}

export interface Goal {
  readonly text: BothTexts;
  /**
   * A goal that was met stays met; a run that begins anew does not take it back. It is asked a few times a second, so what passes
   * quickly is best asked for by counters and highest values. The design may be anything by then: a component may be gone.
   */
  isMet(now: LessonNow): boolean;
  /** How far it is, beside the goal: '7 / 10'. NaN is shown as a dash. */
  figure?(now: LessonNow): GoalFigure;
}

export interface GoalFigure {
  /** µs, a count, or per second. */
  readonly value: number;
  readonly unit: 'duration' | 'count' | 'rate';
  /** What it has to come to. */
  readonly of?: number;
}

/** What goals look at: the design, the run so far, and whether the design was exported since the step began. */
export interface LessonNow {
  readonly design: Scenario;
  readonly run: LessonRun;
  readonly hasExported: boolean;
}

/** Figures of the newest row; what was never measured is NaN. Nodes are told by id. */
export interface LessonRun {
  readonly phase: 'none' | 'ready' | 'running' | 'paused' | 'ended' | 'failed';
  /** µs of virtual time. */
  readonly nowUs: number;
  /** The design was changed since in a way that takes a new run. */
  readonly isStale: boolean;
  /** `index`: of a metric with several columns, such as a topic's partitions, which count from 0. */
  latest(node: NodeId, metric: MetricName, index?: number): number;
  /** The highest value so far. */
  highest(node: NodeId, metric: MetricName): number;
  /** Rise per second of virtual time over the last second. */
  rate(node: NodeId, metric: MetricName): number;
  /** What the whole run counted: 'ledger.consumed' and its like are columns of ''. */
  total(metric: MetricName): number;
  /** How often such an event was told: 'spike.started', 'group.rebalanced', 'fault.started', … */
  events(kind: string): number;
  readonly objectives: readonly ObjectiveReport[];
  /** Every design that was in force, oldest first: the one it began with, and what changed while it went on. */
  readonly designs: readonly Scenario[];
}
