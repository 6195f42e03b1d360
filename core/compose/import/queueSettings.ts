/**
 * What a RabbitMQ queue's arguments and policies make of a queue of the design. Rules of rabbitmq.com/docs: queues, ttl, maxlength,
 * quorum-queues, dlx. What RabbitMQ would refuse, or a design cannot say, is told and left at its default.
 */
import { formatBytes, formatDuration } from '../../base/quantity.ts';
import { fieldIssue } from '../../scenario/checkValues.ts';
import { newNode } from '../../scenario/defaults.ts';
import { NODE_FIELDS } from '../../scenario/fields.ts';
import type { QueueDoc } from '../../scenario/scenario.ts';
import type { BothTexts } from './imported.ts';
import type { Policy } from './policies.ts';
import { entriesOf, type Tree, type TreeScalar } from './tree.ts';

type Tell = (code: string, place: Tree, text: BothTexts) => void;
type Value = TreeScalar['value'];

interface Setting {
  readonly field: keyof QueueDoc;
  /** Of an argument and a policy both saying it; `argument`: a policy cannot say it. */
  readonly merge: 'smaller' | 'argumentFirst' | 'argument';
  /** The field's value; undefined: it is none. */
  readonly read: (value: Value) => unknown;
}

const whole = (value: Value): number | undefined => (typeof value === 'number' && Number.isInteger(value) ? value : undefined);
const milliseconds = (value: Value): string | undefined => {
  const ms = whole(value);
  return ms === undefined || ms < 0 ? undefined : formatDuration(ms * 1_000);
};
const oneOf =
  (names: ReadonlyMap<Value, unknown>) =>
  (value: Value): unknown =>
    names.get(value);

const SETTINGS: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['max-length', { field: 'maxLength', merge: 'smaller', read: whole }],
  ['max-length-bytes', { field: 'maxBytes', merge: 'smaller', read: (value) => ((whole(value) ?? -1) >= 0 ? formatBytes(value as number) : undefined) }],
  ['message-ttl', { field: 'messageTtl', merge: 'smaller', read: milliseconds }],
  ['expires', { field: 'expires', merge: 'smaller', read: milliseconds }],
  ['delivery-limit', { field: 'deliveryLimit', merge: 'smaller', read: whole }],
  [
    'overflow',
    {
      field: 'overflow',
      merge: 'argumentFirst',
      read: oneOf(
        new Map([
          ['drop-head', 'dropHead'],
          ['reject-publish', 'reject'],
          ['reject-publish-dlx', 'rejectDeadLetter'],
        ]),
      ),
    },
  ],
  [
    'dead-letter-strategy',
    {
      field: 'deadLetterStrategy',
      merge: 'argumentFirst',
      read: oneOf(
        new Map([
          ['at-most-once', 'atMostOnce'],
          ['at-least-once', 'atLeastOnce'],
        ]),
      ),
    },
  ],
  ['max-priority', { field: 'maxPriority', merge: 'argument', read: whole }],
  ['single-active-consumer', { field: 'singleActive', merge: 'argument', read: (value) => (typeof value === 'boolean' ? value : undefined) }],
]);
/** What says a field of a queue, without `x-`. */
export const argumentsOfField = (field: string): readonly string[] => [...SETTINGS].flatMap(([name, setting]) => (setting.field === field ? [name] : []));

/** Read elsewhere. */
const OTHERS = new Set(['queue-type', 'dead-letter-exchange', 'dead-letter-routing-key']);

/** Of one queue: name without `x-` → what says it. An argument stands before a policy's, unless the smaller number counts. */
export function settingsOf(args: Tree | undefined, policies: readonly Policy[]): ReadonlyMap<string, Tree> {
  const settings = new Map<string, Tree>();
  for (const [name, { value }] of entriesOf(args)) settings.set(name.replace(/^x-/, ''), value);
  for (const { definition } of policies) {
    for (const [name, { value }] of definition) {
      const merge = SETTINGS.get(name)?.merge ?? 'argumentFirst';
      const own = settings.get(name);
      if (merge === 'argument') continue;
      if (own === undefined || (merge === 'smaller' && numberOf(value) < numberOf(own))) settings.set(name, value);
    }
  }
  return settings;
}

const numberOf = (tree: Tree): number => (tree.kind === 'scalar' && typeof tree.value === 'number' ? tree.value : Infinity);

/** `unknown` gets names of settings that are not simulated. */
export function queueOf(
  name: string,
  type: QueueDoc['type'],
  durable: boolean,
  settings: ReadonlyMap<string, Tree>,
  tell: Tell,
  unknown: (name: string, at: Tree) => void,
): QueueDoc {
  const doc: Record<string, unknown> = { ...newNode('queue', name), type, durable };
  for (const [key, tree] of settings) {
    const setting = SETTINGS.get(key);
    if (setting === undefined) {
      if (!OTHERS.has(key)) unknown(key, tree);
      continue;
    }
    const value = tree.kind === 'scalar' ? setting.read(tree.value) : undefined;
    const fault = value === undefined ? NOT_A_VALUE : refusal(setting.field, value, type);
    if (fault === undefined) doc[setting.field] = value;
    else tell('definitions.value', tree, { en: `${key} of queue “${name}”: ${fault.en}`, zh: `队列“${name}”的 ${key}：${fault.zh}` });
  }
  return doc as unknown as QueueDoc;
}

const NOT_A_VALUE: BothTexts = { en: 'this is no such value.', zh: '不是这样的值。' };

function refusal(field: keyof QueueDoc, value: unknown, type: QueueDoc['type']): BothTexts | undefined {
  if (type === 'quorum' && field === 'maxPriority') return { en: 'a quorum queue has no such setting.', zh: '仲裁队列没有这一设置。' };
  if (type === 'quorum' && value === 'rejectDeadLetter') return { en: 'a quorum queue cannot do that.', zh: '仲裁队列不支持。' };
  if (type === 'classic' && field === 'deliveryLimit')
    return { en: 'only a quorum queue has a delivery limit; it was left out.', zh: '只有仲裁队列有投递次数上限，已略去。' };
  if (field === 'maxLength' && value === 0)
    return { en: 'a queue that holds nothing cannot be drawn; its length is not limited here.', zh: '无法表示不保存任何消息的队列；这里不限制长度。' };
  const range = (NODE_FIELDS.queue as Readonly<Record<string, Parameters<typeof fieldIssue>[1]>>)[field];
  if (range === undefined || fieldIssue(value, range, []) === undefined) return undefined;
  return { en: 'a design takes no such number; it was left out.', zh: '设计不接受这样的数，已略去。' };
}
