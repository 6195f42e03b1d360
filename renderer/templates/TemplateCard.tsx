/** A template among others: its picture, drawn once it comes into view, its title, and what it speaks of. */
import { useEffect, useRef, useState } from 'react';
import { localText, useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import type { Template } from './catalog.ts';
import { DesignPicture } from './DesignPicture.tsx';

export interface TemplateCardProps {
  readonly template: Template;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (template: Template) => void;
}

export function TemplateCard({ template, isChosen, onChoose, onOpen }: TemplateCardProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const card = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(card);
  return (
    <div
      ref={card}
      role="option"
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => onChoose(template.id)}
      onDoubleClick={() => onOpen(template)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        // Once closed, the button that opened the gallery has the keyboard: it is not pressed by the same Enter.
        event.preventDefault();
        onOpen(template);
      }}
      className={`flex cursor-pointer flex-col overflow-hidden rounded-lg border bg-(--surface) ${
        isChosen ? 'border-(--accent) ring-1 ring-(--accent)' : 'border-(--border) hover:border-(--border-strong)'
      }`}
    >
      <div className="h-24 border-b border-(--border) bg-(--canvas) p-2">{isSeen && <DesignPicture sketch={template.file} />}</div>
      <div className="flex flex-1 flex-col gap-1 px-2.5 py-2">
        <span className="line-clamp-2 text-[13px] leading-[17px] font-medium">{localText(template.file.view.title, language)}</span>
        <span className="mt-auto text-[11px] text-(--text-3)">{template.families.map((family) => t(`templates.family.${family}`)).join(' · ')}</span>
      </div>
    </div>
  );
}

/** True from when it first comes near what is in view. */
function useSeen(of: { readonly current: HTMLElement | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const { current } = of;
    if (isSeen || current === null) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: '160px' });
    observer.observe(current);
    return () => observer.disconnect();
  }, [of, isSeen]);
  return isSeen;
}
