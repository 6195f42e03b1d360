/** What every lesson has to have, whoever wrote it. That its goals can be met is played in the test of its chapter. */
import { describe, expect, test } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { createRunStore } from '../../../renderer/engine/runStore.ts';
import { type BothTexts, CHAPTERS, type LessonNow } from '../../../renderer/lessons/lesson.ts';
import { lessonRun } from '../../../renderer/lessons/lessonRun.ts';
import { LESSONS } from '../../../renderer/lessons/lessons.ts';

const before = (design = newScenario()): LessonNow => ({ design, run: lessonRun(createRunStore().getState()), hasExported: false });
/** As in test/renderer/i18n: what stands beside a Chinese character is as wide as it. */
const HALF_WIDTH = /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.($|[^.\w])/;
const CHINESE = /[\u4e00-\u9fff]/u;

test('ids are told apart, and lessons stand in the order of their chapters', () => {
  expect(new Set(LESSONS.map(({ id }) => id)).size).toBe(LESSONS.length);
  const places = LESSONS.map(({ chapter }) => CHAPTERS.indexOf(chapter));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const { id } of LESSONS) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe.each(LESSONS)('$id', (lesson) => {
  const { scenario, steps } = lesson;
  const texts: readonly BothTexts[] = [
    lesson.title,
    lesson.summary,
    lesson.closing,
    ...steps.flatMap(({ title, text, hints, goals }) => [title, text, ...hints, ...goals.map((goal) => goal.text)]),
  ];

  test('every text is there in both languages, and Chinese is punctuated in full width', () => {
    for (const { en, zh } of texts) {
      expect(en).toMatch(/[A-Za-z]/);
      expect(en).not.toMatch(CHINESE);
      expect(zh).toMatch(CHINESE);
      expect(zh).not.toMatch(HALF_WIDTH);
      for (const text of [en, zh]) expect({ text, marks: [text.split('`').length % 2, text.split('**').length % 2] }).toEqual({ text, marks: [1, 1] });
    }
  });

  test('its design is canonical and compiles; its only issue may be what is left to be connected', () => {
    const text = formatScenario(scenario);
    expect(parseScenario(text).issues.filter(({ code }) => code !== 'node.unconnected')).toEqual([]);
    expect(parseScenario(text).scenario).toEqual(scenario);
    expect(compile(scenario.model).plan).toBeDefined();
    expect(Object.keys(scenario.view.positions).toSorted()).toEqual(Object.keys(scenario.model.nodes).toSorted());
  });

  test('each step has goals and hints, and no goal is met before anything is done', () => {
    expect(steps.length).toBeGreaterThanOrEqual(1);
    for (const { goals, hints } of steps) {
      expect(goals.length).toBeGreaterThanOrEqual(1);
      expect(hints.length).toBeGreaterThanOrEqual(1);
      expect(goals.filter((goal) => goal.isMet(before(scenario))).map(({ text }) => text.en)).toEqual([]);
    }
  });

  test('no goal minds that everything was deleted', () => {
    for (const goal of steps.flatMap(({ goals }) => goals)) {
      expect(() => goal.isMet(before())).not.toThrow();
      expect(() => goal.figure?.(before())).not.toThrow();
    }
  });
});
