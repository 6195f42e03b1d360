/**
 * The curve of a producer's load with its points, and beside it the values they stand for. Every gesture is one step of the
 * document's history, and goes into a run that is under way.
 */
import { Plus, Redo2, Spline, Trash2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import { formatExact } from '../charts/format.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { LoadParams } from '../inspector/fields/LoadFields.tsx';
import { Button, IconButton } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import { CurvePlot } from './CurvePlot.tsx';
import { type CurveOwner, curveOf, peakOf, samples, totalOf } from './curve.ts';
import { addPoint, pointAfter, removePoint, strokeOver, toDrawn } from './drawn.ts';
import { loadPath, writeLoad } from './editing.ts';
import { handlesOf, moveShown } from './handles.ts';
import { KindPicker } from './KindPicker.tsx';
import { PointTable } from './PointTable.tsx';
import type { CurvePoint, Scale } from './scale.ts';
import { useHorizonUs, useOwner } from './useRunOf.ts';
import { instantText, rateShown } from './words.ts';

export function CurveTab({ node, load }: { readonly node: NodeId; readonly load: LoadDoc }) {
  const t = useT();
  const horizonUs = useHorizonUs();
  const owner = useOwner(node);
  const [selected, setSelected] = useState<number>();
  const [said, say] = useState('');
  const [canUndo, canRedo] = [useDocument((s) => s.canUndo), useDocument((s) => s.canRedo)];
  const isRunning = useRun((s) => s.stale === undefined && (s.phase === 'running' || (s.phase === 'paused' && (s.status?.nowUs ?? 0) > 0)));
  const lastScale = useRef<Scale>({ width: 800, height: 260, endUs: horizonUs, topRate: 100 });
  const isDrawn = load.kind === 'drawn';
  const count = handlesOf(load, horizonUs).length;
  const chosen = selected !== undefined && selected < count ? selected : undefined;

  const undo = () => (documentStore.getState().undo(), say(t('studio.undone')));
  const redo = () => (documentStore.getState().redo(), say(t('studio.redone')));
  const add = (at: CurvePoint) => {
    const { load: next, index } = addPoint(toDrawn(load, horizonUs, owner), at);
    writeLoad(node, next);
    setSelected(index);
    say(t('studio.added', { n: index + 1, time: instantText(at.atUs), rate: rateShown(at.rate) }));
  };
  const insert = (index: number, scale: Scale) => add(pointAfter(toDrawn(load, horizonUs, owner), index, scale));
  const remove = (index: number) => {
    if (!isDrawn || load.points.length <= 1) return;
    writeLoad(node, removePoint(load, index));
    setSelected(Math.min(index, load.points.length - 2));
    say(t('studio.removed', { n: index + 1, count: load.points.length - 1 }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) undo();
    else if (key === 'y' || key === 'z') redo();
    else return;
    event.preventDefault();
  };
  return (
    // The document's own undo keys, where the plot has the focus; fields keep theirs.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="grid h-full grid-cols-[minmax(0,1fr)_264px]" onKeyDown={onKeyDown}>
      <div className="flex min-w-0 flex-col gap-2 overflow-y-auto p-4">
        <div className="flex items-center gap-1">
          <div className="w-64 pr-2">
            <KindPicker node={node} load={load} />
          </div>
          {!isDrawn && load.kind !== 'users' && (
            <Button
              variant="outline"
              icon={<Spline size={15} />}
              title={t('studio.toDrawn.help')}
              onClick={() => writeLoad(node, toDrawn(load, horizonUs, owner))}
            >
              {t('studio.toDrawn')}
            </Button>
          )}
          <span className="flex-1" />
          {load.kind !== 'users' && (
            <IconButton label={t('studio.addPoint')} shortcut="Insert" onClick={() => insert(chosen ?? count - 1, lastScale.current)}>
              <Plus size={16} />
            </IconButton>
          )}
          {isDrawn && (
            <IconButton
              label={t('studio.removePoint')}
              shortcut="Delete"
              disabled={chosen === undefined || load.points.length <= 1}
              onClick={() => remove(chosen ?? 0)}
            >
              <Trash2 size={16} />
            </IconButton>
          )}
          <IconButton label={t('edit.undo')} shortcut="Ctrl+Z" disabled={!canUndo} onClick={undo}>
            <Undo2 size={16} />
          </IconButton>
          <IconButton label={t('edit.redo')} shortcut="Ctrl+Y" disabled={!canRedo} onClick={redo}>
            <Redo2 size={16} />
          </IconButton>
        </div>
        <CurvePlot
          load={load}
          owner={owner}
          horizonUs={horizonUs}
          selected={chosen}
          onSelect={setSelected}
          write={(next, mergeKey) => writeLoad(node, next, mergeKey)}
          onStep={(handle, to) => writeLoad(node, moveShown(load, handle, to, horizonUs), `${loadPath(node).join('.')} ${handle.index}`)}
          onStroke={(stroke, scale) => {
            const next = strokeOver(load, stroke, scale, owner);
            writeLoad(node, next);
            setSelected(undefined);
            say(t('studio.drawn', { count: next.points.length }));
          }}
          onAdd={add}
          onInsert={insert}
          onDelete={isDrawn ? remove : undefined}
        />
        <Totals load={load} horizonUs={horizonUs} owner={owner} />
        <p className="text-[12px] leading-4 text-(--text-3)">
          {isRunning && <strong className="font-medium text-(--accent)">{t('studio.atRun')} </strong>}
          {count > 0 && `${t('studio.hint.drag')} `}
          {load.kind === 'users' ? t('studio.users') : t('studio.hint')} {count > 0 && t('studio.hint.keys')}
        </p>
        <p aria-live="polite" className="sr-only">
          {said}
        </p>
      </div>
      <div className="flex min-h-0 flex-col gap-2 overflow-y-auto border-l border-(--border) p-3">
        {isDrawn ? (
          <PointTable node={node} load={load} selected={chosen} onSelect={setSelected} onRemove={remove} />
        ) : (
          <LoadParams path={loadPath(node)} load={load} />
        )}
      </div>
    </div>
  );
}

/** What the curve adds up to over a run. */
function Totals({ load, horizonUs, owner }: { readonly load: LoadDoc; readonly horizonUs: number; readonly owner: CurveOwner }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const curve = curveOf(load, owner);
  if (curve === undefined) return <p className="leading-5 text-(--bad)">{t('studio.noCurve')}</p>;
  const peak = rateShown(peakOf(samples(curve, horizonUs, 513)));
  // What users in a loop send is not known beforehand.
  if (load.kind === 'users') return <p className="text-[12px] text-(--text-2)">{t('load.preview.users', { peak })}</p>;
  const total = totalOf(curve, horizonUs);
  const figures = [
    [t('studio.total'), formatExact(total, language)],
    [t('studio.peak'), peak],
    [t('studio.mean'), rateShown((total / horizonUs) * 1_000_000)],
  ];
  return (
    <dl className="flex gap-x-6 gap-y-1">
      {figures.map(([name, value]) => (
        <div key={name} className="flex items-baseline gap-1.5">
          <dt className="text-[12px] text-(--text-2)">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
