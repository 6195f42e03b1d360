/** Words to search for, and marks that narrow the list: the system, and what a template is about. */
import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { FAMILIES, GROUPS, templatesStore, useTemplates } from './templatesStore.ts';

const toggled = <T,>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

export function FilterBar({ count, onSearchKey }: { readonly count: number; readonly onSearchKey: (event: KeyboardEvent) => void }) {
  const t = useT();
  const { query, families, groups } = useTemplates((s) => s);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-(--border) px-4 py-3">
      <div className="relative w-72">
        <Search size={15} aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 text-(--text-3)" />
        <input
          type="text"
          role="searchbox"
          aria-label={t('templates.search')}
          placeholder={t('templates.search.hint')}
          value={query}
          onChange={(event) => templatesStore.setState({ query: event.target.value })}
          onKeyDown={onSearchKey}
          className="h-8 w-full rounded-md border border-(--border) bg-(--surface) pr-8 pl-8 text-[13px] hover:border-(--border-strong)"
        />
        {query !== '' && (
          <span className="absolute top-1 right-1">
            <IconButton size="small" label={t('templates.clear')} onClick={() => templatesStore.setState({ query: '' })}>
              <X size={14} />
            </IconButton>
          </span>
        )}
      </div>
      <fieldset className="m-0 flex gap-1.5 border-0 p-0">
        <legend className="sr-only">{t('templates.filter.family')}</legend>
        {FAMILIES.map((family) => (
          <Chip key={family} isOn={families.includes(family)} onToggle={() => templatesStore.setState({ families: toggled(families, family) })}>
            {t(`templates.family.${family}`)}
          </Chip>
        ))}
      </fieldset>
      <fieldset className="m-0 flex gap-1.5 border-0 p-0">
        <legend className="sr-only">{t('templates.filter.group')}</legend>
        {GROUPS.map((group) => (
          <Chip key={group} isOn={groups.includes(group)} onToggle={() => templatesStore.setState({ groups: toggled(groups, group) })}>
            {t(`templates.group.${group}`)}
          </Chip>
        ))}
      </fieldset>
      <output className="ml-auto text-[12px] text-(--text-3)">{t('templates.count', { count })}</output>
    </div>
  );
}
