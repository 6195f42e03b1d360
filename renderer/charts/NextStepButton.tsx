/** The button for what stands between a design and its first numbers. */
import { LayoutTemplate, ListChecks, Play, Spline } from 'lucide-react';
import { documentStore } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { showTemplates } from '../templates/templatesStore.ts';
import { KEYS, shortcutText } from '../ui/keys.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import type { NextStep } from './nextStep.ts';

const ICON = { size: 15, 'aria-hidden': true } as const;

export function NextStepButton({ step }: { readonly step: NextStep }) {
  const t = useT();
  switch (step) {
    case 'add':
      return (
        <Button variant="outline" icon={<LayoutTemplate {...ICON} />} onClick={() => showTemplates()}>
          {t('canvas.empty.templates')}
        </Button>
      );
    case 'connect':
      return (
        <Button variant="outline" icon={<Spline {...ICON} />} onClick={connectProducer}>
          {t('empty.connect')}
        </Button>
      );
    case 'mend':
      return (
        <Button variant="outline" icon={<ListChecks {...ICON} />} onClick={showDesign}>
          {t('empty.mend')}
        </Button>
      );
    case 'run':
      return (
        <Button variant="outline" icon={<Play {...ICON} />} onClick={() => runControl.run()}>
          {t('dash.next.button')}
          <kbd className="font-(family-name:--font) text-[12px] text-(--text-3)">{shortcutText(KEYS.runPause)}</kbd>
        </Button>
      );
  }
}

/** The first one that leads nowhere. */
function connectProducer(): void {
  const { nodes, edges } = documentStore.getState().scenario.model;
  const loose = Object.keys(nodes).find((id) => nodes[id]?.kind === 'producer' && !Object.values(edges).some(({ from }) => from === id));
  if (loose === undefined) return;
  uiStore.getState().select({ nodes: [loose], edges: [] });
  uiStore.getState().setOverlay('connect');
}

/** The inspector of the whole design lists its problems, its objectives and its faults. */
export function showDesign(): void {
  uiStore.getState().select(NO_SELECTION);
  uiStore.getState().setPanel('inspector', true);
}
