/** All commands and all components in one list, narrowed as one types. */
import './words.ts';
import './exampleSource.ts';
import '../lessons/lessonSource.ts';
import '../templates/situationSource.ts';
import { useEffect, useMemo, useState } from 'react';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { focusCanvas } from '../canvas/focus.ts';
import { reveal } from '../canvas/reveal.ts';
import { documentStore } from '../document/documentStore.ts';
import { fetchLanguage, localText, type MessageKey, translateIn, useT } from '../i18n/i18n.ts';
import { PickList } from '../parts/PickList.tsx';
import { Spotlight } from '../parts/Spotlight.tsx';
import { COMMANDS } from '../ui/commands.ts';
import { firstKeys } from '../ui/keys.ts';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { useUi } from '../ui/uiStore.ts';
import { commandItems, nodeItems, type PaletteItem, rank } from './paletteItems.ts';
import { recentIds, remember } from './recent.ts';
import { allSources } from './sources.ts';

export function PaletteWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const [query, setQuery] = useState('');
  const [recent] = useState(recentIds);
  const items = useItems();
  const shown = useMemo(() => rank(items, query, recent, language), [items, query, recent, language]);

  const pick = (id: string) => {
    const item = shown.find((one) => one.id === id);
    if (item === undefined) return;
    remember(id);
    onClose();
    // The surface gives the focus back to where it was; what the command does with it comes after.
    setTimeout(() => item.run(), 30);
  };
  return (
    <Spotlight isOpen={isOpen} onClose={onClose} label={t('command.palette')}>
      <PickList
        label={t('command.palette')}
        placeholder={t('command.placeholder')}
        query={query}
        onQuery={setQuery}
        onPick={pick}
        empty={t('command.none', { query })}
        status={t('command.count', { count: shown.length })}
        items={shown.map((item) => ({ id: item.id, group: t(item.group), isDisabled: item.isDisabled, content: <Line item={item} query={query} /> }))}
      />
      <p aria-hidden className="border-t border-(--border) px-3 py-2 text-[11px] text-(--text-3)">
        {t('command.hint')}
      </p>
    </Spotlight>
  );
}

function Line({ item, query }: { readonly item: PaletteItem; readonly query: string }) {
  const language = useUi((s) => s.language);
  const title = localText(item.title, language);
  const other = localText(item.title, language === 'en' ? 'zh' : 'en');
  // Who typed the other language sees what was found.
  const isOther = query.trim() !== '' && other !== title && other.toLowerCase().includes(query.trim().toLowerCase());
  return (
    <>
      {item.kind && <KindIcon kind={item.kind} size={14} />}
      <span className="min-w-0 flex-1 truncate">
        {title}
        {isOther && <span className="pl-2 text-(--text-2)">{other}</span>}
      </span>
      {item.keys && <kbd className="shrink-0 font-(family-name:--font) text-[12px] text-(--text-2)">{firstKeys(item.keys)}</kbd>}
    </>
  );
}

function go(id: string): void {
  reveal({ node: id });
  focusCanvas();
}

/** Commands and components at once; the other language and what areas registered as soon as they are here. */
function useItems(): readonly PaletteItem[] {
  const language = useUi((s) => s.language);
  const [hasBoth, setHasBoth] = useState(false);
  const [found, setFound] = useState<readonly PaletteItem[]>([]);
  useEffect(() => {
    let isGone = false;
    // Without the other language, as offline, one finds by one's own.
    void fetchLanguage(language === 'en' ? 'zh' : 'en').then(
      () => !isGone && setHasBoth(true),
      () => undefined,
    );
    for (const source of allSources()) {
      void source.load().then(
        (items) => {
          const own = items.map((item): PaletteItem => ({ ...item, words: item.words ?? [], group: source.group, isDisabled: false, run: () => item.run() }));
          if (!isGone) setFound((before) => [...before, ...own]);
        },
        () => undefined,
      );
    }
    return () => {
      isGone = true;
    };
  }, [language]);
  return useMemo(() => {
    const both = (key: MessageKey) => {
      const own = translateIn(language, key);
      return hasBoth ? { en: translateIn('en', key), zh: translateIn('zh', key) } : { en: own, zh: own };
    };
    return [...commandItems(COMMANDS, both), ...nodeItems(documentStore.getState().scenario, both, go), ...found];
  }, [language, hasBoth, found]);
}
