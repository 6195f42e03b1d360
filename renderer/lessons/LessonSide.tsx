/** The lessons' place left of the canvas: a panel one can drag wider, with what it shows fetched when it is first opened. */
import { type ComponentType, useEffect, useState } from 'react';
import { Panel, Separator } from 'react-resizable-panels';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { useT } from '../i18n/i18n.ts';

interface LessonSideProps {
  /** The components are a tab beside the lesson. */
  readonly onAdd: (kind: NodeKind) => void;
}

/**
 * Fetched by an effect and put into a state, not by a suspended part: what was suspended is drawn when nothing else is to be, and a
 * run that is drawn on a slow machine leaves no such moment.
 */
function LessonTabs(props: LessonSideProps) {
  const [Part, setPart] = useState<ComponentType<LessonSideProps>>();
  useEffect(() => {
    import('./LessonTabs.tsx').then(
      (part) => setPart(() => part.LessonTabs),
      () => setPart(() => Failed),
    );
  }, []);
  return Part === undefined ? null : <Part {...props} />;
}

export function LessonSide({ onAdd }: LessonSideProps) {
  const t = useT();
  return (
    <>
      <Panel id="lessons" defaultSize="340px" minSize="272px" maxSize="560px" groupResizeBehavior="preserve-pixel-size">
        <div className="h-full bg-(--surface)">
          <LessonTabs onAdd={onAdd} />
        </div>
      </Panel>
      <Separator className="w-px" aria-label={t('view.resize', { panel: t('learn.title') })} />
    </>
  );
}

function Failed() {
  const t = useT();
  return (
    <p role="alert" className="p-4 leading-5">
      {t('common.loadFailed')}
    </p>
  );
}
