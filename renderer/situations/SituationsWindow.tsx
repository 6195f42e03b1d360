/** A list of situations: what happens and why, and the design with the trouble or with the fix. */
import { SITUATIONS, type Situation } from '#core/scenario/examples/situations/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { openSituation } from '../document/files.ts';
import { localText, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { useUi } from '../ui/uiStore.ts';

export function SituationsWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const open = async (scenario: Scenario) => {
    onClose();
    await openSituation(scenario);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('situations.title')} closeLabel={t('common.close')} width="medium">
      <p className="pb-3 leading-5 text-(--text-2)">{t('situations.about')}</p>
      <ul className="divide-y divide-(--border) rounded-md border border-(--border)">
        {SITUATIONS.map((situation) => (
          <Row key={situation.id} situation={situation} onOpen={open} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ situation, onOpen }: { readonly situation: Situation; readonly onOpen: (scenario: Scenario) => Promise<void> }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { title, note = '' } = situation.trouble.view;
  const name = localText(title, language);
  return (
    <li className="flex flex-col gap-2 p-3">
      <h3 className="text-[13px] font-semibold">{name}</h3>
      <p className="leading-5 text-(--text-2)">{localText(note, language)}</p>
      <div className="flex gap-2">
        <Button variant="outline" aria-label={t('situations.trouble.of', { name })} onClick={() => void onOpen(situation.trouble)}>
          {t('situations.trouble')}
        </Button>
        <Button variant="outline" aria-label={t('situations.fix.of', { name })} onClick={() => void onOpen(situation.fixed)}>
          {t('situations.fix')}
        </Button>
      </div>
    </li>
  );
}
