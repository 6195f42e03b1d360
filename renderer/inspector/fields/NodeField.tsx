/** One field of a node, as its kind's form describes it. */
import { unreachable } from '#core/base/assert.ts';
import { type FieldRange, NODE_FIELDS } from '#core/scenario/fields.ts';
import type { Difference } from '#core/scenario/profiles.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, NodeDoc, NodeId, VariantDoc } from '#core/scenario/scenario.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import type { FieldSpec } from '../forms/form.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { DistributionFields } from './DistributionFields.tsx';
import { KeysFields } from './KeysFields.tsx';
import { LoadFields } from './LoadFields.tsx';
import { PresetField } from './PresetField.tsx';
import { RangeField } from './RangeField.tsx';
import { RealDefault } from './RealDefault.tsx';
import { TextField } from './TextField.tsx';
import { VariantFields } from './VariantFields.tsx';

export interface NodeFieldProps extends ControlProps {
  /** Set when the value is not the real system's default. */
  readonly difference: Difference | undefined;
  /** Of the system, as 'Kafka 4.1'. */
  readonly system: string;
}

export function NodeField({ difference, system, ...props }: NodeFieldProps) {
  const { id, spec } = props;
  if (difference === undefined) return <Control {...props} />;
  return (
    <div>
      <Control {...props} />
      <RealDefault path={['model', 'nodes', id, spec.field]} spec={spec} difference={difference} system={system} />
    </div>
  );
}

interface ControlProps {
  readonly id: NodeId;
  readonly doc: NodeDoc;
  readonly spec: FieldSpec;
  /** It is a client of a server that follows ActiveMQ. */
  readonly isJms: boolean;
}

function Control({ id, doc, spec, isJms }: ControlProps) {
  const t = useT();
  const path = ['model', 'nodes', id, spec.field];
  // The forms name fields by text; the tables they are checked against are the document's own.
  const value = (doc as unknown as Readonly<Record<string, unknown>>)[spec.field];
  switch (spec.control) {
    case 'range': {
      const range = (NODE_FIELDS[doc.kind] as Readonly<Record<string, FieldRange>>)[spec.field];
      return (
        range && <RangeField path={path} value={value as string | number | undefined} range={range} label={t(spec.label)} help={spec.help && t(spec.help)} />
      );
    }
    case 'text':
      return <TextField path={path} value={value as string} label={t(spec.label)} help={spec.help && t(spec.help)} isLong={spec.isLong ?? false} />;
    case 'choice': {
      const offered = spec.options.filter((option) => option.isJms === undefined || option.isJms === isJms || option.value === value);
      const options = offered.map((option) => ({ value: option.value, label: t(option.label) }));
      return <ChoiceField path={path} value={value as string} options={options} label={t(spec.label)} help={spec.help && t(spec.help)} />;
    }
    case 'switch':
      return (
        <ChoiceField
          path={path}
          value={value === true ? 'yes' : 'no'}
          options={(['no', 'yes'] as const).map((answer) => ({ value: answer, label: t(spec.options[answer]) }))}
          label={t(spec.label)}
          help={spec.help && t(spec.help)}
          toEdit={(answer) => ({ kind: 'setField', path, value: answer === 'yes' })}
        />
      );
    case 'distribution':
      return <DistributionFields path={path} value={value as DistributionDoc} unit={spec.unit} label={t(spec.label)} help={spec.help && t(spec.help)} />;
    case 'load':
      return <LoadFields id={id} load={value as LoadDoc} />;
    case 'keys':
      return <KeysFields path={path} keys={value as KeysDoc} />;
    case 'variants':
      return <VariantFields path={path} variants={value as readonly VariantDoc[]} />;
    case 'preset':
      return doc.kind === 'broker' && <PresetField id={id} doc={doc} />;
    case 'broker':
      return <BrokerField id={id} value={value as NodeId | undefined} />;
    default:
      return unreachable(spec);
  }
}

/** No node can have this id: ids are not empty. */
const NO_BROKER = '';

function BrokerField({ id, value }: { readonly id: NodeId; readonly value: NodeId | undefined }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const brokers = Object.entries(nodes).flatMap(([key, node]) => (node.kind === 'broker' ? [{ value: key, label: node.name }] : []));
  return (
    <ChoiceField
      path={['model', 'nodes', id, 'broker']}
      value={value ?? NO_BROKER}
      label={t('field.broker')}
      options={[{ value: NO_BROKER, label: t('option.broker.none') }, ...brokers]}
      toEdit={(broker) => ({ kind: 'setBroker', nodes: [id], broker: broker === NO_BROKER ? undefined : broker })}
    />
  );
}
