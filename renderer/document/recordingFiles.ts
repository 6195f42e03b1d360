/** Recordings of runs as files: saved beside the design, opened like one and then repeated to their end. */
import { LIMITS } from '#core/base/limits.ts';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { formatRecording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { tooLarge } from '#core/scenario/parse.ts';
import type { TextFile } from '../bridge/bridge.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { recordingOf, takeOf } from '../engine/recordings.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { showRejected } from '../ui/dialogs.ts';
import { recordingNameOf } from './fileName.ts';

export async function saveRecording(title: string): Promise<void> {
  const recording = recordingOf(runStore.getState());
  if (recording === undefined) return toast(translate('time.recording.none'), undefined, 'bad');
  const name = recordingNameOf(title);
  const bytes = new TextEncoder().encode(formatRecording(recording));
  if (bytes.length > LIMITS.scenarioFileBytes) return showRejected({ name, issues: [tooLarge(bytes.length)] });
  try {
    const saved = await bridge.saveBytes(name, bytes, 'application/json');
    if (saved !== undefined) toast(translate('file.saved', { name: saved }), undefined, 'good');
  } catch (error) {
    toast(translate('file.saveFailed', { message: error instanceof Error ? error.message : String(error) }), undefined, 'bad');
  }
}

/** Resolves to whether it was opened: never as the file a save writes back to, for that is another kind of file. */
export async function openRecording({ name, text }: TextFile, replaceBy: (scenario: Scenario) => Promise<boolean>): Promise<false> {
  const { recording, issues } = parseRecording(text);
  const { take, issues: found } = recording === undefined ? { issues } : takeOf(recording);
  if (recording === undefined || take === undefined) showRejected({ name, issues: found });
  else if (await replaceBy(recording.scenario)) runControl.replay(take);
  return false;
}
