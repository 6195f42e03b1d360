/** Names of scenario files. */
const FILE_ENDING = '.spillway.json';

/** A title as a file name every system takes: no separators, no reserved characters, at most 60 characters. */
export function fileNameOf(title: string): string {
  const reserved = '<>:"/\\|?*';
  const stem = Array.from(title.trim())
    .map((c) => (reserved.includes(c) || c < ' ' || /\s/.test(c) ? '-' : c))
    .join('')
    .replace(/-+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'scenario' : stem}${FILE_ENDING}`;
}
