/** What was stored of a reader's progress, taken out of a text that may be anything. */
export interface OpenLesson {
  readonly id: string;
  readonly step: number;
  readonly met: readonly (readonly boolean[])[];
  readonly hints: readonly number[];
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function parseObject(text: string | null): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Not ours or cut short.
    return undefined;
  }
}

/** Completed steps by lesson; what is no count is left out. */
export const parseProgress = (text: string | null): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(parseObject(text) ?? {}).filter((entry): entry is [string, number] => isCount(entry[1])));

export function parseOpenLesson(text: string | null): OpenLesson | undefined {
  const { id, step, met, hints } = parseObject(text) ?? {};
  if (typeof id !== 'string' || !isCount(step)) return undefined;
  return {
    id,
    step,
    met: Array.isArray(met) ? met.map((goals: unknown) => (Array.isArray(goals) ? goals.map((isMet: unknown) => isMet === true) : [])) : [],
    hints: Array.isArray(hints) ? hints.map((shown: unknown) => (isCount(shown) ? shown : 0)) : [],
  };
}
