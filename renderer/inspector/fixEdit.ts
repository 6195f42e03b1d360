/** Fixes of problems as one edit of the document: one step to undo, under a name of its own. */
import { fixAll } from '#core/scenario/issueFixes.ts';
import type { Change, Fix } from '#core/scenario/issueFix.ts';
import type { Model } from '#core/scenario/scenario.ts';
import type { Edit, FieldValue } from '../document/edits.ts';

const editOf = (change: Change): Edit =>
  'set' in change ? { kind: 'setField', path: change.set, value: change.value as FieldValue } : { kind: 'removeItems', nodes: [], edges: [change.removeEdge] };

export const fixEdit = ({ changes }: Fix): Edit => ({ kind: 'batch', label: 'fix', edits: changes.map(editOf) });

/** Everything that can be fixed, until nothing is left that can. */
export const fixAllEdit = (model: Model): Edit => ({
  kind: 'batch',
  label: 'fixAll',
  edits: fixAll(model).fixes.flatMap(({ changes }) => changes.map(editOf)),
});
