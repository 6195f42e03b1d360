/** What there is to say of the last visit, once the window is shown. */
import { bridge } from '../bridge/currentBridge.ts';
import { documentStore } from '../document/documentStore.ts';
import { unexpectedlyClosed } from '../document/designs.ts';
import { fileNameOf } from '../document/fileName.ts';
import type { Restored } from '../document/persistence.ts';
import { readRecent } from '../document/recentFiles.ts';
import { titleText, translate } from '../i18n/i18n.ts';
import { workOffline } from '../offline/register.ts';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';
import { rawTitle } from './rawTitle.ts';

export async function tellOfStart(restored: Restored): Promise<void> {
  void readRecent();
  workOffline();
  const lost = await unexpectedlyClosed().catch(() => []);
  if (restored.kind === 'none' || restored.kind === 'reload') {
    if (lost.length === 0) return;
  }
  await import('./words.ts');
  const designs = { label: translate('library.show'), onClick: () => uiStore.getState().setOverlay('designs') };
  switch (restored.kind) {
    case 'crashed':
      toast(translate('start.recovered', { name: titleText(restored.scenario.view.title) }), translate('start.recovered.why'), 'good');
      break;
    case 'copy':
      // A link may have brought another design meanwhile.
      if (documentStore.getState().scenario === restored.scenario) toast(translate('start.copy'), translate('start.copy.why'));
      break;
    case 'unreadable': {
      const { text } = restored.record;
      const name = titleText(rawTitle(text));
      toast(translate('start.unreadable', { name }), translate('start.unreadable.why'), 'bad', {
        label: translate('start.download'),
        onClick: () => void bridge.saveBytes(fileNameOf(name), new TextEncoder().encode(text), 'application/json'),
      });
      break;
    }
    case 'harmful':
      toast(translate('start.harmful', { name: titleText(rawTitle(restored.record.text)) }), translate('start.harmful.why'), 'bad', designs);
      break;
    default:
  }
  if (lost.length > 0) {
    const names = lost.map(({ text }) => `“${titleText(rawTitle(text))}”`).join(translate('common.listed'));
    toast(translate('start.alsoRecovered', { names }), translate('start.recovered.why'), 'good', designs);
  }
}
