/** Numbers as configuration writes them; what is none is undefined. */

/** A whole number ≥ 0. */
export function uint(text: string | undefined): number | undefined {
  const plain = text?.trim().replaceAll('_', '') ?? '';
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined;
}

/** −1 is how Kafka says that there is no limit. */
export const isUnlimited = (text: string | undefined): boolean => /^\s*-\d+\s*$/.test(text ?? '');
