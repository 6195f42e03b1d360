/** A kind's form as data: which fields, in which groups, with which texts. Ranges come from the scenario's own table. */
import { NODE_DEFAULTS } from '#core/scenario/defaults.ts';
import type { DestinationKind, NodeDoc, NodeKind } from '#core/scenario/scenario.ts';
import type { MessageKey } from '../../i18n/i18n.ts';

interface Texts {
  readonly field: string;
  readonly label: MessageKey;
  readonly help?: MessageKey;
  /** Shown only while another field has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}
export interface ChoiceSpec extends Texts {
  readonly control: 'choice';
  readonly options: readonly ChoiceOption[];
}
export interface ChoiceOption {
  readonly value: string;
  readonly label: MessageKey;
  /** Offered only to clients of JMS, or only to others. */
  readonly isJms?: boolean;
}
/** Two named values of a field that is true or false. */
interface SwitchSpec extends Texts {
  readonly control: 'switch';
  readonly options: { readonly no: MessageKey; readonly yes: MessageKey };
}
interface RangeSpec extends Texts {
  readonly control: 'range';
}
export type FieldSpec =
  | SwitchSpec
  | RangeSpec
  | ({ readonly control: 'text'; readonly isLong?: boolean } & Texts)
  | ChoiceSpec
  | ({ readonly control: 'distribution'; readonly unit: 'duration' | 'bytes' } & Texts)
  | { readonly control: 'load'; readonly field: string }
  | { readonly control: 'keys'; readonly field: string }
  | { readonly control: 'variants'; readonly field: string }
  | { readonly control: 'preset'; readonly field: 'preset' }
  | { readonly control: 'broker'; readonly field: 'broker' };

export interface FormGroup {
  readonly title: MessageKey;
  readonly fields: readonly FieldSpec[];
  /** Only of use when the node is connected to one of these; shown too while it is connected to nothing. */
  readonly appliesTo?: readonly DestinationKind[];
  /** Only of use where ActiveMQ’s rules hold. */
  readonly isJms?: true;
  readonly isFolded?: boolean;
}
export type Form = readonly FormGroup[];

export const range = (field: string, label: MessageKey, help?: MessageKey): RangeSpec => ({ control: 'range', field, label, ...(help && { help }) });

/** The values a group of options has texts for: 'even' of 'option.arrivals.even'. */
type OptionOf<Group extends string> = MessageKey extends infer Key ? (Key extends `option.${Group}.${infer Value}` ? Value : never) : never;

/** A choice whose options' texts are named 'option.<group>.<value>'. */
export const choice = <Group extends string>(
  field: string,
  label: MessageKey,
  group: Group,
  values: readonly OptionOf<Group>[],
  help?: MessageKey,
): ChoiceSpec => ({
  control: 'choice',
  field,
  label,
  ...(help && { help }),
  // OptionOf says that this key exists.
  options: values.map((value) => ({ value, label: `option.${group}.${value}` as MessageKey })),
});

/** A field that is true or false; its options' texts are named 'option.<field>.<value>'. */
export const choiceOfTwo = (field: 'unbounded' | 'closeWhenDone' | 'handOff' | 'uncleanElection' | 'durable' | 'singleActive' | 'exclusive'): FieldSpec => ({
  control: 'switch',
  field,
  label: `field.${field}`,
  help: `field.${field}.help`,
  options: { no: `option.${field}.false`, yes: `option.${field}.true` },
});

/** Whether a group has a say for a node connected to nodes of these kinds; `isJms`: one of those follows ActiveMQ. */
export function isRelevant({ appliesTo, isJms: isOnlyJms }: FormGroup, peers: ReadonlySet<NodeKind>, isJms: boolean): boolean {
  if (isOnlyJms && !isJms) return false;
  return appliesTo === undefined || peers.size === 0 || appliesTo.some((kind) => peers.has(kind));
}

/** Fields of a group that are shown for a document: some only beside a certain value of another. */
export const shownFields = ({ fields }: FormGroup, doc: NodeDoc): readonly FieldSpec[] =>
  fields.filter((spec) => !('when' in spec) || spec.when === undefined || spec.when.is.includes(String(saidOf(valueOf(doc, spec.when.field)))));

/** Of a value that has kinds: which it is. */
const saidOf = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'kind' in value ? value.kind : value);

/** A group that does not apply is shown all the same while something is set in it: it may be what an issue is about. */
export const isTouched = ({ fields, isJms }: FormGroup, doc: NodeDoc): boolean =>
  isJms === true && fields.some(({ field }) => valueOf(doc, field) !== valueOf(NODE_DEFAULTS[doc.kind], field));

const valueOf = (doc: object, field: string): unknown => (doc as Readonly<Record<string, unknown>>)[field];
