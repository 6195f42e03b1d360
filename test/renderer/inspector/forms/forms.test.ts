import { describe, expect, test } from 'vitest';
import { NODE_DEFAULTS } from '../../../../core/scenario/defaults.ts';
import { NODE_FIELDS } from '../../../../core/scenario/fields.ts';
import type { NodeKind } from '../../../../core/scenario/scenario.ts';
import { isMessageKey } from '../../../../renderer/i18n/i18n.ts';
import { isRelevant } from '../../../../renderer/inspector/forms/form.ts';
import { FORMS } from '../../../../renderer/inspector/forms/forms.ts';

const kinds = Object.keys(FORMS) as NodeKind[];

describe.each(kinds)('the form of a %s', (kind) => {
  const specs = FORMS[kind].flatMap((group) => group.fields);

  test('has each of its settings exactly once', () => {
    const fields = specs.map((spec) => spec.field).filter((field) => field !== 'broker');
    expect(fields.toSorted()).toEqual(Object.keys(NODE_DEFAULTS[kind]).toSorted());
  });

  test('has a range for each number', () => {
    const numbers = specs.filter((spec) => spec.control === 'range').map((spec) => spec.field);
    expect(numbers.filter((field) => !Object.hasOwn(NODE_FIELDS[kind], field))).toEqual([]);
  });

  test('has a text for each label and option', () => {
    const keys = specs.flatMap((spec) => [...('label' in spec ? [spec.label] : []), ...(spec.control === 'choice' ? spec.options.map((o) => o.label) : [])]);
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
  });

  test('offers the default among a choice’s options', () => {
    const choices = specs.filter((spec) => spec.control === 'choice');
    const defaults = NODE_DEFAULTS[kind] as Record<string, unknown>;
    expect(choices.filter((spec) => !spec.options.some((option) => option.value === defaults[spec.field]))).toEqual([]);
  });
});

test('a consumer shows only what its kind of source uses', () => {
  const shown = (...peers: NodeKind[]) => FORMS.consumer.filter((group) => isRelevant(group, new Set(peers))).map((group) => group.title);
  expect(shown('queue')).toEqual(['group.work', 'group.delivery']);
  expect(shown('topic')).toEqual(['group.work', 'group.reading']);
  expect(shown()).toEqual(['group.work', 'group.delivery', 'group.reading']);
});
