/** Everything a person can tell the app to do. Each area's own list stands with its code where it is long; the order is that of the help sheet. */
import { deleteSelected, duplicateSelected, selectAll } from '../canvas/commands.ts';
import { NOTE_COMMANDS } from '../canvas/notes/noteCommands.ts';
import { viewport } from '../canvas/viewport.ts';
import { documentStore } from '../document/documentStore.ts';
import { newDocument, openFile, saveFile } from '../document/files.ts';
import { backToLive, moveBySeconds } from '../engine/cursor.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { openLessons } from '../lessons/openLessons.ts';
import { showTemplates } from '../templates/templatesStore.ts';
import { secondOn } from '../timeline/steps.ts';
import type { Command } from './command.ts';
import { KEYS } from './keys.ts';
import { NO_SELECTION, uiStore } from './uiStore.ts';

const hasSelection = (): boolean => {
  const { nodes, edges, notes = [] } = uiStore.getState().selection;
  return nodes.length + edges.length + notes.length > 0;
};

/** Out of the past first, then out of the selection. */
function leave(): void {
  if (runStore.getState().cursorUs !== undefined) backToLive();
  else uiStore.getState().select(NO_SELECTION);
}

const RUN: readonly Command[] = [
  { id: 'run.toggle', title: 'shortcuts.runPause', group: 'run', keys: KEYS.runPause, isEverywhere: true, run: () => runControl.toggle() },
  { id: 'run.restart', title: 'shortcuts.restart', group: 'run', keys: KEYS.restart, run: () => runControl.restart(true) },
  { id: 'run.stepEvent', title: 'time.step.event', group: 'run', keys: KEYS.stepEvent, run: () => runControl.step(1) },
  { id: 'run.stepMessage', title: 'time.step.message', group: 'run', keys: KEYS.stepMessage, run: () => runControl.stepMessage() },
  { id: 'run.stepSecond', title: 'time.step.second', group: 'run', keys: KEYS.stepSecond, run: secondOn },
  { id: 'run.secondBack', title: 'time.step.back', group: 'run', keys: KEYS.secondBack, run: () => moveBySeconds(-1) },
  { id: 'run.branch', title: 'time.branch', group: 'run', keys: KEYS.branch, run: () => runControl.branch() },
];

const EDIT: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'edit.undo',
    group: 'edit',
    keys: KEYS.undo,
    isEnabled: () => documentStore.getState().canUndo,
    run: () => documentStore.getState().undo(),
  },
  {
    id: 'edit.redo',
    title: 'edit.redo',
    group: 'edit',
    keys: KEYS.redo,
    isEnabled: () => documentStore.getState().canRedo,
    run: () => documentStore.getState().redo(),
  },
  { id: 'edit.duplicate', title: 'shortcuts.duplicate', group: 'edit', keys: KEYS.duplicate, isEnabled: hasSelection, run: duplicateSelected },
  { id: 'edit.delete', title: 'shortcuts.delete', group: 'edit', keys: KEYS.delete, isEnabled: hasSelection, run: deleteSelected },
];

const CANVAS: readonly Command[] = [
  { id: 'canvas.fit', title: 'shortcuts.fit', group: 'canvas', keys: KEYS.fit, run: () => viewport()?.fit() },
  { id: 'canvas.selectAll', title: 'shortcuts.selectAll', group: 'canvas', keys: KEYS.selectAll, run: selectAll },
  { id: 'canvas.selectNone', title: 'shortcuts.selectNone', group: 'canvas', keys: KEYS.selectNone, keepsDefault: true, run: leave },
];

const FILE: readonly Command[] = [
  { id: 'file.new', title: 'file.new', group: 'file', run: () => void newDocument() },
  { id: 'file.templates', title: 'templates.open.list', group: 'file', keys: KEYS.templates, run: () => showTemplates() },
  { id: 'file.open', title: 'file.open', group: 'file', keys: KEYS.open, isEverywhere: true, run: () => void openFile() },
  { id: 'file.save', title: 'file.save', group: 'file', keys: KEYS.save, isEverywhere: true, run: () => void saveFile({ as: false }) },
  { id: 'file.saveAs', title: 'file.saveAs', group: 'file', keys: KEYS.saveAs, isEverywhere: true, run: () => void saveFile({ as: true }) },
  { id: 'file.exportCompose', title: 'file.exportCompose', group: 'file', run: () => uiStore.getState().setOverlay('compose') },
  { id: 'file.share', title: 'file.share', group: 'file', run: () => uiStore.getState().setOverlay('share') },
];

const LEARN: readonly Command[] = [
  { id: 'learn.lessons', title: 'learn.open', group: 'learn', run: openLessons },
  { id: 'learn.situations', title: 'situations.open', group: 'learn', run: () => showTemplates(['incidents']) },
  { id: 'learn.shortcuts', title: 'shortcuts.help', group: 'learn', keys: KEYS.help, isCharacter: true, run: () => uiStore.getState().setOverlay('shortcuts') },
];

export const COMMANDS: readonly Command[] = [...RUN, ...EDIT, ...NOTE_COMMANDS, ...CANVAS, ...FILE, ...LEARN];
