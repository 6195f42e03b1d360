/**
 * A document's problems are a list with paths the inspector can highlight, never an exception. An issue is a code with
 * parameters; `issueText` words it in both languages.
 */
export interface Issue {
  /** Where in the scenario: ['model', 'nodes', 'orders', 'load', 'rate']. */
  readonly path: readonly (string | number)[];
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export const ISSUE_CODES = [
  'file.tooLarge',
  'file.notJson',
  'file.tooDeep',
  'file.notScenario',
  'file.newerVersion',
  'schema.missing',
  'schema.unknownField',
  'schema.unknownKind',
  'schema.type',
  'schema.range',
  'schema.text',
  'quantity.duration',
  'quantity.rate',
  'quantity.bytes',
  'quantity.count',
  'quantity.negative',
  'quantity.range',
  'limit.exceeded',
  'name.empty',
  'name.duplicate',
  'name.characters',
  'id.invalid',
  'edge.dangling',
  'edge.self',
  'edge.duplicate',
  'edge.notAllowed',
  'edge.loop',
  'edge.secondDeadLetter',
  'edge.deadLetterBroker',
  'edge.bindingBroker',
  'edge.fieldMisplaced',
  'binding.none',
  'binding.ignored',
  'binding.never',
  'exchange.secondAlternate',
  'exchange.alternateRing',
  'exchange.bindingRing',
  'broker.unknown',
  'broker.notABroker',
  'broker.cannotHold',
  'topic.replication',
  'topic.minInsync',
  'producer.idempotence',
  'producer.deliveryTimeout',
  'consumer.mixedSources',
  'consumer.groupDisagrees',
  'jms.only',
  'jms.mixed',
  'jms.onDelivery',
  'jms.durableName',
  'jms.durableInstances',
  'jms.servers',
  'jms.notInActiveMq',
  'selector.unexpected',
  'selector.unfinished',
  'selector.type',
  'selector.tooDeep',
  'consumer.heartbeat',
  'topic.unkeyed',
  'load.amplitude',
  'load.empty',
  'load.neverEnds',
  'variants.weights',
  'distribution.order',
  'distribution.empty',
  'distribution.weights',
  'queue.quorumNeverTransient',
  'queue.quorumNeverExclusive',
  'queue.quorumNoPriorities',
  'queue.quorumOverflow',
  'queue.quorumSystem',
  'queue.atLeastOnce',
  'queue.ownedByOne',
  'consumer.exclusiveInstances',
  'node.unconnected',
  'fault.unknownTarget',
  'fault.wrongTarget',
  'fault.channelClient',
  'fault.noServer',
  'fault.noInstance',
  'fault.moment',
  'fault.tooLate',
  'objective.unknownNode',
  'objective.notMeasured',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

export const issue = (severity: Issue['severity'], code: IssueCode, path: Issue['path'], params: Issue['params'] = {}): Issue => ({
  path,
  severity,
  code,
  params,
});
export const hasErrors = (issues: readonly Issue[]): boolean => issues.some((i) => i.severity === 'error');
/** 'model.nodes.orders.load.rate', as shown to people and on the command line. */
export const formatPath = (path: Issue['path']): string => (path.length === 0 ? '(file)' : path.join('.'));
