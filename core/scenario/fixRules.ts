/** What could mend an issue, by its code, the best first. Whether it does is for `issueFixes` to find out. Codes that are not here need a person to choose. */
import { LIMITS } from '../base/limits.ts';
import { formatDuration, parseBandwidth, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import { SECOND } from '../base/units.ts';
import { IDEMPOTENT_IN_FLIGHT_MAX } from '../base/workload.ts';
import { numberOf } from './checkValues.ts';
import { EDGE_DEFAULTS, MODEL_DEFAULTS, NODE_DEFAULTS } from './defaults.ts';
import { type Change, type Fix, type FixWord } from './issueFix.ts';
import { valueAt } from './valueAt.ts';
import type { Issue, IssueCode } from './issues.ts';
import { nodeOf } from './lookup.ts';
import { boundsOf, metricsOf } from './objectives.ts';
import type { Model, NodeDoc, ObjectiveDoc } from './scenario.ts';

type Path = Issue['path'];
type Rule = (issue: Issue, model: Model) => readonly Fix[];

const fix = (word: FixWord, changes: readonly Change[], params: Fix['params'] = {}): Fix => ({ word, params, changes });
const set = (path: Path, value: unknown): Change => ({ set: path, value });
/** At the issue's own path. */
const write =
  (word: FixWord, value: unknown): Rule =>
  ({ path }) => [fix(word, [set(path, value)])];
const beside = ({ path }: Issue, ...field: Path): Path => [...path.slice(0, -1), ...field];
const nodePath = ({ path }: Issue, field: string): Path => [...path.slice(0, 3), field];
const nodeAt = (model: Model, { path }: Issue): NodeDoc | undefined => nodeOf(model, String(path[2]));
const to = (value: string | number): Fix['params'] => ({ to: value });

const leaveOut = write('leaveOut', undefined);
const removeEdge: Rule = ({ path }) => [fix('removeEdge', [{ removeEdge: String(path[2]) }])];
const removeFault: Rule = ({ path }, { faults }) => [
  fix('removeFault', [
    set(
      ['model', 'faults'],
      faults.filter((_, i) => i !== path[2]),
    ),
  ]),
];
const removeObjective: Rule = ({ path }, { objectives }) => [
  fix('removeObjective', [
    set(
      ['model', 'objectives'],
      objectives.filter((_, i) => i !== path[2]),
    ),
  ]),
];

/** Nearer of the two ends of a range. */
const clamp: Rule = ({ path, params: { value, min, max } }) =>
  Number(value) < Number(min) ? [fix('raise', [set(path, min)], to(min ?? 0))] : [fix('lower', [set(path, max)], to(max ?? 0))];

const READERS = [parseDuration, parseRate, parseBytes, parseBandwidth];
/** The texts of the range say in which unit it is. */
const clampText: Rule = ({ path, params }, model) => {
  const [min, max] = [String(params.min), String(params.max)];
  const read = READERS.find((parse) => parse(max).ok);
  const [now, least] = [read?.(String(valueAt({ model }, path))), read?.(min)];
  const isBelow = now?.ok === true && least?.ok === true && now.value < least.value;
  return isBelow ? [fix('raise', [set(path, min)], to(min))] : [fix('lower', [set(path, max)], to(max))];
};

/** What a new component would have there. */
const setDefault: Rule = ({ path }, model) => {
  const [, collection, id] = path;
  const node = collection === 'nodes' ? nodeOf(model, String(id)) : undefined;
  const defaults = node === undefined ? { model: MODEL_DEFAULTS, edge: EDGE_DEFAULTS }[collection === 'edges' ? 'edge' : 'model'] : NODE_DEFAULTS[node.kind];
  const value = valueAt(defaults, path.slice(node !== undefined || collection === 'edges' ? 3 : 1));
  if (value === '') return [fix('clear', [set(path, value)])];
  return typeof value === 'string' || typeof value === 'number' ? [fix('set', [set(path, value)], to(value))] : [];
};

const withoutSign: Rule = (issue, model) => {
  const text = String(valueAt({ model }, issue.path))
    .trim()
    .replace(/^[-−－]\s*/, '');
  return [fix('set', [set(issue.path, text)], to(text)), ...setDefault(issue, model)];
};

const isControl = (c: string): boolean => c < ' ' || (c >= '\u007f' && c <= '\u009f');

/** A name no other node of the kind has, as near to `wanted` as can be. */
function rename(issue: Issue, model: Model, wanted: string): Fix[] {
  const node = nodeAt(model, issue);
  if (node === undefined) return [];
  const taken = new Set(Object.entries(model.nodes).flatMap(([id, other]) => (id !== issue.path[2] && other.kind === node.kind ? [other.name.trim()] : [])));
  const stem = (wanted.trim() || node.kind).slice(0, LIMITS.nameLength - 6).trim();
  let name = wanted.trim() === stem && !taken.has(stem) ? stem : '';
  for (let n = wanted.trim() === '' ? 1 : 2; name === ''; n++) if (!taken.has(`${stem} ${n}`)) name = `${stem} ${n}`;
  return [fix('rename', [set(issue.path, name)], to(name))];
}

const shorten: Rule = (issue, model) => {
  const text = valueAt({ model }, issue.path);
  // A selector cut in two says something else.
  if (typeof text !== 'string' || issue.path.at(-1) === 'selector') return [];
  return [fix('shorten', [set(issue.path, text.slice(0, Number(issue.params.max)).trim())], to(Number(issue.params.max)))];
};

const fewerCopies: Rule = (issue, model) => {
  const topic = nodeAt(model, issue);
  if (topic?.kind !== 'topic') return [];
  const [factor, servers] = [Number(issue.params.factor), Number(issue.params.servers)];
  const min = topic.minInsyncReplicas > servers ? [set(nodePath(issue, 'minInsyncReplicas'), servers)] : [];
  const host = topic.broker === undefined ? undefined : nodeOf(model, topic.broker);
  const more = host?.kind === 'broker' ? [fix('moreServers', [set(['model', 'nodes', String(topic.broker), 'nodes'], factor)], to(factor))] : [];
  return [fix('lower', [set(issue.path, servers), ...min], to(servers)), ...more];
};

const settleIdempotence: Rule = (issue, model) => {
  const node = nodeAt(model, issue);
  if (node?.kind !== 'producer') return [];
  const needed = [
    ...(node.acks === 'all' ? [] : [set(nodePath(issue, 'acks'), 'all')]),
    ...(node.retries > 0 ? [] : [set(nodePath(issue, 'retries'), NODE_DEFAULTS.producer.retries)]),
    ...(node.maxInFlight <= IDEMPOTENT_IN_FLIGHT_MAX ? [] : [set(nodePath(issue, 'maxInFlight'), IDEMPOTENT_IN_FLIGHT_MAX)]),
  ];
  return [fix('settle', needed), fix('auto', [set(issue.path, 'auto')])];
};

const longerDelivery: Rule = (issue, model) => {
  const node = nodeAt(model, issue);
  if (node?.kind !== 'producer') return [];
  const time = formatDuration((numberOf(node.linger, 'duration') ?? 0) + (numberOf(node.requestTimeout, 'duration') ?? 0));
  return [fix('raise', [set(issue.path, time)], to(time))];
};

/** Kafka's advice: no more than a third of the timeout. Below it in whole seconds, or milliseconds. */
const shorterHeartbeat: Rule = ({ path, params }) => {
  const third = (numberOf(String(params.session), 'duration') ?? 0) / 3;
  const unit = third >= SECOND ? SECOND : SECOND / 1_000;
  const time = formatDuration(Math.floor(third / unit) * unit);
  return [fix('lower', [set(path, time)], to(time))];
};

/** A setting that means nothing here goes back to what it is when nobody sets it. */
const unset: Rule = (issue, model) => {
  const node = nodeAt(model, issue);
  const field = String(issue.path.at(-1));
  const value = node && valueAt(NODE_DEFAULTS[node.kind], [field]);
  if (typeof value !== 'string' && typeof value !== 'number') return [fix('leaveOut', [set(issue.path, undefined)])];
  if (value === '') return [fix('clear', [set(issue.path, '')])];
  return [field === 'ack' ? fix('afterProcessing', [set(issue.path, value)]) : fix('set', [set(issue.path, value)], to(value))];
};

const fewerInstances: Rule = (issue) => [fix('fewerInstances', [set(nodePath(issue, 'count'), 1)])];
const notExclusive: Rule = (issue) => [fix('notExclusive', [set(nodePath(issue, 'exclusive'), false)])];

const addEntry: Rule = ({ path }) => {
  const list = path.at(-1);
  const value = list === 'steps' ? [{ rate: '100/s', for: '10s' }] : list === 'points' ? [{ at: '0s', rate: '100/s' }] : undefined;
  return value === undefined ? [] : [fix('addOne', [set(path, value)])];
};

const sortRows: Rule = ({ path }, model) => {
  const list = path.slice(0, -2);
  const points = valueAt({ model }, list);
  if (!Array.isArray(points)) return [];
  const at = (point: unknown): number => numberOf(String(valueAt(Object(point) as object, ['at'])), 'duration') ?? Number.POSITIVE_INFINITY;
  return [
    fix('sort', [
      set(
        list,
        points.toSorted((a, b) => at(a) - at(b)),
      ),
    ]),
  ];
};

const swapEnds: Rule = ({ path, params }) => [fix('swap', [set([...path, 'min'], params.max), set([...path, 'max'], params.min)])];

const equalWeights: Rule = ({ path }, model) => {
  const variants = valueAt({ model }, path);
  return Array.isArray(variants)
    ? [
        fix(
          'equalWeights',
          variants.map((_, i) => set([...path, i, 'weight'], 1)),
        ),
      ]
    : [];
};

/** Half as long again as it takes to get there. */
const longerRun: Rule = ({ params }) => {
  const at = numberOf(String(params.at), 'duration') ?? 0;
  const horizon = formatDuration(Math.ceil((at * 1.5) / SECOND + 1) * SECOND);
  return [fix('runLonger', [set(['model', 'horizon'], horizon)], to(horizon))];
};

const ofWholeRun: Rule = (issue, model) => {
  const objective = model.objectives[Number(issue.path[2])];
  const isOfRun = objective !== undefined && metricsOf('run').includes(objective.metric);
  return isOfRun ? [fix('wholeRun', [set(beside(issue, 'node'), '')])] : [];
};

/** One of the given bounds that fits stays. */
const oneBound: Rule = (issue, model) => {
  const objective: ObjectiveDoc | undefined = model.objectives[Number(issue.path[2])];
  if (objective === undefined) return [];
  const fitting = boundsOf(objective.metric);
  const kept = fitting.find((name) => objective[name] !== undefined);
  const others = (['below', 'atMost', 'above'] as const).filter((name) => name !== kept && objective[name] !== undefined);
  const rule =
    kept === undefined
      ? []
      : [
          fix(
            'leaveOut',
            others.map((name) => set(beside(issue, name), undefined)),
          ),
        ];
  return [...rule, ...removeObjective(issue, model)];
};

/** Into 1 … max. */
const oneOf =
  (max: 'servers' | 'count'): Rule =>
  ({ path, params }) => {
    const given = Number(path.at(-1) === 'server' ? params.server : params.instance);
    const value = given > Number(params[max]) ? Number(params[max]) : 1;
    return [fix(given > value ? 'lower' : 'set', [set(path, value)], to(value))];
  };

const wholeNumber: Rule = ({ path, params }) => {
  const value = Math.round(Number(params.value));
  return [fix('set', [set(path, value)], to(value))];
};

export const FIX_RULES: { readonly [C in IssueCode]?: Rule } = {
  'schema.type': setDefault,
  'schema.range': clamp,
  'schema.text': (issue, model) => (issue.path.at(-1) === 'name' ? rename(issue, model, String(valueAt({ model }, issue.path))) : shorten(issue, model)),
  'quantity.duration': setDefault,
  'quantity.rate': setDefault,
  'quantity.bytes': setDefault,
  'quantity.bandwidth': setDefault,
  'quantity.count': wholeNumber,
  'quantity.negative': withoutSign,
  'quantity.range': clampText,
  'name.empty': (issue, model) => rename(issue, model, ''),
  'name.duplicate': (issue, model) => rename(issue, model, String(issue.params.name)),
  'name.characters': (issue, model) =>
    rename(
      issue,
      model,
      Array.from(nodeAt(model, issue)?.name ?? '')
        .filter((c) => !isControl(c))
        .join(''),
    ),
  'edge.dangling': removeEdge,
  'edge.self': removeEdge,
  'edge.duplicate': removeEdge,
  'edge.notAllowed': removeEdge,
  'edge.secondDeadLetter': removeEdge,
  'edge.deadLetterBroker': removeEdge,
  'edge.bindingBroker': removeEdge,
  'edge.fieldMisplaced': leaveOut,
  'binding.ignored': leaveOut,
  'exchange.secondAlternate': removeEdge,
  'exchange.alternateRing': removeEdge,
  'broker.unknown': write('takeOffBroker', undefined),
  'broker.notABroker': write('takeOffBroker', undefined),
  'broker.cannotHold': write('takeOffBroker', undefined),
  'topic.replication': fewerCopies,
  'topic.minInsync': ({ path, params }) => [fix('lower', [set(path, params.factor)], to(params.factor ?? 1))],
  'producer.idempotence': settleIdempotence,
  'producer.deliveryTimeout': longerDelivery,
  'consumer.mixedSources': removeEdge,
  'consumer.groupDisagrees': ({ path, params }) => [fix('align', [set(path, params.others)], to(params.others ?? ''))],
  'consumer.heartbeat': shorterHeartbeat,
  'consumer.exclusiveInstances': (issue, model) => [...fewerInstances(issue, model), ...notExclusive(issue, model)],
  'jms.only': unset,
  'jms.onDelivery': write('afterProcessing', 'afterProcessing'),
  'jms.durableName': (issue, model) => {
    const name = nodeAt(model, issue)?.name.trim() || String(issue.path[2]);
    return [fix('rename', [set(issue.path, name)], to(name))];
  },
  'jms.durableInstances': fewerInstances,
  'jms.servers': ({ path }) => [fix('lower', [set(path, 1)], to(1))],
  'jms.notInActiveMq': unset,
  'topic.unkeyed': write('giveKeys', { kind: 'uniform', count: 1_000 }),
  'load.amplitude': ({ path, params }) => [fix('lower', [set(path, params.mean)], to(params.mean ?? ''))],
  'load.empty': addEntry,
  'load.order': ({ path, params }) => [fix('raise', [set(path, params.low)], to(params.low ?? ''))],
  'load.noCycle': ({ path }) => [fix('raise', [set(path, '10s')], to('10s'))],
  'load.backwards': sortRows,
  'load.transaction': ({ path, params }) => [fix('lower', [set(path, params.users)], to(params.users ?? 0))],
  'load.neverEnds': write('keepOpen', false),
  'variants.weights': equalWeights,
  'distribution.order': swapEnds,
  'distribution.empty': ({ path }) => [fix('addOne', [set(path, [path.includes('size') ? '1KiB' : '5ms'])])],
  'distribution.weights': write('equalWeights', undefined),
  'queue.quorumNeverTransient': write('durable', true),
  'queue.quorumNeverExclusive': notExclusive,
  'queue.quorumNoPriorities': leaveOut,
  'queue.quorumOverflow': write('refuseNew', 'reject'),
  'queue.quorumSystem': write('classic', 'classic'),
  'queue.atLeastOnce': write('atMostOnce', 'atMostOnce'),
  'queue.ownedByOne': notExclusive,
  'fault.unknownTarget': removeFault,
  'fault.wrongTarget': removeFault,
  'fault.channelClient': removeFault,
  'fault.noServer': oneOf('servers'),
  'fault.noInstance': oneOf('count'),
  'fault.moment': write('crashAtOnce', 'now'),
  'fault.tooLate': longerRun,
  'objective.unknownNode': (issue, model) => [...removeObjective(issue, model), ...ofWholeRun(issue, model)],
  'objective.notMeasured': (issue, model) => [...ofWholeRun(issue, model), ...removeObjective(issue, model)],
  'objective.bound': oneBound,
};
