import { expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { nudged, stepOf } from '../../../renderer/canvas/nudge.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

const key = (name: string, held: object = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('an arrow is one step of the grid, ten with Shift; with other keys held it is not ours', () => {
  expect(stepOf(key('ArrowLeft'))).toEqual({ x: -8, y: 0 });
  expect(stepOf(key('ArrowDown', { shiftKey: true }))).toEqual({ x: 0, y: 80 });
  expect(stepOf(key('ArrowDown', { ctrlKey: true }))).toBeUndefined();
  expect(stepOf(key('a'))).toBeUndefined();
});

test('components and notes move, and a frame takes what lies in it along, once', () => {
  const base = newScenario('t');
  const frame = { kind: 'frame', text: '', color: 'gray', x: 0, y: 0, width: 800, height: 400 } as const;
  const scenario: Scenario = {
    ...base,
    model: { ...base.model, nodes: { q: newNode('queue', 'q'), far: newNode('queue', 'far') } },
    view: { ...base.view, positions: { q: { x: 16, y: 56 }, far: { x: 4_000, y: 0 } }, notes: { f: frame } },
  };
  const by = { x: 8, y: 0 };
  expect(nudged(scenario, { nodes: ['far', 'gone'], edges: [] }, by)).toEqual({ far: { x: 4_008, y: 0 } });
  expect(nudged(scenario, { nodes: ['q'], edges: [], notes: ['f'] }, by)).toEqual({ q: { x: 24, y: 56 }, 'note/f': { x: 8, y: 0 } });
  expect(nudged(scenario, { nodes: [], edges: [], notes: ['f'] }, by)).toEqual({ q: { x: 24, y: 56 }, 'note/f': { x: 8, y: 0 } });
});
