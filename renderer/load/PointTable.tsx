/** The points of a drawn curve as times and rates to type. One typed before another takes its place in the row. */
import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { parseDuration, parseRate } from '#core/base/quantity.ts';
import { POINT_FIELDS } from '#core/scenario/fields.ts';
import type { NodeId } from '#core/scenario/scenario.ts';
import { useT } from '../i18n/i18n.ts';
import { stepText } from '../inspector/fields/stepping.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { DraftInput } from '../parts/DraftInput.tsx';
import { type DrawnDoc, thinned } from './drawn.ts';
import { loadPath, writeLoad } from './editing.ts';
import { HANDLES_MAX, us } from './handles.ts';
import { useHorizonUs } from './useRunOf.ts';

export interface PointTableProps {
  readonly node: NodeId;
  readonly load: DrawnDoc;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
  readonly onRemove: (index: number) => void;
}

export function PointTable({ node, load, selected, onSelect, onRemove }: PointTableProps) {
  const t = useT();
  const horizonUs = useHorizonUs();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (selected !== undefined) list.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  if (load.points.length > HANDLES_MAX) {
    return (
      <>
        <p className="leading-5 text-(--text-2)">{t('studio.points.many', { count: load.points.length })}</p>
        <Button variant="outline" onClick={() => writeLoad(node, thinned(load, horizonUs))}>
          {t('studio.points.thin')}
        </Button>
      </>
    );
  }
  const write = (index: number, change: Partial<DrawnDoc['points'][number]>) => {
    const moved = load.points.map((point, i) => (i === index ? { ...point, ...change } : point));
    // The order of those at one instant is a jump's: it stays.
    const points = moved.toSorted((a, b) => us(a.at) - us(b.at));
    writeLoad(node, { kind: 'drawn', points }, `${loadPath(node).join('.')} ${index}`);
    const place = points.indexOf(moved[index] as DrawnDoc['points'][number]);
    if (place !== index) onSelect(place);
  };
  return (
    <section aria-label={t('studio.points')}>
      <div aria-hidden className="grid grid-cols-[22px_1fr_1fr_24px] gap-1 pb-1 text-[12px] text-(--text-2)">
        <span />
        <span>{t('studio.points.time')}</span>
        <span>{t('studio.points.perSecond')}</span>
      </div>
      <ol ref={list} className="flex flex-col gap-1">
        {load.points.map((point, i) => (
          <li
            // Points are told apart by their place alone.
            key={i}
            className={`grid grid-cols-[22px_1fr_1fr_24px] items-center gap-1 rounded-md ${i === selected ? 'bg-(--surface-2)' : ''}`}
            onFocus={() => onSelect(i)}
          >
            <span className={`pl-1 text-[11px] tabular-nums ${i === selected ? 'font-semibold text-(--kind-producer)' : 'text-(--text-3)'}`}>{i + 1}</span>
            <Value label={t('studio.points.at', { n: i + 1 })} value={point.at} field="at" onWrite={(at) => write(i, { at })} />
            <Value label={t('studio.points.rate', { n: i + 1 })} value={point.rate} field="rate" onWrite={(rate) => write(i, { rate })} />
            <IconButton size="small" label={t('studio.removePoint')} disabled={load.points.length <= 1} onClick={() => onRemove(i)}>
              <X size={14} />
            </IconButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ValueProps {
  readonly label: string;
  readonly value: string;
  readonly field: 'at' | 'rate';
  readonly onWrite: (text: string) => void;
}

function Value({ label, value, field, onWrite }: ValueProps) {
  const id = useId();
  const range = POINT_FIELDS[field];
  const isGood = (text: string): boolean => {
    const read = (field === 'at' ? parseDuration : parseRate)(text);
    return read.ok && read.value >= range.min && read.value <= range.max;
  };
  return (
    <DraftInput
      id={id}
      label={label}
      value={value}
      isInvalid={!isGood(value)}
      onCommit={(text) => {
        if (isGood(text)) onWrite(text.trim());
        return isGood(text);
      }}
      onStep={(text, direction, isCoarse) => stepText(text, range, direction, isCoarse)}
      className="tabular-nums"
    />
  );
}
