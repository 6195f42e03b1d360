/**
 * The document as React Flow's nodes and edges. A node nothing changed about keeps its identity, so React Flow and React
 * pass over it. Sizes and handles are given, not measured, so a new node is drawn at once.
 */
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Issue } from '#core/scenario/issues.ts';
import type { EdgeDoc, EdgeId, ExchangeDoc, NodeDoc, NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Point, Size } from '../document/edits.ts';
import type { Issues } from '../document/validation.ts';
import type { Selection } from '../ui/uiStore.ts';
import { brokerOf, positionOf, sizeOf } from './frames.ts';
import { type EdgeLook, edgeLook } from './edges/edgeLabel.ts';
import type { GuideLine } from './guides.ts';
import { HANDLE_SIZE } from './nodes/geometry.ts';

export interface NodeData extends Record<string, unknown> {
  readonly doc: NodeDoc;
  /** Name of the broker it is on. */
  readonly brokerName: string | undefined;
  readonly issues: readonly Issue[];
  /** Cannot take the wire that is being drawn. */
  readonly isDimmed: boolean;
  /** A destination being dragged would be dropped into this frame. */
  readonly isDropTarget: boolean;
}
export type FlowNode = Node<NodeData, NodeKind>;
export type FlowEdge = Edge<
  {
    readonly doc: EdgeDoc;
    readonly hasError: boolean;
    readonly isDropTarget: boolean;
    readonly look: EdgeLook;
    readonly type: ExchangeDoc['type'] | undefined;
  },
  'flow'
>;

/** What is going on on the canvas but not in the document. */
export interface Gesture {
  /** Absolute positions of what is being dragged, and sizes of what is being resized, by their ids on the canvas. */
  readonly positions: Readonly<Record<string, Point>>;
  readonly sizes: Readonly<Record<string, Size>>;
  readonly dropTarget: NodeId | undefined;
  /** The wire that would take what is dragged. */
  readonly wire: EdgeId | undefined;
  /** What it is in line with. */
  readonly guides: readonly GuideLine[];
  readonly dimmed: ReadonlySet<NodeId>;
}
export const NO_GESTURE: Gesture = { positions: {}, sizes: {}, dropTarget: undefined, wire: undefined, guides: [], dimmed: new Set() };

export interface FlowInput {
  readonly scenario: Scenario;
  readonly issues: Issues;
  readonly selection: Selection;
  readonly gesture: Gesture;
}

const NO_ISSUES: readonly Issue[] = [];
/** Frames lie below everything, what is selected above. */
const LAYER = { frame: 0, edge: 1, node: 2, selected: 3 } as const;

/** Remembers what it gave last: keep one per canvas. */
export function createToFlow(): (input: FlowInput) => { readonly nodes: FlowNode[]; readonly edges: FlowEdge[] } {
  let lastNodes = new Map<string, FlowNode>();
  let lastEdges = new Map<string, FlowEdge>();
  return (input) => {
    const nodes = toNodes(input).map((node) => keep(lastNodes.get(node.id), node, sameNode));
    const edges = toEdges(input).map((edge) => keep(lastEdges.get(edge.id), edge, sameEdge));
    lastNodes = new Map(nodes.map((node) => [node.id, node]));
    lastEdges = new Map(edges.map((edge) => [edge.id, edge]));
    return { nodes, edges };
  };
}

const keep = <T>(old: T | undefined, next: T, same: (a: T, b: T) => boolean): T => (old !== undefined && same(old, next) ? old : next);

