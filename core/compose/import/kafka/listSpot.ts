/** The one scalar that lists topics: what of a design it says, and how it reads after an edit. */
import { NODE_DEFAULTS } from '../../../scenario/defaults.ts';
import { byId, nodeOf } from '../../../scenario/lookup.ts';
import type { NodeDoc, NodeId, Scenario, TopicDoc } from '../../../scenario/scenario.ts';
import type { Change, Spot } from '../imported.ts';
import { isWritable, type Text } from '../project.ts';
import { type CreatedTopic, formatPiece, type TopicList } from './createTopics.ts';

export interface ListedTopic {
  readonly topic: CreatedTopic;
  /** Undefined: the piece names none. */
  readonly node: NodeId | undefined;
  /** As it was imported, which need not be what the piece says: no broker has more copies than servers. */
  readonly before: TopicDoc | undefined;
}

/** What stands between colons. */
const FIELDS: readonly string[] = ['name', 'partitions', 'replicationFactor', 'cleanup'];

export function listSpot(text: Text, list: TopicList, listed: readonly ListedTopic[], broker: NodeId): Spot {
  const own = new Set(listed.flatMap(({ node }) => node ?? []));
  const isOurs = (doc: NodeDoc): doc is TopicDoc => doc.kind === 'topic' && doc.broker === broker;
  return {
    at: text.at,
    say: (scenario) => (isWritable(text) ? said(list, listed, own, broker, scenario) : undefined),
    covers: (change: Change) => {
      if (!isWritable(text)) return false;
      if (change.kind === 'changed') return own.has(change.node) && FIELDS.includes(change.field);
      return change.kind === 'removed' ? own.has(change.node) : isOurs(change.doc) && canBeListed(change.doc, list.separator);
    },
  };
}

/** Nothing of it is lost between colons, and its name does not end the piece. */
function canBeListed(doc: TopicDoc, separator: string): boolean {
  const defaults = NODE_DEFAULTS.topic;
  const isPlain = (Object.keys(defaults) as (keyof typeof defaults)[]).every((field) => FIELDS.includes(field) || doc[field] === defaults[field]);
  return isPlain && isName(doc.name) && !doc.name.includes(separator);
}

const isName = (name: string): boolean => /^[\w.-]{1,249}$/.test(name);

function said(list: TopicList, listed: readonly ListedTopic[], own: ReadonlySet<NodeId>, broker: NodeId, { model }: Scenario): string | undefined {
  const pieces: string[] = [];
  for (const [i, { topic, node, before }] of listed.entries()) {
    const piece = list.pieces[i]!;
    const doc = node === undefined ? undefined : nodeOf(model, node);
    if (node === undefined || before === undefined) pieces.push(piece);
    else if (doc?.kind === 'topic') {
      if (!isName(doc.name) && doc.name !== before.name) return undefined;
      pieces.push(pieceOf(topic, before, doc, piece));
    }
  }
  const last = pieces.findLastIndex(isSaying) + 1;
  const like = last > 1 || list.separator.includes('\n') ? (pieces[last - 1] ?? '').trimEnd() : '';
  const fresh = byId(model.nodes).flatMap(([id, doc]) => {
    if (doc.kind !== 'topic' || doc.broker !== broker || own.has(id) || !canBeListed(doc, list.separator)) return [];
    const made: CreatedTopic = { name: doc.name, partitions: doc.partitions, replicas: doc.replicationFactor, cleanup: cleanupOf(doc, undefined) };
    return [formatPiece(made, like)];
  });
  // New ones come before the separators, blanks and line ends that the list ends with.
  const kept = fresh.length === 0 ? pieces : pieces.map((piece, i) => (i === last - 1 ? piece.trimEnd() : piece));
  const said = [...kept.slice(0, last), ...fresh, ...kept.slice(last)].join(list.separator);
  const whole = list.pieces.join(list.separator);
  return said.trimEnd() + whole.slice(whole.trimEnd().length);
}
const isSaying = (piece: string): boolean => piece.trim() !== '';

/** The piece as it stands, with what changed. */
function pieceOf(topic: CreatedTopic, before: TopicDoc, doc: TopicDoc, piece: string): string {
  const keeps = (field: 'name' | 'partitions' | 'replicationFactor' | 'cleanup'): boolean => doc[field] === before[field];
  if (FIELDS.every((field) => keeps(field as 'name'))) return piece;
  const next: CreatedTopic = {
    name: keeps('name') ? topic.name : doc.name,
    partitions: keeps('partitions') ? (topic.partitions ?? doc.partitions) : doc.partitions,
    replicas: keeps('replicationFactor') ? (topic.replicas ?? doc.replicationFactor) : doc.replicationFactor,
    cleanup: keeps('cleanup') ? topic.cleanup : cleanupOf(doc, topic.cleanup),
  };
  return formatPiece(next, piece);
}

/** `delete` is said only where it was, or where it has to undo something. */
function cleanupOf(doc: TopicDoc, before: string | undefined): string | undefined {
  if (before === undefined) return doc.cleanup === 'delete' ? undefined : doc.cleanup;
  const wasCompact = before.includes('compact');
  return wasCompact === (doc.cleanup === 'compact') ? before : doc.cleanup;
}
