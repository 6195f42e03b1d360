import { beforeEach, describe, expect, test } from 'vitest';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { createRunStore } from '../../../renderer/engine/runStore.ts';
import type { BothTexts, Goal, Lesson } from '../../../renderer/lessons/lesson.ts';
import { createLessonControl, type LessonControl, type Memory } from '../../../renderer/lessons/lessonStore.ts';

const text = (en: string): BothTexts => ({ en, zh: en });
const seedIs = (seed: number): Goal => ({ text: text(`seed ${seed}`), isMet: ({ design }) => design.model.seed === seed });

const lessonOf = (id: string): Lesson => ({
  id,
  chapter: 'queue',
  title: text(id),
  summary: text(''),
  scenario: newScenario(),
  steps: [
    { title: text('one'), text: text(''), hints: [text('a'), text('b')], goals: [seedIs(2), seedIs(3)] },
    { title: text('two'), text: text(''), hints: [text('a')], goals: [{ text: text('exported'), isMet: ({ hasExported }) => hasExported }] },
  ],
  closing: text(''),
});
const LESSONS = [lessonOf('first'), lessonOf('second')];

class FakeMemory implements Memory {
  readonly kept = new Map<string, string>();
  isFull = false;
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => {
    if (this.isFull) throw new Error('full');
    this.kept.set(key, value);
  };
  removeItem = (key: string) => void this.kept.delete(key);
}

let document: ReturnType<typeof createDocumentStore>;
let local: FakeMemory;
let session: FakeMemory;
let control: LessonControl;

const open = () => createLessonControl({ lessons: LESSONS, document, run: createRunStore(), local, session });
const state = () => control.store.getState();
const seed = (value: number) => {
  document.getState().apply({ kind: 'setField', path: ['model', 'seed'], value });
  control.check();
};
const begin = (which = 0) => {
  document.getState().replace(LESSONS[which]!.scenario);
  control.begin(LESSONS[which]!);
};

beforeEach(() => {
  document = createDocumentStore(newScenario(), () => 0);
  local = new FakeMemory();
  session = new FakeMemory();
  control = open();
});

describe('goals', () => {
  test('what was met stays met', () => {
    begin();
    seed(2);
    expect(state().met[0]).toEqual([true, false]);
    seed(3);
    expect(state().met[0]).toEqual([true, true]);
    seed(4);
    expect(state().met[0]).toEqual([true, true]);
  });

  test('an unchanged answer changes nothing', () => {
    begin();
    const before = state();
    control.check();
    expect(state()).toBe(before);
  });

  test('an export counts from when the step began', () => {
    begin();
    control.exported();
    control.goTo(1);
    expect(state().met[1]).toEqual([false]);
    control.exported();
    expect(state().met[1]).toEqual([true]);
  });

  test('they are looked at only in the document the lesson began with', () => {
    begin();
    document.getState().replace(newScenario());
    expect(state().isElsewhere).toBe(true);
    seed(2);
    expect(state().met[0]).toEqual([false, false]);
    begin();
    expect(state().isElsewhere).toBe(false);
    seed(2);
    expect(state().met[0]).toEqual([true, false]);
  });
});

test('hints are shown one by one, each step its own', () => {
  begin();
  for (let i = 0; i < 3; i++) control.showHint();
  expect(state().hints).toEqual([2, 0]);
  control.goTo(1);
  control.showHint();
  expect(state().hints).toEqual([2, 1]);
});

test('a step stays between the first and the end', () => {
  begin();
  control.goTo(-1);
  expect(state().step).toBe(0);
  control.goTo(7);
  expect(state().step).toBe(2);
});

describe('memory', () => {
  test('a reload finds the lesson as it was', () => {
    begin();
    seed(2);
    control.showHint();
    control.goTo(1);
    control = open();
    expect(state()).toMatchObject({ lesson: LESSONS[0], step: 1, met: [[true, false], [false]], hints: [1, 0] });
  });

  test('leaving it forgets where one was, not how far one came', () => {
    begin();
    seed(2);
    seed(3);
    control.leave();
    control = open();
    expect(state()).toMatchObject({ lesson: undefined, progress: { first: 1 } });
    begin();
    expect(state()).toMatchObject({ met: [[false, false], [false]], progress: { first: 1 } });
  });

  test('a later step alone is no progress', () => {
    begin();
    control.goTo(1);
    control.exported();
    expect(state().progress).toEqual({});
    control.goTo(0);
    seed(2);
    seed(3);
    expect(state().progress).toEqual({ first: 2 });
  });

  test.each(['{', '[]', 'null', '7', '{"id":"first"}', '{"id":"gone","step":0}', '{"id":"first","step":-1}'])(
    'what is stored may be anything: %s',
    (stored) => {
      session.kept.set('spillway.lesson', stored);
      local.kept.set('spillway.lessons', stored);
      control = open();
      expect(state().lesson).toBeUndefined();
      expect(Object.values(state().progress).every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
    },
  );

  test('of a lesson that was rewritten since, what still fits is taken', () => {
    session.kept.set('spillway.lesson', JSON.stringify({ id: 'first', step: 9, met: [[true, 'yes', true], 4, [true]], hints: ['x', 9] }));
    control = open();
    expect(state()).toMatchObject({ lesson: LESSONS[0], step: 2, met: [[true, false], [false]], hints: [0, 1] });
  });

  test('a full memory is no trouble', () => {
    session.isFull = true;
    local.isFull = true;
    begin();
    seed(2);
    seed(3);
    expect(state().progress).toEqual({ first: 1 });
  });
});
