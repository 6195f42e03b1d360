/** Going through the problems of a design, and mending what can be mended, from the keyboard. */
import { documentStore } from '../document/documentStore.ts';
import type { Command } from '../ui/command.ts';
import { KEYS } from '../ui/keys.ts';
import { hasIssues, showIssues, stepToIssue } from './issueJump.ts';
import { fixAllEdit } from './fixEdit.ts';

export const ISSUE_COMMANDS: readonly Command[] = [
  // In a field too: that is where the one before has led.
  { id: 'issues.next', title: 'issues.next', group: 'edit', keys: KEYS.nextIssue, isEverywhere: true, isEnabled: hasIssues, run: () => stepToIssue(1) },
  { id: 'issues.last', title: 'issues.last', group: 'edit', keys: KEYS.lastIssue, isEverywhere: true, isEnabled: hasIssues, run: () => stepToIssue(-1) },
  { id: 'issues.show', title: 'issues.show', group: 'edit', isEnabled: hasIssues, run: showIssues },
  {
    id: 'issues.fixAll',
    title: 'issues.fixAll',
    group: 'edit',
    isEnabled: hasIssues,
    run: () => documentStore.getState().apply(fixAllEdit(documentStore.getState().scenario.model)),
  },
];
