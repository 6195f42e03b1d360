/**
 * Brings a file of any older version to the current one, a version at a time, before its shape is checked. Steps take and
 * give plain JSON values: a step must not lean on today's types, which will move on without it.
 */
import { assert } from '../base/assert.ts';
import { VERSION } from './scenario.ts';

export type FileValue = Readonly<Record<string, unknown>>;
type Step = (file: FileValue) => FileValue;

/** STEPS[n] turns version n + 1 into n + 2. The next version appends the step that leads to it. */
const STEPS: readonly Step[] = [
  // 2 adds notes to the view, external services and imported files; whatever a file of version 1 says means the same.
  (file) => file,
];
assert(STEPS.length === VERSION - 1, 'every version but the first has a step that leads to it');

/** `from` is a version this program knows: 1 ≤ from ≤ VERSION. */
export function migrate(file: FileValue, from: number): FileValue {
  assert(Number.isInteger(from) && from >= 1 && from <= VERSION, 'a version this program knows');
  return STEPS.slice(from - 1).reduce<FileValue>((value, step, i) => ({ ...step(value), version: from + i + 1 }), file);
}
