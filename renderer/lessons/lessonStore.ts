/**
 * Which lesson is open, at which step, which of its goals were met and how many hints were asked for. What was met stays met. How
 * far each lesson was ever brought is remembered by the browser; the open one by the tab, as its design is. What was stored is
 * not trusted. Goals are checked only in the document the lesson began with.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentState } from '../document/documentStore.ts';
import type { RunStore } from '../engine/runStore.ts';
import type { GoalFigure, Lesson, LessonNow, LessonStep } from './lesson.ts';
import { lessonRun } from './lessonRun.ts';
import { type OpenLesson, parseOpenLesson, parseProgress } from './remembered.ts';

export interface LessonState {
  /** undefined: the list of lessons is shown. */
  readonly lesson: Lesson | undefined;
  /** `steps.length`: at its end. */
  readonly step: number;
  /** By step and goal. */
  readonly met: readonly (readonly boolean[])[];
  /** Hints shown, by step. */
  readonly hints: readonly number[];
  /** Of the goals of this step. */
  readonly figures: readonly (GoalFigure | undefined)[];
  /** Another document was opened meanwhile. */
  readonly isElsewhere: boolean;
  /** By lesson: steps that were ever completed, from the first on. */
  readonly progress: Readonly<Record<string, number>>;
}

export interface LessonParts {
  readonly lessons: readonly Lesson[];
  readonly document: StoreApi<DocumentState>;
  readonly run: RunStore;
  /** What the browser keeps, and what the tab does. */
  readonly local: Memory | undefined;
  readonly session: Memory | undefined;
}
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface LessonControl {
  readonly store: StoreApi<LessonState>;
  /** Its design was just opened. */
  begin(lesson: Lesson): void;
  /** Back to the list; the design stays. */
  leave(): void;
  goTo(step: number): void;
  showHint(): void;
  /** Looks at the goals of this step. */
  check(): void;
  /** The design was exported just now. */
  exported(): void;
}

const PROGRESS_KEY = 'spillway.lessons';
const OPEN_KEY = 'spillway.lesson';

const noneMet = (steps: readonly LessonStep[]): readonly (readonly boolean[])[] => steps.map(({ goals }) => goals.map(() => false));

const LIST: Omit<LessonState, 'progress'> = { lesson: undefined, step: 0, met: [], hints: [], figures: [], isElsewhere: false };

export function createLessonControl(parts: LessonParts): LessonControl {
  const numberNow = () => parts.document.getState().documentNumber;
  let ownNumber = numberNow();
  let hasExported = false;

  const store = createStore<LessonState>(() => ({ ...LIST, ...reopened(), progress: parseProgress(parts.local?.getItem(PROGRESS_KEY) ?? null) }));

  function reopened(): Partial<LessonState> {
    const open = parseOpenLesson(parts.session?.getItem(OPEN_KEY) ?? null);
    const lesson = parts.lessons.find(({ id }) => id === open?.id);
    if (open === undefined || lesson === undefined) return {};
    const { steps } = lesson;
    return {
      lesson,
      step: Math.min(open.step, steps.length),
      met: noneMet(steps).map((goals, s) => goals.map((_, g) => open.met[s]?.[g] === true)),
      hints: steps.map(({ hints }, s) => Math.min(hints.length, open.hints[s] ?? 0)),
    };
  }

  const remember = () => {
    const { lesson, step, met, hints, isElsewhere } = store.getState();
    if (lesson === undefined || isElsewhere) return parts.session?.removeItem(OPEN_KEY);
    keep(parts.session, OPEN_KEY, { id: lesson.id, step, met, hints } satisfies OpenLesson);
  };

  /** Steps from the first on whose goals are all met. */
  const completed = (met: LessonState['met']): number => {
    const open = met.findIndex((goals) => goals.includes(false));
    return open < 0 ? met.length : open;
  };

  const check = () => {
    const { lesson, step, met, figures, isElsewhere, progress } = store.getState();
    const here = lesson?.steps[step];
    if (lesson === undefined || here === undefined || isElsewhere) return;
    const now: LessonNow = { design: parts.document.getState().scenario, run: lessonRun(parts.run.getState()), hasExported };
    const seen = here.goals.map((goal, g) => met[step]?.[g] === true || goal.isMet(now));
    const shown = here.goals.map((goal) => goal.figure?.(now));
    if (!shown.every((figure, g) => isSameFigure(figure, figures[g]))) store.setState({ figures: shown });
    if (seen.every((isMet, g) => isMet === met[step]?.[g])) return;
    const after = met.map((goals, s) => (s === step ? seen : goals));
    const steps = completed(after);
    store.setState({ met: after });
    if (steps > (progress[lesson.id] ?? 0)) {
      store.setState({ progress: { ...progress, [lesson.id]: steps } });
      keep(parts.local, PROGRESS_KEY, store.getState().progress);
    }
    remember();
  };

  parts.document.subscribe((now, before) => {
    if (now.documentNumber === before.documentNumber) return;
    if (store.getState().lesson === undefined) return;
    store.setState({ isElsewhere: now.documentNumber !== ownNumber });
    remember();
  });

  return {
    store,
    begin(lesson) {
      ownNumber = numberNow();
      hasExported = false;
      store.setState({ ...LIST, lesson, met: noneMet(lesson.steps), hints: lesson.steps.map(() => 0) });
      remember();
      check();
    },
    leave() {
      store.setState(LIST);
      remember();
    },
    goTo(step) {
      const { lesson } = store.getState();
      if (lesson === undefined) return;
      hasExported = false;
      store.setState({ step: Math.max(0, Math.min(lesson.steps.length, step)), figures: [] });
      remember();
      check();
    },
    showHint() {
      const { lesson, step, hints } = store.getState();
      const there = lesson?.steps[step]?.hints.length ?? 0;
      store.setState({ hints: hints.map((shown, s) => (s === step ? Math.min(there, shown + 1) : shown)) });
      remember();
    },
    check,
    exported() {
      hasExported = true;
      check();
    },
  };
}

const isSameFigure = (a: GoalFigure | undefined, b: GoalFigure | undefined): boolean => Object.is(a?.value, b?.value) && a?.of === b?.of && a?.unit === b?.unit;

function keep(memory: Memory | undefined, key: string, value: unknown): void {
  try {
    memory?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: it holds for this visit.
  }
}
