/**
 * New, open, save, examples. Whatever would replace changes that are in no file asks first; a file that is broken is
 * explained and changes nothing.
 */
import { parseScenario, tooLarge } from '#core/scenario/parse.ts';
import { LIMITS } from '#core/base/limits.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { isRecordingText } from '#core/scenario/recording.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import type { TextFile } from '../bridge/bridge.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { localText, translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { askDiscard, showRejected } from '../ui/dialogs.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import { documentStore } from './documentStore.ts';
import { fileNameOf } from './fileName.ts';
import { newScenario } from './newScenario.ts';

/** The document's title as shown: what was typed, or the word for a document without one. */
function titleNow(): string {
  const title = localText(documentStore.getState().scenario.view.title, uiStore.getState().language);
  return title.trim() === '' ? translate('file.untitled') : title;
}

const mayReplace = async (): Promise<boolean> => !documentStore.getState().dirty || askDiscard(titleNow());

function replace(scenario: Scenario, fileName?: string): void {
  uiStore.getState().select(NO_SELECTION);
  documentStore.getState().replace(scenario, fileName);
}

export async function newDocument(): Promise<void> {
  if (await mayReplace()) replace(newScenario());
}

/** Resolves to whether it was opened. */
export async function openExample(id: string): Promise<boolean> {
  const { EXAMPLES } = await import('#core/scenario/examples/index.ts');
  const example = EXAMPLES.find((one) => one.id === id);
  return example !== undefined && replaceUnlessKept(example.scenario);
}

/** A template's scenario. Resolves to whether it was opened. */
export const openTemplate = (scenario: Scenario): Promise<boolean> => replaceUnlessKept(scenario);

/** The design a lesson begins with. Resolves to whether it was opened. */
export const openLessonDesign = (scenario: Scenario): Promise<boolean> => replaceUnlessKept(scenario);

/** Another design in place of this one, unless a person would rather keep what is in no file. */
async function replaceUnlessKept(scenario: Scenario): Promise<boolean> {
  const may = await mayReplace();
  if (may) replace(scenario);
  return may;
}

/** Neither is needed before somebody has a recording. */
async function openRecording(file: TextFile, replaceBy: typeof replaceUnlessKept): Promise<boolean> {
  return (await import('./recordingFiles.ts')).openRecording(file, replaceBy);
}
export async function saveRecording(): Promise<void> {
  return (await import('./recordingFiles.ts')).saveRecording(titleNow());
}

/** The host would save to the file picked last; after one that was picked and not opened, that is the wrong one. */
let hostIsElsewhere = false;

export async function openFile(): Promise<void> {
  try {
    const file = await bridge.openScenario();
    if (file !== undefined) hostIsElsewhere = !(await openText(file, file.name));
  } catch (error) {
    toast(translate('file.openFailed', { message: messageOf(error) }), undefined, 'bad');
  }
}

/** A file dropped on the window. The host knows its content, not its place: a save asks where to. */
export async function openDropped(file: File): Promise<void> {
  if (file.size > LIMITS.scenarioFileBytes) return showRejected({ name: file.name, issues: [tooLarge(file.size)] });
  try {
    await openText({ name: file.name, text: await file.text() });
  } catch (error) {
    toast(translate('file.openFailed', { message: messageOf(error) }), undefined, 'bad');
  }
}

/**
 * A design a person is in the midst of opens with its errors, to be mended; a broken file does not. Resolves to whether it was
 * opened. `savedTo`: the file a save may write back to.
 */
async function openText({ name, text }: TextFile, savedTo?: string): Promise<boolean> {
  if (isRecordingText(text)) return openRecording({ name, text }, replaceUnlessKept);
  const { scenario, issues } = parseScenario(text);
  if (scenario === undefined) {
    showRejected({ name, issues });
    return false;
  }
  if (!(await mayReplace())) return false;
  replace(scenario, savedTo);
  toast(translate('file.opened', { name }), undefined, 'good');
  return true;
}

export async function saveFile(options: { readonly as: boolean }): Promise<void> {
  const { scenario, fileName, version } = documentStore.getState();
  try {
    // A document that came from no file asks, even when its name is that of the file before it.
    const as = options.as || fileName === undefined || hostIsElsewhere;
    const name = await bridge.saveScenario({ name: fileName ?? fileNameOf(titleNow()), text: formatScenario(scenario) }, { as });
    if (name === undefined) return;
    hostIsElsewhere = false;
    documentStore.getState().markSaved(name, version);
    toast(translate('file.saved', { name }), undefined, 'good');
  } catch (error) {
    toast(translate('file.saveFailed', { message: messageOf(error) }), undefined, 'bad');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
