/** All keys and gestures on one sheet. */
import { useT } from '../i18n/i18n.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { SHORTCUT_GROUPS, type ShortcutLine, shortcutText } from './keys.ts';
import { uiStore, useUi } from './uiStore.ts';

export function ShortcutsDialog() {
  const t = useT();
  const isOpen = useUi((s) => s.overlay === 'shortcuts');
  return (
    <Dialog isOpen={isOpen} onClose={() => uiStore.getState().setOverlay(undefined)} width="medium" title={t('shortcuts.title')} closeLabel={t('common.close')}>
      <div className="columns-2 gap-8">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group.title} className="break-inside-avoid pb-4">
            <h3 className="pb-1 text-[12px] font-semibold text-(--text-2)">{t(group.title)}</h3>
            <dl>
              {group.lines.map((line) => (
                <div key={line.name} className="flex items-center justify-between gap-3 py-1">
                  <dt className="leading-5">{t(line.name).replace('…', '')}</dt>
                  <dd className="flex gap-2">
                    <Keys line={line} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Keys({ line }: { readonly line: ShortcutLine }) {
  const t = useT();
  if (line.how) return <span className="text-right text-[12px] text-(--text-2)">{t(line.how)}</span>;
  return (line.keys ?? '').split(', ').map((keys) => (
    <kbd key={keys} className="rounded border border-(--border) bg-(--surface-2) px-1.5 font-(family-name:--font) text-[12px] leading-5">
      {shortcutText(keys)}
    </kbd>
  ));
}
