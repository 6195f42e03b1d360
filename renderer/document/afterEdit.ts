/** What the document would be after an edit, without making it: a gesture asks before it decides. */
import { create } from 'mutative';
import type { Scenario } from '#core/scenario/scenario.ts';
import { applyEdit, type Edit } from './edits.ts';

export const afterEdit = (scenario: Scenario, edit: Edit): Scenario => create(scenario, (draft) => applyEdit(draft, edit));
