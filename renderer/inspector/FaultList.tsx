/** What breaks during a run: a list of faults with their instants. */
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { momentsOf } from '#core/scenario/checkFaults.ts';
import { FAULT_FIELDS, type FieldRange } from '#core/scenario/fields.ts';
import type { FaultDoc, Model } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { kindsOf, newFault, targetsOf, withKind, withTarget } from './faultDocs.ts';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { RangeField } from './fields/RangeField.tsx';

const LIST = ['model', 'faults'] as const;
const MODES = ['process', 'power'] as const;
const WAYS = ['both', 'toBroker', 'fromBroker'] as const;

export function FaultList({ model }: { readonly model: Model }) {
  const t = useT();
  const { faults } = model;
  const write = (next: readonly FaultDoc[]) => documentStore.getState().apply({ kind: 'setField', path: LIST, value: next.map((one) => ({ ...one })) });
  const fresh = newFault(model);
  return (
    <>
      {faults.length === 0 && (
        <p className="text-[11px] leading-4 text-(--text-3)">
          {t('faults.none')} {t(fresh === undefined ? 'empty.faults.none' : 'empty.faults')}
        </p>
      )}
      {faults.map((fault, i) => (
        // Faults are told apart by their place alone.
        <Fault key={`${i} ${fault.kind}`} model={model} fault={fault} index={i} onRemove={() => write(faults.filter((_, at) => at !== i))} />
      ))}
      <Button
        variant="outline"
        icon={<Plus size={14} />}
        disabled={fresh === undefined || faults.length >= LIMITS.faults}
        onClick={() => fresh !== undefined && write([...faults, fresh])}
      >
        {t('faults.add')}
      </Button>
    </>
  );
}

interface FaultProps {
  readonly model: Model;
  readonly fault: FaultDoc;
  readonly index: number;
  readonly onRemove: () => void;
}

function Fault({ model, fault, index, onRemove }: FaultProps) {
  const t = useT();
  const path = [...LIST, index];
  const replace = (next: FaultDoc) => ({ kind: 'setField', path, value: { ...next } }) as const;
  const targets = targetsOf(model);
  const isKnown = targets.some(({ value }) => value === fault.target);
  const ranges: Readonly<Record<string, FieldRange | undefined>> = FAULT_FIELDS[fault.kind];
  const number = (field: string, value: string | number | undefined, range = ranges[field]) =>
    range === undefined ? null : <RangeField path={[...path, field]} value={value} range={range} label={t(`faults.field.${field}` as MessageKey)} />;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-(--border) p-2">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <ChoiceField
            path={[...path, 'target']}
            value={fault.target}
            label={t('faults.field.target')}
            isLabelHidden
            options={isKnown ? targets : [{ value: fault.target, label: fault.target }, ...targets]}
            toEdit={(target) => replace(withTarget(fault, target, model))}
          />
        </div>
        <IconButton size="small" className="mt-0.5" label={t('faults.remove', { n: index + 1 })} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <ChoiceField
        path={[...path, 'kind']}
        value={fault.kind}
        label={t('faults.field.kind')}
        isLabelHidden
        options={kindsOf(model, fault.target).map((value) => ({ value, label: t(`fault.fault.${value}`) }))}
        toEdit={(kind) => replace(withKind(fault, kind))}
      />
      {number('at', fault.at)}
      {fault.kind !== 'poison' && number('for', fault.for)}
      <Parameters model={model} fault={fault} path={path} number={number} />
    </div>
  );
}

interface ParametersProps {
  readonly model: Model;
  readonly fault: FaultDoc;
  readonly path: readonly (string | number)[];
  readonly number: (field: string, value: string | number | undefined, range?: FieldRange) => ReactNode;
}

/** What only this kind of fault has. */
function Parameters({ model, fault, path, number }: ParametersProps) {
  const t = useT();
  const node = model.nodes[fault.target];
  const oneOf = (max: number): FieldRange => ({ unit: 'count', min: 1, max, isOptional: true });
  const server = 'mode' in fault || fault.kind === 'brokerPause' || fault.kind === 'slowDisk' ? fault.server : undefined;
  const servers = node?.kind === 'broker' && node.nodes > 1 ? number('server', server, oneOf(node.nodes)) : null;
  switch (fault.kind) {
    case 'brokerCrash':
      return (
        <>
          <ChoiceField
            path={[...path, 'mode']}
            value={fault.mode}
            label={t('faults.field.mode')}
            options={MODES.map((value) => ({ value, label: t(`fault.mode.${value}`) }))}
          />
          {servers}
        </>
      );
    case 'brokerPause':
      return servers;
    case 'slowDisk':
      return (
        <>
          {number('factor', fault.factor)}
          {servers}
        </>
      );
    case 'linkDelay':
      return number('extra', fault.extra);
    case 'linkLoss':
    case 'linkDuplicate':
    case 'poisonShare':
      return number('probability', fault.probability);
    case 'linkPartition':
      return (
        <ChoiceField
          path={[...path, 'way']}
          value={fault.way}
          label={t('faults.field.way')}
          options={WAYS.map((value) => ({ value, label: t(`fault.way.${value}`) }))}
        />
      );
    case 'clientCrash':
      return (
        <>
          {node?.kind === 'consumer' && (
            <ChoiceField
              path={[...path, 'moment']}
              value={fault.moment}
              label={t('faults.field.moment')}
              options={momentsOf(model, fault.target).map((value) => ({ value, label: t(`fault.moment.${value}`) }))}
            />
          )}
          {node?.kind === 'consumer' && node.count > 1 && number('instance', fault.instance, oneOf(node.count))}
        </>
      );
    case 'poison':
      return number('messages', fault.messages);
  }
}
