import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { EDIT_LABELS } from '../../../renderer/document/edits.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { ACTION_NAMES, randomEdit } from '../../support/randomEdits.ts';

const EDITS = 1_000;
const DESIGNS = [newScenario(), ...EXAMPLES.map(({ scenario }) => scenario)];

const draw = fc.tuple(fc.nat(), fc.nat(), fc.nat());
/** An action, what it is about, and how long after the one before: edits close together may merge. */
const step = fc.tuple(fc.constantFrom(...ACTION_NAMES), draw, fc.constantFrom(50, 2_000));

test(`${EDITS} random edits, undone, give back the byte-equal document, and done again the byte-equal result`, () => {
  expect(LIMITS.undoSteps).toBeGreaterThanOrEqual(EDITS);
  const done = new Map<string, number>();
  fc.assert(
    fc.property(fc.constantFrom(...DESIGNS), fc.infiniteStream(step), (design, steps) => {
      let nowMs = 0;
      const store = createDocumentStore(design, () => nowMs);
      const state = store.getState;
      const before = formatScenario(design);
      let edits = 0;
      while (edits < EDITS) {
        const [name, about, waitMs] = steps.next().value;
        nowMs += waitMs;
        const edit = randomEdit(state().scenario, name, about);
        const was = state().scenario;
        if (edit !== undefined) state().apply(edit);
        if (state().scenario === was) continue;
        edits++;
        done.set(name, (done.get(name) ?? 0) + 1);
      }
      const after = formatScenario(state().scenario);
      expect(after).not.toBe(before);
      expect(EDIT_LABELS).toContain(state().undoLabel);
      while (state().canUndo) state().undo();
      expect(formatScenario(state().scenario)).toBe(before);
      while (state().canRedo) state().redo();
      expect(formatScenario(state().scenario)).toBe(after);
    }),
    { numRuns: 6 },
  );
  // Every kind of edit took part.
  expect([...done.keys()].toSorted()).toEqual(ACTION_NAMES.toSorted());
});
