/** Writing a producer's load into the document. A drag is one undo step however long it lasts; keys merge as typing does. */
import type { LoadDoc, NodeId } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { FieldValue, Path } from '../document/edits.ts';
import { GESTURE } from '../document/history.ts';

export const loadPath = (node: NodeId): Path => ['model', 'nodes', node, 'load'];

let gestures = 0;
/** Of one drag, from its first to its last movement. */
export const newGesture = (): string => `${GESTURE}${++gestures}`;

export const writeLoad = (node: NodeId, load: LoadDoc, mergeKey?: string): void =>
  documentStore.getState().apply({ kind: 'setField', path: loadPath(node), value: load as FieldValue, ...(mergeKey === undefined ? {} : { mergeKey }) });
