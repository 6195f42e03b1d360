/** Paths among the files that were given. Nothing outside of them is ever looked for. */

/** Absolute: from the root, from a home folder, or with a drive's letter. */
export const isAbsolute = (path: string): boolean => /^(?:[/\\~]|[A-Za-z]:[/\\])/.test(path);

/** The folder of a path; '' at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A path as written in a file of `folder`, seen from the top of the given files; undefined where it leaves them. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (isAbsolute(path)) return;
  const parts: string[] = [];
  for (const part of `${folder}/${path.replaceAll('\\', '/')}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return;
  }
  return parts.join('/');
}
