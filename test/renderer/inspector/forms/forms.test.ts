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

  test('has a range for each number, and a text for each label and option', () => {
    for (const spec of specs) {
      if (spec.control === 'range') expect(NODE_FIELDS[kind], spec.field).toHaveProperty(spec.field);
      if ('label' in spec) expect(isMessageKey(spec.label), spec.label).toBe(true);
      if (spec.control === 'choice') for (const option of spec.options) expect(isMessageKey(option.label), option.label).toBe(true);
    }
  });

  test('offers the default among a choice’s options', () => {
    for (const spec of specs) {
      if (spec.control !== 'choice') continue;
      expect(spec.options.map((option) => option.value)).toContain((NODE_DEFAULTS[kind] as Record<string, unknown>)[spec.field]);
    }
  });
});

test('a consumer shows only what its kind of source uses', () => {
  const shown = (...peers: NodeKind[]) => FORMS.consumer.filter((group) => isRelevant(group, new Set(peers))).map((group) => group.title);
  expect(shown('queue')).toEqual(['group.work', 'group.delivery']);
  expect(shown('topic')).toEqual(['group.work', 'group.reading']);
  expect(shown()).toEqual(['group.work', 'group.delivery', 'group.reading']);
});
