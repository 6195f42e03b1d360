/** What a good run is: a list of figures with their bounds. */
import { Plus, X } from 'lucide-react';
import { boundRange } from '#core/scenario/checkObjectives.ts';
import type { FieldRange } from '#core/scenario/fields.ts';
import { boundsOf, metricsOf, type ObjectiveMetric } from '#core/scenario/objectives.ts';
import type { Model, NodeId, ObjectiveDoc } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import { Standing } from '../charts/ObjectiveLines.tsx';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { RangeField } from './fields/RangeField.tsx';
import { boundOf, withBound, withMetric, withNode } from './objectives.ts';

/** What a bound may be; counts are stepped in whole numbers. */
function shownRange(metric: ObjectiveMetric): FieldRange {
  const range = boundRange(metric);
  return range.unit === 'ratio' ? { ...range, unit: 'count' } : range;
}
const LIST = ['model', 'objectives'] as const;

export function ObjectiveList({ model }: { readonly model: Model }) {
  const t = useT();
  const { objectives } = model;
  const write = (next: readonly ObjectiveDoc[]) => documentStore.getState().apply({ kind: 'setField', path: LIST, value: next.map((one) => ({ ...one })) });
  return (
    <>
      {objectives.length === 0 && (
        <p className="text-[11px] leading-4 text-(--text-3)">
          {t('objective.none')} {t('empty.objective')}
        </p>
      )}
      {objectives.map((objective, i) => (
        // Objectives are told apart by their place alone.
        <Objective
          key={`${i} ${objective.metric}`}
          model={model}
          objective={objective}
          index={i}
          onRemove={() => write(objectives.filter((_, at) => at !== i))}
        />
      ))}
      <Button variant="outline" icon={<Plus size={14} />} onClick={() => write([...objectives, { metric: 'latencyP99', node: '', below: '1s' }])}>
        {t('objective.add')}
      </Button>
    </>
  );
}

/** How it stands in the run on screen. */
function StandingNow({ index }: { readonly index: number }) {
  const language = useUi((s) => s.language);
  const objective = useRun((s) => s.objectives[index]);
  const isOver = useRun((s) => s.report !== undefined);
  if (objective === undefined) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-[12px]">
      <Standing objective={objective} isOver={isOver} language={language} />
    </p>
  );
}

interface ObjectiveProps {
  readonly model: Model;
  readonly objective: ObjectiveDoc;
  readonly index: number;
  readonly onRemove: () => void;
}

function Objective({ model, objective, index, onRemove }: ObjectiveProps) {
  const t = useT();
  const path = [...LIST, index];
  const replace = (next: ObjectiveDoc) => ({ kind: 'setField', path, value: { ...next } }) as const;
  const kind = objective.node === '' ? 'run' : (model.nodes[objective.node]?.kind ?? 'run');
  const places = Object.entries(model.nodes).flatMap(([id, node]) => (metricsOf(node.kind).length > 0 ? [{ value: id, label: node.name }] : []));
  const bound = boundOf(objective);
  return (
    <div className="flex flex-col gap-2 rounded-md border border-(--border) p-2">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <ChoiceField<NodeId>
            path={[...path, 'node']}
            value={objective.node}
            label={t('objective.node')}
            isLabelHidden
            options={[{ value: '', label: t('objective.wholeRun') }, ...places]}
            toEdit={(node) => replace(withNode(objective, node, node === '' ? 'run' : (model.nodes[node]?.kind ?? 'run')))}
          />
        </div>
        <IconButton size="small" className="mt-0.5" label={t('objective.remove', { n: index + 1 })} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <ChoiceField
        path={[...path, 'metric']}
        value={objective.metric}
        label={t('objective.metric')}
        isLabelHidden
        options={metricsOf(kind).map((value) => ({ value, label: t(`objective.metric.${value}`) }))}
        toEdit={(metric) => replace(withMetric(objective, metric))}
      />
      <div className="grid grid-cols-2 items-start gap-2">
        <ChoiceField
          path={path}
          value={bound.name}
          label={t('objective.bound')}
          isLabelHidden
          options={boundsOf(objective.metric).map((value) => ({ value, label: t(`objective.${value}`) }))}
          toEdit={(name) => replace(withBound(objective, name, bound.value))}
        />
        <RangeField path={[...path, bound.name]} value={bound.value} range={shownRange(objective.metric)} label={t(`objective.${bound.name}`)} isLabelHidden />
      </div>
      <StandingNow index={index} />
    </div>
  );
}
