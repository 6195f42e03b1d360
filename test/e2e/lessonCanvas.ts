/** What the texts of lessons ask for on the canvas: components added beside what is there, wires drawn and cut. */
import { expect, type Page } from '@playwright/test';
import { canvas, edges, nodes, wire } from './app.ts';
import { lessonPanel, nodeCalled } from './lessons.ts';

/** Drags a component from its tab onto the canvas, at parts of it, and comes back to the lesson. */
export async function addAt(page: Page, kind: string, x: number, y: number): Promise<void> {
  const box = (await canvas(page).boundingBox())!;
  const before = await nodes(page).count();
  await lessonPanel(page).getByRole('tab', { name: 'Components' }).click();
  await lessonPanel(page)
    .getByRole('button', { name: new RegExp(`Add ${kind}\\.`) })
    .dragTo(canvas(page), { targetPosition: { x: box.width * x, y: box.height * y } });
  await expect(nodes(page)).toHaveCount(before + 1);
  await lessonPanel(page).getByRole('tab', { name: 'Lessons' }).click();
}

export const connect = (page: Page, from: string, to: string): Promise<void> => wire(page, nodeCalled(page, from), nodeCalled(page, to));

/** Selects the wire between two components, and nothing else. */
export async function pickWire(page: Page, from: string, to: string): Promise<void> {
  const edge = edges(page).and(page.getByLabel(`${from} → ${to}`, { exact: true }));
  // As a click does; a curve's middle is no place to aim at.
  await edge.focus();
  await edge.dispatchEvent('click');
  await expect(edge).toHaveClass(/selected/);
}

/** Deletes the wire between two components. */
export async function cut(page: Page, from: string, to: string): Promise<void> {
  const before = await edges(page).count();
  await pickWire(page, from, to);
  await page.keyboard.press('Delete');
  await expect(edges(page)).toHaveCount(before - 1);
}

/** A run from its start whose first ten seconds are ten times the load. */
export async function againWithSpike(page: Page): Promise<void> {
  const controls = page.getByRole('toolbar', { name: 'Run controls' });
  const reset = controls.getByRole('button', { name: 'Back to the start' });
  if (await reset.isEnabled()) await reset.click();
  await controls.getByRole('button', { name: 'Spike', exact: true }).click();
  await controls.getByRole('button', { name: 'Run', exact: true }).click();
}
