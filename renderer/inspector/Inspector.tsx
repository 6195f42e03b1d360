/** What is selected, and all that can be set about it; the whole design when nothing is. */
import type { KeyboardEvent } from 'react';
import type { NoteDoc, NoteId } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { focusCanvas } from '../canvas/focus.ts';
import { useUi } from '../ui/uiStore.ts';
import { EdgeInspector } from './EdgeInspector.tsx';
import { ManyInspector } from './ManyInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';
import { NoteInspector } from './NoteInspector.tsx';
import { ScenarioInspector } from './ScenarioInspector.tsx';

const NO_NOTES: Readonly<Record<NoteId, NoteDoc>> = {};

export function Inspector() {
  const t = useT();
  /** Back to what is being edited; a field or a list that is open has taken its own Escape. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    event.stopPropagation();
    focusCanvas();
  };
  return (
    <section data-inspector="" aria-label={t('inspector.title')} onKeyDown={onKeyDown} className="flex h-full min-w-0 flex-col bg-(--surface)">
      <Selected />
    </section>
  );
}

function Selected() {
  const selection = useUi((s) => s.selection);
  const { nodes, edges } = useDocument((s) => s.scenario.model);
  const notes = useDocument((s) => s.scenario.view.notes) ?? NO_NOTES;
  const nodeIds = selection.nodes.filter((id) => Object.hasOwn(nodes, id));
  const edgeIds = selection.edges.filter((id) => Object.hasOwn(edges, id));
  const noteIds = (selection.notes ?? []).filter((id) => Object.hasOwn(notes, id));
  const [nodeId] = nodeIds;
  const [edgeId] = edgeIds;
  const [noteId] = noteIds;
  if (nodeIds.length + edgeIds.length + noteIds.length > 1) return <ManyInspector nodes={nodeIds} edges={edgeIds} notes={noteIds} />;
  const node = nodeId === undefined ? undefined : nodes[nodeId];
  const edge = edgeId === undefined ? undefined : edges[edgeId];
  // The key drops drafts and folds of the one selected before.
  if (nodeId !== undefined && node !== undefined) return <NodeInspector key={nodeId} id={nodeId} doc={node} />;
  if (edgeId !== undefined && edge !== undefined) return <EdgeInspector key={edgeId} id={edgeId} edge={edge} />;
  const note = noteId === undefined ? undefined : notes[noteId];
  if (noteId !== undefined && note !== undefined) return <NoteInspector key={noteId} id={noteId} note={note} />;
  return <ScenarioInspector />;
}