function toNodes({ scenario, issues, selection, gesture }: FlowInput): FlowNode[] {
  const selected = new Set(selection.nodes);
  const absolute = (id: NodeId): Point => gesture.positions[id] ?? positionOf(scenario, id);
  /** The members of a dragged frame go along, each at its place in it; those of a resized one stay on the canvas. */
  const withinParent = (id: NodeId, parent: NodeId): Point => {
    const goesAlong = gesture.positions[id] === undefined && gesture.sizes[parent] === undefined;
    const frame = goesAlong ? positionOf(scenario, parent) : absolute(parent);
    const at = absolute(id);
    return { x: at.x - frame.x, y: at.y - frame.y };
  };
  const nodes = Object.entries(scenario.model.nodes).map(([id, doc]): FlowNode => {
    const broker = brokerOf(doc);
    const parent = broker !== undefined && scenario.model.nodes[broker]?.kind === 'broker' ? broker : undefined;
    const size = gesture.sizes[id] ?? sizeOf(scenario, id);
    const isSelected = selected.has(id);
    return {
      id,
      type: doc.kind,
      position: parent === undefined ? absolute(id) : withinParent(id, parent),
      ...(parent === undefined ? {} : { parentId: parent }),
      width: size.width,
      height: size.height,
      measured: size,
      handles: handlesOf(doc.kind, size),
      selected: isSelected,
      zIndex: doc.kind === 'broker' ? LAYER.frame : isSelected ? LAYER.selected : LAYER.node,
      ariaLabel: doc.name,
      data: {
        doc,
        brokerName: parent === undefined ? undefined : scenario.model.nodes[parent]?.name,
        issues: issues.byEntity.get(id) ?? NO_ISSUES,
        isDimmed: gesture.dimmed.has(id),
        isDropTarget: gesture.dropTarget === id,
      },
    };
  });
  // React Flow wants a parent before its members.
  return [...nodes.filter((n) => n.type === 'broker'), ...nodes.filter((n) => n.type !== 'broker')];
}

function toEdges({ scenario, issues, selection, gesture }: FlowInput): FlowEdge[] {
  const selected = new Set(selection.edges);
  return Object.entries(scenario.model.edges)
    .filter(([, doc]) => Object.hasOwn(scenario.model.nodes, doc.from) && Object.hasOwn(scenario.model.nodes, doc.to))
    .map(([id, doc]) => ({
      id,
      type: 'flow',
      source: doc.from,
      target: doc.to,
      selected: selected.has(id),
      zIndex: LAYER.edge,
      ariaLabel: `${scenario.model.nodes[doc.from]?.name} → ${scenario.model.nodes[doc.to]?.name}`,
      data: {
        doc,
        hasError: (issues.byEntity.get(id) ?? NO_ISSUES).some((one) => one.severity === 'error'),
        isDropTarget: gesture.wire === id,
        look: edgeLook(doc, scenario.model.nodes[doc.from], scenario.model.nodes[doc.to]),
        type: typeOf(scenario.model.nodes[doc.from]),
      },
    }));
}

const typeOf = (node: NodeDoc | undefined): ExchangeDoc['type'] | undefined => (node?.kind === 'exchange' ? node.type : undefined);

export const takesEdges = (kind: NodeKind): boolean => kind !== 'producer' && givesEdges(kind);
export const givesEdges = (kind: NodeKind): boolean => kind !== 'broker' && kind !== 'external';

function handlesOf(kind: NodeKind, { width, height }: Size): NodeHandle[] {
  const box = { width: HANDLE_SIZE, height: HANDLE_SIZE, y: (height - HANDLE_SIZE) / 2 };
  return [
    ...(takesEdges(kind) ? [{ ...box, type: 'target' as const, position: Position.Left, x: -HANDLE_SIZE / 2 }] : []),
    ...(givesEdges(kind) ? [{ ...box, type: 'source' as const, position: Position.Right, x: width - HANDLE_SIZE / 2 }] : []),
  ];
}

const sameIssues = (a: readonly Issue[], b: readonly Issue[]): boolean =>
  a === b || (a.length === b.length && a.every((one, i) => one.code === b[i]?.code && JSON.stringify(one) === JSON.stringify(b[i])));

const sameNode = (a: FlowNode, b: FlowNode): boolean =>
  a.data.doc === b.data.doc &&
  a.position.x === b.position.x &&
  a.position.y === b.position.y &&
  a.parentId === b.parentId &&
  a.width === b.width &&
  a.height === b.height &&
  a.selected === b.selected &&
  a.data.brokerName === b.data.brokerName &&
  a.data.isDimmed === b.data.isDimmed &&
  a.data.isDropTarget === b.data.isDropTarget &&
  sameIssues(a.data.issues, b.data.issues);

const sameEdge = (a: FlowEdge, b: FlowEdge): boolean =>
  a.data?.doc === b.data?.doc &&
  a.selected === b.selected &&
  a.data?.hasError === b.data?.hasError &&
  a.data?.isDropTarget === b.data?.isDropTarget &&
  a.data?.type === b.data?.type &&
  a.ariaLabel === b.ariaLabel;
