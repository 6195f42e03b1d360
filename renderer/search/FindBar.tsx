/** Find in the design: what is found is selected and brought to the middle while one types; Enter goes on, Escape gives the canvas back. */
import './words.ts';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { focusCanvas } from '../canvas/focus.ts';
import { reveal } from '../canvas/reveal.ts';
import { useDocument } from '../document/documentStore.ts';
import { isMessageKey, useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { findMatches } from './findMatches.ts';
import { closeFind, useFind } from './findStore.ts';

export function FindBar() {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  const { asked } = useFind();
  const scenario = useDocument((s) => s.scenario);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(scenario, query), [scenario, query]);
  const shown = matches[Math.min(at, matches.length - 1)];
  useEffect(() => field.current?.select(), [asked]);

  const show = (text: string) => {
    setQuery(text);
    setAt(0);
    const [first] = findMatches(scenario, text);
    if (first !== undefined) reveal(first.item);
  };
  const go = (by: 1 | -1) => {
    if (matches.length === 0) return;
    const next = (at + by + matches.length) % matches.length;
    setAt(next);
    const match = matches[next];
    if (match !== undefined) reveal(match.item);
  };
  const close = () => {
    closeFind();
    focusCanvas();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else go(event.shiftKey ? -1 : 1);
  };
  const key = `field.${shown?.setting?.field}`;
  const setting = shown?.setting && `${isMessageKey(key) ? t(key) : shown.setting.field}: ${shown.setting.value}`;
  return (
    <search className="absolute top-2 right-2 z-10 flex w-80 max-w-[calc(100%-16px)] flex-col rounded-lg border border-(--border) bg-(--surface) shadow-(--shadow)">
      <div className="flex items-center gap-0.5 p-1 pl-2.5">
        <input
          ref={field}
          type="text"
          aria-label={t('find.label')}
          placeholder={t('find.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => show(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-7 min-w-0 flex-1 bg-transparent text-[13px] text-(--text) outline-none! placeholder:text-(--text-3)"
        />
        <output className="shrink-0 px-1 text-[12px] text-(--text-2) tabular-nums">
          {query.trim() !== '' && (matches.length === 0 ? t('find.none') : t('find.count', { at: at + 1, count: matches.length }))}
        </output>
        <IconButton size="small" label={t('find.last')} shortcut="Shift+Enter" disabled={matches.length < 2} onClick={() => go(-1)}>
          <ChevronUp size={14} />
        </IconButton>
        <IconButton size="small" label={t('find.next')} shortcut="Enter" disabled={matches.length < 2} onClick={() => go(1)}>
          <ChevronDown size={14} />
        </IconButton>
        <IconButton size="small" label={t('common.close')} shortcut="Esc" onClick={close}>
          <X size={14} />
        </IconButton>
      </div>
      {shown !== undefined && query.trim() !== '' && (
        <p role="status" className="truncate border-t border-(--border) px-2.5 py-1 text-[12px] text-(--text-2)">
          <span className="font-medium text-(--text)">{shown.name}</span>
          {setting && ` · ${setting}`}
        </p>
      )}
    </search>
  );
}
