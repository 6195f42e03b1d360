/**
 * The gallery: a search, marks to filter by, cards with pictures in groups, and the chosen one beside them. Arrow keys move among the
 * cards, also from the search field; Enter opens.
 */
import './words.ts';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Scenario } from '#core/scenario/scenario.ts';
import { replaceUnlessKept } from '../document/files.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { type Template, TEMPLATES } from './catalog.ts';
import { FilterBar } from './FilterBar.tsx';
import { moveInGrid } from './gridMove.ts';
import { findTemplates } from './search.ts';
import { TemplateCard } from './TemplateCard.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import { type Group, GROUPS, NO_FILTER, showTemplates, templatesStore, useTemplates } from './templatesStore.ts';

export function TemplatesWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const filter = useTemplates((s) => s);
  const found = findTemplates(TEMPLATES, filter);
  // By group, as they are shown: the order in which keys move.
  const shown = GROUPS.flatMap((group) => found.filter((one) => one.group === group));
  const [chosenId, setChosenId] = useState<string>();
  const chosen = shown.find(({ id }) => id === chosenId) ?? found[0];
  const list = useRef<HTMLDivElement>(null);

  const open = async (scenario: Scenario) => {
    onClose();
    // Who would rather keep the design that is in no file goes on choosing.
    if (!(await replaceUnlessKept(scenario))) showTemplates();
  };
  const move = (event: KeyboardEvent, from: number) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const to = moveInGrid(
      cards.map((card) => card.getBoundingClientRect()),
      from,
      event.key,
    );
    if (to === undefined) return;
    event.preventDefault();
    setChosenId(shown[to]?.id);
    cards[to]?.focus();
  };
  const enterList = (event: KeyboardEvent) => {
    if (chosen === undefined || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
    // Once closed, the button that opened it has the keyboard: it is not pressed by the same Enter.
    event.preventDefault();
    if (event.key === 'Enter') return void open(chosen.open());
    list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  };

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('templates.title')} closeLabel={t('common.close')} width="full">
      <div className="flex h-full flex-col">
        <FilterBar count={found.length} onSearchKey={enterList} />
        <div className="flex min-h-0 flex-1">
          {chosen === undefined ? (
            <NothingFound />
          ) : (
            <>
              <div
                ref={list}
                role="listbox"
                tabIndex={-1}
                aria-label={t('templates.title')}
                className="min-w-0 flex-1 overflow-y-auto px-4 pb-4"
                onKeyDown={(event) => move(event, shown.indexOf(chosen))}
              >
                {GROUPS.map((group) => (
                  <Cards key={group} group={group} templates={shown} chosen={chosen} onChoose={setChosenId} onOpen={(one) => void open(one.open())} />
                ))}
              </div>
              <TemplatePreview key={chosen.id} template={chosen} onOpen={(scenario) => void open(scenario)} />
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface CardsProps {
  readonly group: Group;
  readonly templates: readonly Template[];
  readonly chosen: Template;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (template: Template) => void;
}

function Cards({ group, templates, chosen, onChoose, onOpen }: CardsProps) {
  const t = useT();
  const own = templates.filter((one) => one.group === group);
  if (own.length === 0) return null;
  const name = t(`templates.group.${group}`);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" aria-label={name}>
      <h3 aria-hidden="true" className="sticky top-0 z-1 bg-(--surface) pt-3 pb-2 text-[12px] font-semibold text-(--text-2)">
        {name}
      </h3>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-3">
        {own.map((one) => (
          <TemplateCard key={one.id} template={one} isChosen={one === chosen} onChoose={onChoose} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

function NothingFound() {
  const t = useT();
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <h3 className="text-[15px] font-semibold">{t('templates.none.title')}</h3>
      <p className="max-w-100 leading-5 text-(--text-2)">{t('templates.none.body')}</p>
      <Button variant="outline" onClick={() => templatesStore.setState(NO_FILTER)}>
        {t('templates.none.reset')}
      </Button>
    </div>
  );
}
