/**
 * New, open, save, examples. What was worked on stays among the designs of this browser; where it cannot be kept, changes that are
 * in no file are asked for first. A file that is broken is explained and changes nothing.
 */
import { parseScenario, tooLarge } from '#core/scenario/parse.ts';
import { LIMITS } from '#core/base/limits.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { isRecordingText } from '#core/scenario/recording.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import type { FilePlace, OpenedFile, TextFile } from '../bridge/bridge.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { textOfFile } from '../bridge/fileText.ts';
import { titleText, translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { askDiscard, askOverwrite, showRejected } from '../ui/dialogs.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import { documentStore } from './documentStore.ts';
import { fileNameOf } from './fileName.ts';
import { newScenario } from './newScenario.ts';
import { keepPending, placeNow, setPlace, showFile } from './persistence.ts';
import { forgetFile, rememberFile } from './recentFiles.ts';
import type { RecentRecord } from './storage.ts';

const titleNow = (): string => titleText(documentStore.getState().scenario.view.title);

const mayReplace = async (): Promise<boolean> => !documentStore.getState().dirty || (await keepPending()) || askDiscard(titleNow());

function replace(scenario: Scenario, from?: { readonly name: string; readonly place: FilePlace | undefined }): void {
  uiStore.getState().select(NO_SELECTION);
  if (from === undefined) documentStore.getState().replace(scenario);
  else showFile(scenario, from.name, from.place);
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

/** Another design in place of this one, unless a person would rather keep what is in no file. Resolves to whether it was opened. */
export async function replaceUnlessKept(scenario: Scenario): Promise<boolean> {
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

export async function openFile(): Promise<void> {
  await sayingWhy('file.openFailed', async () => {
    const file = await bridge.openScenario();
    if (file !== undefined) await openText(file, file.name);
  });
}

/** A file of the list, which may not be there any more. */
export async function openRecent(recent: RecentRecord): Promise<void> {
  const { name } = recent.place;
  await sayingWhy('file.openFailed', async () => {
    const found = await bridge.reopen(recent.place);
    if (found.kind === 'file') return openText(found.file, name);
    if (found.kind === 'denied') return toast(translate('file.denied', { name }), translate('file.denied.why'), 'bad');
    const forget = { label: translate('file.recent.remove'), onClick: () => void forgetFile(recent.id) };
    return toast(translate('file.missing', { name }), translate('file.missing.why'), 'bad', forget);
  });
}

/** A file dropped on the window, with what the browser says of where it lies; it says so only while the drop is handled. */
export async function openDropped(file: File, item?: DataTransferItem): Promise<void> {
  const finding = item && bridge.placeOfDropped?.(item).catch(() => undefined);
  if (file.size > LIMITS.scenarioFileBytes) return showRejected({ name: file.name, issues: [tooLarge(file.size)] });
  return sayingWhy('file.openFailed', async () => {
    const { name, text, isEmbedded } = await textOfFile(file);
    const place = isEmbedded ? undefined : await finding;
    await openText({ name, text, ...(place === undefined ? {} : { place }) }, place && name);
  });
}

/** A design a person is in the midst of opens with its errors, to be mended; a broken file does not. `savedTo`: the file it is a copy of. */
async function openText({ name, text, place }: OpenedFile, savedTo?: string): Promise<void> {
  if (isRecordingText(text)) return void (await openRecording({ name, text }, replaceUnlessKept));
  const { scenario, issues } = parseScenario(text);
  if (scenario === undefined) return showRejected({ name, issues, text });
  if (!(await mayReplace())) return undefined;
  replace(scenario, savedTo === undefined ? undefined : { name: savedTo, place });
  await rememberFile(place);
  return toast(translate('file.opened', { name }), undefined, 'good');
}

export async function saveFile(options: { readonly as: boolean }): Promise<void> {
  const place = options.as ? undefined : placeNow();
  await sayingWhy('file.saveFailed', async () => {
    const mayOverwrite = await saveTo(place);
    if (mayOverwrite === 'ask' && (await askOverwrite(place?.name ?? ''))) await saveTo(place, true);
  });
}

/** Resolves to 'ask' when somebody else has written the file since. */
async function saveTo(place: FilePlace | undefined, mayOverwrite = false): Promise<'ask' | undefined> {
  const { scenario, fileName, version } = documentStore.getState();
  const name = fileName ?? fileNameOf(titleNow());
  const saved = await bridge.saveScenario({ name, text: formatScenario(scenario) }, { place, mayOverwrite });
  if (saved.kind === 'changed') return 'ask';
  if (saved.kind === 'denied') toast(translate('file.denied', { name }), translate('file.denied.why'), 'bad');
  if (saved.kind !== 'saved') return undefined;
  setPlace(saved.place);
  documentStore.getState().markSaved(saved.name, version);
  await rememberFile(saved.place);
  toast(translate('file.saved', { name: saved.name }), undefined, 'good');
  return undefined;
}

async function sayingWhy(failed: 'file.openFailed' | 'file.saveFailed', doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
  } catch (error) {
    toast(translate(failed, { message: error instanceof Error ? error.message : String(error) }), undefined, 'bad');
  }
}
