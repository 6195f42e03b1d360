/** The chosen template: a larger picture, its note, its size, what to look at, and the buttons that open it. */
import { Eye } from 'lucide-react';
import type { Scenario } from '#core/scenario/scenario.ts';
import { isMessageKey, localText, useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import type { Template } from './catalog.ts';
import { DesignPicture } from './DesignPicture.tsx';

const DEFAULT_HORIZON = '60s';

export function TemplatePreview({ template, onOpen }: { readonly template: Template; readonly onOpen: (scenario: Scenario) => void }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { file, fix, id } = template;
  const { nodes, edges, horizon = DEFAULT_HORIZON, objectives = [] } = file.model;
  const look = `templates.look.${id}`;
  const size = t('templates.size', {
    nodes: t('templates.nodes', { count: Object.keys(nodes).length }),
    wires: t('templates.wires', { count: Object.keys(edges).length }),
    horizon,
  });
  return (
    <aside aria-label={localText(file.view.title, language)} className="flex w-90 shrink-0 flex-col border-l border-(--border)">
      {/* Focusable, so that a keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto p-4">
        <div className="h-40 rounded-lg border border-(--border) bg-(--canvas) p-2">
          <DesignPicture sketch={file} isNamed />
        </div>
        <h3 className="pt-3 text-[15px] leading-5 font-semibold">{localText(file.view.title, language)}</h3>
        <p className="pt-1 text-[12px] text-(--text-3) tabular-nums">{size}</p>
        {objectives.length > 0 && <p className="text-[12px] text-(--text-3)">{t('templates.objectives', { count: objectives.length })}</p>}
        {isMessageKey(look) && (
          <p className="mt-3 flex gap-2 rounded-md bg-(--surface-2) p-2.5 leading-5">
            <Eye size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-(--accent)" />
            <span>
              <span className="sr-only">{t('templates.look')}: </span>
              {t(look)}
            </span>
          </p>
        )}
        <p className="pt-3 leading-5 text-(--text-2)">{localText(file.view.note, language)}</p>
        {fix && (
          <details className="mt-3 rounded-md border border-(--border) px-2.5 py-1.5">
            <summary className="cursor-pointer leading-5 font-medium">{t('templates.fix.about')}</summary>
            <p className="py-1 leading-5 text-(--text-2)">{localText(fix.file.view.note, language)}</p>
          </details>
        )}
      </div>
      <div className="flex items-center gap-2 border-t border-(--border) p-3">
        <Button variant="primary" onClick={() => onOpen(template.open())}>
          {t(fix ? 'templates.open.trouble' : 'templates.open')}
        </Button>
        {fix && (
          <Button variant="outline" onClick={() => onOpen(fix.open())}>
            {t('templates.open.fix')}
          </Button>
        )}
        <span className="ml-auto text-right text-[11px] leading-[14px] text-(--text-3)">{t('templates.keys')}</span>
      </div>
    </aside>
  );
}
