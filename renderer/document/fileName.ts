/** Names of scenario files, and of recorded runs. */
const FILE_ENDING = '.spillway.json';
const RECORDING_ENDING = '.spillway-run.json';

/** A title as a file name every system takes: no separators, no reserved characters, at most 60 characters. */
export const fileNameOf = (title: string): string => `${stemOf(title)}${FILE_ENDING}`;
export const recordingNameOf = (title: string): string => `${stemOf(title)}${RECORDING_ENDING}`;

export function stemOf(title: string): string {
  const reserved = '<>:"/\\|?*';
  const stem = Array.from(title.trim())
    .map((c) => (reserved.includes(c) || c < ' ' || /\s/.test(c) ? '-' : c))
    .join('')
    .replace(/-+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return stem === '' ? 'scenario' : stem;
}
