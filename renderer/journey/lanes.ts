/** Copies as lanes of time: what each waited for between its steps, to scale. */
import type { Journey, JourneyCopy, WaitKind } from '#core/run/journeyReport.ts';

export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  readonly wait: WaitKind;
  /** The step it begins with, as an index into the copy's steps. */
  readonly step: number;
  /** It still waits. */
  readonly isOpen: boolean;
}

export function stretchesOf({ steps }: JourneyCopy, untilUs: number): readonly Stretch[] {
  const marks = steps.flatMap(({ atUs, wait }, step) => (wait === undefined ? [] : [{ atUs, wait, step }]));
  return marks.flatMap(({ atUs, wait, step }, i) => {
    if (wait === null) return [];
    const next = marks[i + 1];
    return [{ fromUs: atUs, toUs: next?.atUs ?? untilUs, wait, step, isOpen: next === undefined }];
  });
}

/** From the first step to the last one, or to now while something still waits. */
export function spanOf({ copies, untilUs }: Journey): { readonly fromUs: number; readonly toUs: number } {
  const all = copies.flatMap(({ steps }) => steps.map(({ atUs }) => atUs));
  const isOpen = copies.some((copy) => stretchesOf(copy, untilUs).some((stretch) => stretch.isOpen));
  return { fromUs: Math.min(...all), toUs: isOpen ? untilUs : Math.max(...all) };
}

/** Time by what was waited for, the longest first. */
export function totalsOf({ copies, untilUs }: Journey): readonly { readonly wait: WaitKind; readonly us: number }[] {
  const totals = new Map<WaitKind, number>();
  for (const copy of copies) for (const { wait, fromUs, toUs } of stretchesOf(copy, untilUs)) totals.set(wait, (totals.get(wait) ?? 0) + toUs - fromUs);
  return [...totals]
    .map(([wait, us]) => ({ wait, us }))
    .filter(({ us }) => us > 0)
    .sort((a, b) => b.us - a.us);
}

/** By hue: where it is; all are told apart by words too. */
export const WAIT_COLORS: Record<WaitKind, string> = {
  buffer: 'var(--kind-producer)',
  room: 'var(--warn)',
  network: 'var(--kind-channel)',
  server: 'var(--kind-broker)',
  majority: 'var(--kind-broadcast)',
  replicas: 'var(--kind-broadcast)',
  fetch: 'var(--kind-topic)',
  consumer: 'var(--kind-queue)',
  receiver: 'var(--kind-queue)',
  worker: 'var(--kind-exchange)',
  work: 'var(--accent)',
  settle: 'var(--border-strong)',
  commit: 'var(--border-strong)',
  retry: 'var(--bad)',
};
