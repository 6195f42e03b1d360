/** Takes the run home as a file: a page, figures, or a result for a CI server. While the run goes on, what was measured up to now. */
import { Download } from 'lucide-react';
import { bridge } from '../bridge/currentBridge.ts';
import { documentStore } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import { translate, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Menu, MenuItem } from '../parts/Menu.tsx';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';
import type { ReportKind } from './makeReport.ts';

const KINDS: readonly ReportKind[] = ['html', 'json', 'csv', 'junit'];

export function SaveReport() {
  const t = useT();
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="outline" icon={<Download size={14} aria-hidden="true" />} disabled={!hasBegun}>
          {t('report.save')}
        </Button>
      }
    >
      {KINDS.map((kind) => (
        <MenuItem key={kind} onSelect={() => void save(kind)}>
          {t(`report.save.${kind}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

async function save(kind: ReportKind): Promise<void> {
  try {
    const [{ makeReport }, report] = await Promise.all([import('./makeReport.ts'), runControl.report()]);
    if (report === undefined) return toast(translate('report.save.nothing'), undefined, 'bad');
    const file = makeReport(kind, documentStore.getState().scenario, report, runStore.getState(), uiStore.getState().language);
    const name = await bridge.saveBytes(file.name, new TextEncoder().encode(file.text), file.mediaType);
    if (name !== undefined) toast(translate('report.saved', { name }));
  } catch (error) {
    toast(translate('report.save.failed', { message: error instanceof Error ? error.message : String(error) }), undefined, 'bad');
  }
}
