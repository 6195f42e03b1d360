import { expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import { issue } from '../../../core/scenario/issues.ts';
import type { Model } from '../../../core/scenario/scenario.ts';
import { nextStep } from '../../../renderer/charts/nextStep.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

const empty = newScenario().model;
const drawn: Model = { ...empty, nodes: { p: newNode('producer', 'p'), q: newNode('queue', 'q'), c: newNode('consumer', 'c') } };
const wired: Model = { ...drawn, edges: { e: newEdge('p', 'q') } };

test('one thing at a time: components, wires, problems, a run', () => {
  expect(nextStep(empty, [])).toBe('add');
  expect(nextStep({ ...empty, nodes: { p: newNode('producer', 'p'), c: newNode('consumer', 'c') } }, [])).toBe('add');
  expect(nextStep(drawn, [])).toBe('connect');
  expect(nextStep(wired, [issue('error', 'name.empty', ['model', 'nodes', 'p', 'name'])])).toBe('mend');
  expect(nextStep(wired, [issue('warning', 'node.unconnected', ['model', 'nodes', 'c'])])).toBe('run');
});

test('a wire that no message can take shows nothing', () => {
  expect(nextStep({ ...drawn, edges: { e: newEdge('q', 'c') } }, [])).toBe('connect');
});
