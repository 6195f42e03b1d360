/** A size as people read it: '512 B', '1 KiB', '1.5 MiB'. */
import { formatCount, type Language } from '../charts/format.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

export function formatBytes(bytes: number, language: Language): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${formatCount(bytes / 1024 ** power, language)} ${UNITS[power]}`;
}
