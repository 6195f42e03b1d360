/** The paces offered: virtual seconds per second of the reader's own. */
import type { Pace } from '#core/run/commands.ts';

export const PACES: readonly Pace[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 1_000, 'max'];

/** '0.25×'; the last has a word. */
export const paceText = (pace: Pace, maxText: string): string => (pace === 'max' ? maxText : `${pace}×`);

/** A select's value back into a pace; what is not offered is 1. */
export const parsePace = (text: string): Pace => PACES.find((pace) => String(pace) === text) ?? 1;

/** The engine is behind what was asked by more than the eye forgives. */
export const isShort = (asked: Pace, achieved: number | null): boolean => asked !== 'max' && achieved !== null && achieved < 0.9 * asked;

/** '12×', '0.97×' without noise in the digits. */
export const achievedText = (pace: number): string => (pace >= 100 ? String(Math.round(pace)) : pace >= 10 ? pace.toFixed(0) : pace.toFixed(pace >= 1 ? 1 : 2));
