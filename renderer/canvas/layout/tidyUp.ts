/** Tidying up from a command: asked of the worker, shown moving there, then one edit. Fetched when first used. */
import type { Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import { afterEdit } from '../../document/afterEdit.ts';
import type { Edit, Point } from '../../document/edits.ts';
import { translate } from '../../i18n/i18n.ts';
import { toast } from '../../parts/toasts.ts';
import { uiStore } from '../../ui/uiStore.ts';
import type { Box } from '../box.ts';
import { positionOf } from '../frames.ts';
import { gestureNow, showGesture } from '../gesture.ts';
import { canvasIdOf } from '../notes/noteFlow.ts';
import { NO_GESTURE } from '../toFlow.ts';
import { viewport } from '../viewport.ts';
import { layoutEdit, partToLayOut, toLayout } from './layoutEdit.ts';
import type { LayoutRequest, Spacing } from './layoutGraph.ts';

/** From here on it takes long enough to say so; and moving there would only be slow. */
const LARGE = 50;
const ANIMATED = 150;
const MOVE_MS = 280;

let isBusy = false;

export async function tidyUp(spacing: Spacing): Promise<void> {
  const { scenario, documentNumber } = documentStore.getState();
  const part = partToLayOut(scenario, uiStore.getState().selection);
  if (isBusy || part.nodes.length < 2) return;
  isBusy = true;
  try {
    if (part.nodes.length > LARGE) toast(translate('layout.busy', { count: part.nodes.length }));
    const boxes = await inWorker(toLayout(scenario, part, spacing));
    // What was drawn meanwhile is not to be moved by what was asked before it.
    if (documentStore.getState().scenario.model.nodes !== scenario.model.nodes || documentStore.getState().documentNumber !== documentNumber)
      return toast(translate('layout.changed'), undefined, 'bad');
    const edit = layoutEdit(documentStore.getState().scenario, part, boxes);
    const isAll = part.nodes.length === Object.keys(scenario.model.nodes).length;
    if (part.nodes.length <= ANIMATED && !matchMedia('(prefers-reduced-motion: reduce)').matches) await moveThere(documentStore.getState().scenario, edit);
    documentStore.getState().apply(edit);
    if (isAll) requestAnimationFrame(() => viewport()?.fit());
  } catch {
    toast(translate('layout.failed'), undefined, 'bad');
  } finally {
    isBusy = false;
  }
}

function inWorker(request: LayoutRequest): Promise<Record<string, Box>> {
  const worker = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module', name: 'layout' });
  return new Promise<Record<string, Box>>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<Record<string, Box>>) => resolve(event.data));
    worker.addEventListener('error', () => reject(new Error('layout')));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

/** Shows everything on its way from where it is; ends early when somebody begins to drag. */
function moveThere(scenario: Scenario, edit: Edit): Promise<void> {
  const after = afterEdit(scenario, edit);
  const ways = [
    ...Object.keys(scenario.model.nodes).map((id) => [id, positionOf(scenario, id), positionOf(after, id)] as const),
    ...Object.entries(scenario.view.notes ?? {}).map(([id, note]) => [canvasIdOf(id), note as Point, (after.view.notes?.[id] ?? note) as Point] as const),
  ];
  const start = performance.now();
  let shown = NO_GESTURE;
  return new Promise((resolve) => {
    const step = (now: number) => {
      if (gestureNow() !== shown && gestureNow() !== NO_GESTURE) return resolve();
      const part = Math.min(1, (now - start) / MOVE_MS);
      const eased = 1 - (1 - part) ** 3;
      if (part >= 1) {
        showGesture(NO_GESTURE);
        return resolve();
      }
      const positions = ways.map(([id, from, to]) => [id, { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased }] as const);
      shown = { ...NO_GESTURE, positions: Object.fromEntries(positions) };
      showGesture(shown);
      return requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}
