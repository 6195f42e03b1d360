/** What buttons, keys and menus do to put things in their places. */
import type { EdgeId, NodeId } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import type { Command } from '../ui/command.ts';
import { NO_SELECTION, uiStore } from '../ui/uiStore.ts';
import { ALIGNMENTS, aligned, type Alignment, type Axis, distributed } from './align.ts';
import { arrangeEdit, boxesToArrange, canMoveToBroker, toBrokerEdit } from './arrangeEdits.ts';
import { openToolMenu } from './canvasTools.ts';
import { checkRoom } from './commands.ts';
import type { Spacing } from './layout/layoutGraph.ts';
import { viewport } from './viewport.ts';
import { healEdit } from './wires/heal.ts';
import { type Chain, insertEdit } from './wires/insert.ts';

export const ARRANGE_KEYS = { tidy: 'shift+l', heal: 'mod+delete, mod+backspace' } as const;

const scenarioNow = () => documentStore.getState().scenario;
const toArrange = () => boxesToArrange(scenarioNow(), uiStore.getState().selection);
const selectedNodes = () => uiStore.getState().selection.nodes.filter((id) => Object.hasOwn(scenarioNow().model.nodes, id));

export const align = (how: Alignment): void => documentStore.getState().apply(arrangeEdit(scenarioNow(), aligned(toArrange(), how)));
export const distribute = (axis: Axis): void => documentStore.getState().apply(arrangeEdit(scenarioNow(), distributed(toArrange(), axis)));

/** dagre and its worker are fetched when first asked for. */
export function tidy(spacing: Spacing): void {
  void import('./layout/tidyUp.ts').then(
    ({ tidyUp }) => tidyUp(spacing),
    () => toast(translate('common.loadFailed'), undefined, 'bad'),
  );
}

export function insertChain(edge: EdgeId, chain: Chain): void {
  const scenario = scenarioNow();
  const inserted = checkRoom(scenario, chain.length) ? insertEdit(scenario, edge, chain) : undefined;
  if (inserted === undefined) return;
  documentStore.getState().apply(inserted.edit);
  uiStore.getState().select({ nodes: inserted.nodes, edges: [] });
}

export function moveToBroker(nodes: readonly NodeId[], broker: NodeId | undefined): void {
  documentStore.getState().apply(toBrokerEdit(scenarioNow(), nodes, broker));
}

/** Deletes what is selected; what went through it goes on without it, where that may be. */
function deleteAndHeal(): void {
  const { edges, notes = [] } = uiStore.getState().selection;
  const { edit, healed } = healEdit(scenarioNow(), selectedNodes());
  documentStore.getState().apply({ kind: 'batch', label: 'remove', edits: [{ kind: 'removeItems', nodes: [], edges, notes }, edit] });
  uiStore.getState().select(NO_SELECTION);
  if (healed > 0) toast(translate('arrange.healed', { count: healed }));
}

/** Where a menu opens that no pointer asked for. */
function besideSelection() {
  const [id] = [...selectedNodes(), ...uiStore.getState().selection.edges];
  const element = id === undefined ? null : document.querySelector(`.react-flow [data-id="${CSS.escape(id)}"]`);
  const box = element?.getBoundingClientRect() ?? viewport()?.onScreen() ?? new DOMRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const onlyEdge = (): EdgeId | undefined => {
  const { nodes, edges } = uiStore.getState().selection;
  return nodes.length === 0 && edges.length === 1 ? edges[0] : undefined;
};
const movable = () => canMoveToBroker(scenarioNow(), selectedNodes());

export const ARRANGE_COMMANDS: readonly Command[] = [
  ...ALIGNMENTS.map(
    (how): Command => ({ id: `arrange.${how}`, title: `arrange.align.${how}`, group: 'canvas', isEnabled: () => toArrange().size >= 2, run: () => align(how) }),
  ),
  { id: 'arrange.spreadX', title: 'arrange.spread.x', group: 'canvas', isEnabled: () => toArrange().size >= 3, run: () => distribute('x') },
  { id: 'arrange.spreadY', title: 'arrange.spread.y', group: 'canvas', isEnabled: () => toArrange().size >= 3, run: () => distribute('y') },
  { id: 'arrange.tidy', title: 'arrange.tidy', group: 'canvas', keys: ARRANGE_KEYS.tidy, run: () => tidy('compact') },
  { id: 'arrange.tidySpacious', title: 'arrange.tidySpacious', group: 'canvas', run: () => tidy('spacious') },
  {
    id: 'arrange.toBroker',
    title: 'arrange.toBroker',
    group: 'canvas',
    isEnabled: () => movable().length > 0,
    run: () => openToolMenu({ kind: 'broker', nodes: movable(), at: besideSelection() }),
  },
  {
    id: 'arrange.outOfBroker',
    title: 'arrange.outOfBroker',
    group: 'canvas',
    isEnabled: () => movable().some((id) => 'broker' in (scenarioNow().model.nodes[id] ?? {})),
    run: () => moveToBroker(movable(), undefined),
  },
  {
    id: 'arrange.insert',
    title: 'wire.insert',
    group: 'canvas',
    isEnabled: () => onlyEdge() !== undefined,
    run: () => {
      const edge = onlyEdge();
      if (edge !== undefined) openToolMenu({ kind: 'insert', edge, at: besideSelection() });
    },
  },
  { id: 'arrange.heal', title: 'arrange.heal', group: 'edit', keys: ARRANGE_KEYS.heal, isEnabled: () => selectedNodes().length > 0, run: deleteAndHeal },
];
