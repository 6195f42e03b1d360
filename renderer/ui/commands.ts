/** Everything a person can tell the app to do. Each area's own list stands with its code where it is long; the order is that of the help sheet. */
import type { NodeKind } from '#core/scenario/scenario.ts';
import { addToView } from '../canvas/addToView.ts';
import { selectAll } from '../canvas/commands.ts';
import { focusCanvas } from '../canvas/focus.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { ARRANGE_COMMANDS } from '../canvas/arrangeCommands.ts';
import { NOTE_COMMANDS } from '../canvas/notes/noteCommands.ts';
import { viewport } from '../canvas/viewport.ts';
import { documentStore } from '../document/documentStore.ts';
import { newDocument, openFile, saveFile, saveRecording } from '../document/files.ts';
import { backToLive, moveBySeconds } from '../engine/cursor.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { ISSUE_COMMANDS } from '../inspector/issueCommands.ts';
import { openLessons } from '../lessons/openLessons.ts';
import { openFind } from '../search/findStore.ts';
import { openImport } from '../import/importStore.ts';
import { toggleFilm } from '../share/filmStore.ts';
import { showTemplates } from '../templates/templatesStore.ts';
import { startTour } from '../tour/tourControl.ts';
import { secondOn } from '../timeline/steps.ts';
import type { Command } from './command.ts';
import { KEYS } from './keys.ts';
import { openMenuByKey } from './openMenu.ts';
import { SELECTION } from './selectionCommands.ts';
import { NO_SELECTION, uiStore } from './uiStore.ts';
import { VIEW } from './viewCommands.ts';

/** Three steps double. */
const ZOOM_STEP = 1.26;

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
  ...SELECTION,
];

const CANVAS: readonly Command[] = [
  { id: 'canvas.fit', title: 'shortcuts.fit', group: 'canvas', keys: KEYS.fit, run: () => viewport()?.fit() },
  {
    id: 'canvas.fitSelection',
    title: 'command.fitSelection',
    group: 'canvas',
    keys: KEYS.fitSelection,
    isOnSelection: true,
    isEnabled: () => uiStore.getState().selection.nodes.length > 0,
    run: () => viewport()?.fit(uiStore.getState().selection.nodes),
  },
  { id: 'canvas.zoomIn', title: 'canvas.zoomIn', group: 'canvas', keys: KEYS.zoomIn, run: () => viewport()?.zoomBy(ZOOM_STEP) },
  { id: 'canvas.zoomOut', title: 'canvas.zoomOut', group: 'canvas', keys: KEYS.zoomOut, run: () => viewport()?.zoomBy(1 / ZOOM_STEP) },
  { id: 'canvas.zoomFull', title: 'command.zoomFull', group: 'canvas', keys: KEYS.zoomFull, run: () => viewport()?.zoomTo(1) },
  { id: 'canvas.selectAll', title: 'shortcuts.selectAll', group: 'canvas', keys: KEYS.selectAll, run: selectAll },
  { id: 'canvas.selectNone', title: 'shortcuts.selectNone', group: 'canvas', keys: KEYS.selectNone, keepsDefault: true, run: leave },
];

export const ADDABLE = ['producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel', 'broker'] as const satisfies readonly NodeKind[];
/** One of each kind, where there is room in view; the keyboard goes along. */
const ADD: readonly Command[] = ADDABLE.map((kind) => ({
  id: `add.${kind}`,
  title: `command.add.${kind}`,
  group: 'edit',
  run: () => {
    addToView(kind);
    focusCanvas();
  },
}));

const FILE: readonly Command[] = [
  { id: 'file.new', title: 'file.new', group: 'file', run: () => void newDocument() },
  { id: 'file.templates', title: 'templates.open.list', group: 'file', keys: KEYS.templates, run: () => showTemplates() },
  { id: 'file.open', title: 'file.open', group: 'file', keys: KEYS.open, isEverywhere: true, run: () => void openFile() },
  { id: 'file.save', title: 'file.save', group: 'file', keys: KEYS.save, isEverywhere: true, run: () => void saveFile({ as: false }) },
  { id: 'file.saveAs', title: 'file.saveAs', group: 'file', keys: KEYS.saveAs, isEverywhere: true, run: () => void saveFile({ as: true }) },
  {
    id: 'file.saveRecording',
    title: 'time.recording.save',
    group: 'file',
    isEnabled: () => (runStore.getState().status?.nowUs ?? 0) > 0,
    run: () => void saveRecording(),
  },
  { id: 'file.designs', title: 'file.designs', group: 'file', run: () => uiStore.getState().setOverlay('designs') },
  { id: 'file.recent', title: 'file.recent', group: 'file', isEnabled: () => bridge.remembersFiles, run: () => uiStore.getState().setOverlay('recent') },
  { id: 'file.history', title: 'file.history', group: 'file', run: () => uiStore.getState().setOverlay('history') },
  { id: 'file.import', title: 'file.import', group: 'file', run: () => openImport() },
  { id: 'file.exportCompose', title: 'file.exportCompose', group: 'file', run: () => uiStore.getState().setOverlay('compose') },
  { id: 'file.share', title: 'file.share', group: 'file', run: () => uiStore.getState().setOverlay('share') },
  { id: 'file.recordVideo', title: 'command.recordVideo', group: 'file', run: toggleFilm },
];

const SEEK: readonly Command[] = [
  { id: 'seek.find', title: 'command.find', group: 'canvas', keys: KEYS.find, isEverywhere: true, run: openFind },
  {
    id: 'seek.menu',
    title: 'shortcuts.menu',
    group: 'canvas',
    keys: KEYS.menu,
    where: 'canvas',
    run: openMenuByKey,
  },
  {
    id: 'seek.commands',
    title: 'command.palette',
    group: 'canvas',
    keys: KEYS.commands,
    isEverywhere: true,
    run: () => uiStore.getState().setOverlay('commands'),
  },
];

const LEARN: readonly Command[] = [
  { id: 'learn.lessons', title: 'learn.open', group: 'learn', run: openLessons },
  { id: 'learn.tour', title: 'tour.start', group: 'learn', run: () => void startTour() },
  { id: 'learn.situations', title: 'situations.open', group: 'learn', run: () => showTemplates(['incidents']) },
  { id: 'learn.shortcuts', title: 'shortcuts.help', group: 'learn', keys: KEYS.help, isCharacter: true, run: () => uiStore.getState().setOverlay('shortcuts') },
];

export const COMMANDS: readonly Command[] = [
  ...RUN,
  ...EDIT,
  ...ISSUE_COMMANDS,
  ...ADD,
  ...NOTE_COMMANDS,
  ...ARRANGE_COMMANDS,
  ...CANVAS,
  ...SEEK,
  ...FILE,
  ...VIEW,
  ...LEARN,
];
