/** A kind's form as data: which fields, in which groups, with which texts. Ranges come from the scenario's own table. */
import type { DestinationKind, NodeKind } from '#core/scenario/scenario.ts';
import type { MessageKey } from '../../i18n/i18n.ts';

interface Texts {
  readonly field: string;
  readonly label: MessageKey;
  readonly help?: MessageKey;
}
export interface ChoiceSpec extends Texts {
  readonly control: 'choice';
  readonly options: readonly { readonly value: string; readonly label: MessageKey }[];
}
/** Two named values of a field that is true or false. */
interface SwitchSpec extends Texts {
  readonly control: 'switch';
  readonly options: { readonly no: MessageKey; readonly yes: MessageKey };
}
export type FieldSpec =
  | SwitchSpec
  | ({ readonly control: 'range' } & Texts)
  | ({ readonly control: 'text' } & Texts)
  | ChoiceSpec
  | ({ readonly control: 'distribution'; readonly unit: 'duration' | 'bytes' } & Texts)
  | { readonly control: 'load'; readonly field: string }
  | { readonly control: 'keys'; readonly field: string }
  | { readonly control: 'variants'; readonly field: string }
  | { readonly control: 'broker'; readonly field: 'broker' };

export interface FormGroup {
  readonly title: MessageKey;
  readonly fields: readonly FieldSpec[];
  /** Only of use when the node is connected to one of these; shown too while it is connected to nothing. */
  readonly appliesTo?: readonly DestinationKind[];
  readonly isFolded?: boolean;
}
export type Form = readonly FormGroup[];

export const range = (field: string, label: MessageKey, help?: MessageKey): FieldSpec => ({ control: 'range', field, label, ...(help && { help }) });

/** The values a group of options has texts for: 'even' of 'option.arrivals.even'. */
type OptionOf<Group extends string> = MessageKey extends infer Key ? (Key extends `option.${Group}.${infer Value}` ? Value : never) : never;

/** A choice whose options' texts are named 'option.<group>.<value>'. */
export const choice = <Group extends string>(
  field: string,
  label: MessageKey,
  group: Group,
  values: readonly OptionOf<Group>[],
  help?: MessageKey,
): FieldSpec => ({
  control: 'choice',
  field,
  label,
  ...(help && { help }),
  // OptionOf says that this key exists.
  options: values.map((value) => ({ value, label: `option.${group}.${value}` as MessageKey })),
});

/** A field that is true or false; its options' texts are named 'option.<field>.<value>'. */
export const choiceOfTwo = (field: 'unbounded' | 'closeWhenDone'): FieldSpec => ({
  control: 'switch',
  field,
  label: `field.${field}`,
  help: `field.${field}.help`,
  options: { no: `option.${field}.false`, yes: `option.${field}.true` },
});

/** Whether a group has a say for a node connected to nodes of these kinds. */
export function isRelevant(group: FormGroup, peers: ReadonlySet<NodeKind>): boolean {
  const { appliesTo } = group;
  return appliesTo === undefined || peers.size === 0 || appliesTo.some((kind) => peers.has(kind));
}
