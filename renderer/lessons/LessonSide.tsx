/** The lessons' place left of the canvas: a panel one can drag wider, with what it shows fetched when it is first opened. */
import { Panel, Separator } from 'react-resizable-panels';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { useT } from '../i18n/i18n.ts';
import { lazyPart } from '../parts/lazyPart.tsx';
import { Lines } from '../parts/Lines.tsx';

interface LessonSideProps {
  /** The components are a tab beside the lesson. */
  readonly onAdd: (kind: NodeKind) => void;
}

const LessonTabs = lazyPart<LessonSideProps>(() => import('./LessonTabs.tsx').then((part) => part.LessonTabs), Failed, Skeleton);

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

function Skeleton() {
  return <Lines count={9} />;
}
