/**
 * A lesson played without a screen: its design in a document, the real engine behind the app's own run control, its goals looked at
 * after every message. A test does what the text of each step says and asks what was met.
 */
import { compile } from '#core/compile/compile.ts';
import { align } from '#core/compile/align.ts';
import { patch } from '#core/compile/patch.ts';
import type { FaultSpec } from '#core/base/faults.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { createDocumentStore } from '../../renderer/document/documentStore.ts';
import type { Edit, FieldValue } from '../../renderer/document/edits.ts';
import { createRunController, type RunController } from '../../renderer/engine/runController.ts';
import { createRunStore } from '../../renderer/engine/runStore.ts';
import type { Lesson } from '../../renderer/lessons/lesson.ts';
import { createLessonControl, type LessonState } from '../../renderer/lessons/lessonStore.ts';
import { EngineInProcess } from './engineInProcess.ts';

export interface LessonPlayer {
  design(): Scenario;
  state(): LessonState;
  /** Goals of this step that are met, in their order. */
  met(): readonly boolean[];
  edit(edit: Edit): void;
  /** A field of a component: set('ch', 'capacity', 2). */
  set(id: string, field: string, value: FieldValue): void;
  setEdge(id: string, field: string, value: FieldValue): void;
  /** From the beginning: up to an instant, or to the end. */
  run(untilUs?: number): void;
  /** On from where the run stands. */
  goOn(untilUs?: number): void;
  spike(node: string, factor: number, forUs: number): void;
  fault(fault: FaultSpec): void;
  repair(target: string): void;
  export(): void;
  readonly control: RunController;
  /** The next step; throws while a goal of this one is not met, or if nothing is left to do in the next. */
  next(): void;
}

export function playLesson(lesson: Lesson): LessonPlayer {
  const document = createDocumentStore(lesson.scenario, () => 0);
  const run = createRunStore();
  const engines: EngineInProcess[] = [];
  let settling = false;
  const control = createRunController({
    engine: () => {
      const engine = new EngineInProcess();
      engines.push(engine);
      return engine;
    },
    store: run,
    compile,
    patch: (from, to) => ({ kind: patch(from, to).kind, aligned: align(from, to) }),
    design: () => document.getState().scenario,
    restore: (design) => document.getState().apply({ kind: 'restoreModel', design }),
    onDocument: (listener) => document.subscribe((now, before) => listener(now.documentNumber !== before.documentNumber)),
    onNews: () => lessons.check(),
  });
  const lessons = createLessonControl({ lessons: [lesson], document, run, local: undefined, session: undefined });
  document.subscribe(() => lessons.check());

  const settle = () => {
    if (settling) return;
    settling = true;
    for (const { host } of engines) host.settle();
    settling = false;
    lessons.check();
  };
  /** Runs to an instant, or to the end, as fast as it can. */
  const goOn = (untilUs?: number) => {
    if (untilUs === undefined) control.run();
    else engines.at(-1)?.send({ kind: 'command', runId: run.getState().runId, command: { kind: 'runTo', atUs: untilUs } });
    settle();
  };
  const after = (act: () => void) => {
    act();
    settle();
  };
  const where = () => `step ${lessons.store.getState().step + 1} of ${lesson.id}`;
  const met = () => lessons.store.getState().met[lessons.store.getState().step] ?? [];
  const mustBeOpen = () => {
    if (lessons.store.getState().step < lesson.steps.length && met().every(Boolean)) throw new Error(`${where()}: its goals are met before anything is done`);
  };

  control.pace('max');
  control.follow();
  settle();
  lessons.begin(lesson);
  mustBeOpen();
  const { apply } = document.getState();
  return {
    control,
    design: () => document.getState().scenario,
    state: () => lessons.store.getState(),
    met,
    edit: (edit) => after(() => apply(edit)),
    set: (id, field, value) => after(() => apply({ kind: 'setField', path: ['model', 'nodes', id, field], value })),
    setEdge: (id, field, value) => after(() => apply({ kind: 'setField', path: ['model', 'edges', id, field], value })),
    run(untilUs) {
      after(() => void control.restart(false));
      goOn(untilUs);
    },
    goOn,
    spike: (node, factor, forUs) => after(() => control.spike(node, factor, forUs)),
    fault: (fault) => after(() => control.fault(fault)),
    repair: (target) => after(() => control.repair(target)),
    export: () => lessons.exported(),
    next() {
      if (!met().every(Boolean))
        throw new Error(
          `${where()}: not met: ${lesson.steps[lessons.store.getState().step]?.goals
            .filter((_, g) => met()[g] !== true)
            .map(({ text }) => text.en)
            .join('; ')}`,
        );
      lessons.goTo(lessons.store.getState().step + 1);
      mustBeOpen();
    },
  };
}
