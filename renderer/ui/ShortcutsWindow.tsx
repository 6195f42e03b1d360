/** The sheet of keys and gestures, made from the table of commands: what it says is what the keys do. */
import '../search/words.ts';
import { Footprints, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { fetchLanguage, type MessageKey, translateIn, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { INPUT } from '../parts/DraftInput.tsx';
import { startTour } from '../tour/tourControl.ts';
import { COMMANDS } from './commands.ts';
import { type HelpLine, helpGroups, matching } from './helpLines.ts';
import { keyTexts } from './keys.ts';
import type { LazyDialogProps } from './lazyDialog.tsx';
import { useUi } from './uiStore.ts';

const GROUPS = helpGroups(COMMANDS);

export function ShortcutsWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [hasBoth, setHasBoth] = useState(false);
  useEffect(() => {
    // Without the other language one finds by one's own.
    void fetchLanguage(language === 'en' ? 'zh' : 'en').then(
      () => setHasBoth(true),
      () => undefined,
    );
  }, [language]);
  const both = (key: MessageKey) => (hasBoth ? { en: translateIn('en', key), zh: translateIn('zh', key) } : translateIn(language, key));
  const groups = matching(GROUPS, query, both);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} width="large" focusFirst={field} title={t('shortcuts.title')} closeLabel={t('common.close')}>
      <div className="flex gap-2 pb-4">
        <div className="relative flex-1">
          <Search size={14} aria-hidden className="absolute top-2 left-2.5 text-(--text-3)" />
          <input
            ref={field}
            type="search"
            aria-label={t('help.search')}
            placeholder={t('help.search')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className={`${INPUT} h-8 border-(--border) pl-8`}
          />
        </div>
        <Button variant="outline" icon={<Footprints size={15} />} onClick={() => void startTour()}>
          {t('tour.start')}
        </Button>
      </div>
      <p role="status" className={groups.length === 0 ? 'py-6 text-center text-(--text-2)' : 'sr-only'}>
        {groups.length === 0 && t('help.none', { query })}
      </p>
      <div className="gap-8 sm:columns-2 lg:columns-3">
        {groups.map((group) => (
          <section key={group.title} className="break-inside-avoid pb-4">
            <h3 className="pb-1 text-[12px] font-semibold text-(--text-2)">{t(group.title)}</h3>
            <dl>
              {group.lines.map((line) => (
                <div key={line.name} className="flex items-center justify-between gap-3 py-1">
                  <dt className="leading-5">{t(line.name).replace('…', '')}</dt>
                  <dd className="flex shrink-0 flex-wrap justify-end gap-1">
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

function Keys({ line }: { readonly line: HelpLine }) {
  const t = useT();
  if (line.how) return <span className="text-right text-[12px] text-(--text-2)">{t(line.how)}</span>;
  return keyTexts(line.keys ?? '').map((keys) => (
    <kbd key={keys} className="rounded border border-(--border) bg-(--surface-2) px-1.5 font-(family-name:--font) text-[12px] leading-5 whitespace-nowrap">
      {keys}
    </kbd>
  ));
}
