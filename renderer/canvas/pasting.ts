/**
 * Pasting: at the pointer where it is over the canvas, else beside what was copied, or in the middle of what is seen. The same text
 * pasted again steps further, so that no copy hides another.
 */
import { LIMITS } from '#core/base/limits.ts';
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../document/afterEdit.ts';
import type { Edit, Point } from '../document/edits.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { type Box, boxAround, meets, middleOf } from './box.ts';
import type { Pasted } from './clipboard.ts';
import { freeId } from './freeId.ts';
import { GRID, snap } from './nodes/geometry.ts';
import { boxesOf } from './notes/noteEdits.ts';
import { pointerOnCanvas } from './pointer.ts';
import { viewport } from './viewport.ts';

export const PASTE_STEP = 3 * GRID;

/** What a text on the clipboard holds; other text is refused in words. */
export function readPart(text: string): Scenario | undefined {
  const isLarge = text.length > LIMITS.scenarioFileBytes;
  const scenario = isLarge ? undefined : parseScenario(text).scenario;
  if (scenario === undefined) toast(translate('canvas.pasteFailed'), translate(isLarge ? 'paste.tooLarge' : 'paste.foreign'), 'bad');
  return scenario;
}

let last: { readonly text: string; readonly at: Point | undefined; readonly times: number } | undefined;

/** How far a part is moved; asked once for each time it is pasted. */
export function pasteOffset(part: Scenario, text: string): Point {
  const pointer = pointerOnCanvas();
  const isAgain = last?.text === text && last.at?.x === pointer?.x && last.at?.y === pointer?.y;
  last = { text, at: pointer, times: isAgain ? (last?.times ?? 0) + 1 : 0 };
  const view = viewport();
  return offsetFor(boxOfPart(part), { pointer: pointer && view?.toCanvas(pointer), seen: view?.seen(), times: last.times });
}

const boxOfPart = (part: Scenario): Box | undefined =>
  boxAround(boxesOf(part, { nodes: Object.keys(part.model.nodes), edges: [], notes: Object.keys(part.view.notes ?? {}) }));

/** Pure: `pointer` and `seen` on the canvas. */
export function offsetFor(
  box: Box | undefined,
  { pointer, seen, times }: { readonly pointer: Point | undefined; readonly seen: Box | undefined; readonly times: number },
): Point {
  const step = PASTE_STEP * times;
  if (box === undefined) return { x: PASTE_STEP, y: PASTE_STEP };
  const to = ({ x, y }: Point): Point => ({ x: snap(x - box.x - box.width / 2) + step, y: snap(y - box.y - box.height / 2) + step });
  if (pointer !== undefined) return to(pointer);
  return seen === undefined || meets(box, seen) ? { x: PASTE_STEP + step, y: PASTE_STEP + step } : to(middleOf(seen));
}

/** With what leads to the originals leading to the copies too, where they are still here and that may be. */
export function withIncoming(scenario: Scenario, part: Scenario, { edit, renamed, ...rest }: Pasted): Pasted {
  const connects: Edit[] = [];
  let after = afterEdit(scenario, edit);
  for (const edge of Object.values(scenario.model.edges)) {
    const copy = renamed.get(edge.to);
    const [original, copied] = [scenario.model.nodes[edge.to], part.model.nodes[edge.to]];
    const isOurs = copy !== undefined && original?.kind === copied?.kind && original?.name === copied?.name;
    if (!isOurs || Object.hasOwn(part.model.nodes, edge.from) || connectionRefusal(after.model, edge.from, copy) !== undefined) continue;
    const connect: Edit = { kind: 'connect', id: freeId(after.model.edges, `${edge.from}-${copy}`), edge: { ...edge, to: copy } };
    connects.push(connect);
    after = afterEdit(after, connect);
  }
  return { ...rest, renamed, edit: { kind: 'batch', label: 'paste', edits: [edit, ...connects] } };
}
