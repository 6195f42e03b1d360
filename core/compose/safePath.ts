/**
 * Whether a path of an exported project may be written: below the folder that was chosen, on every system. Windows has names of
 * devices in every folder (`NUL`, `con.txt`), streams behind a colon, and forgets dots and blanks at an end.
 */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?:[. ]|$)/i;
const PATH_MAX = 400;
const NAME_MAX = 200;

export function isSafePath(path: string): boolean {
  return path.length <= PATH_MAX && path.split('/').every(isSafeName);
}

const isSafeName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  name.length <= NAME_MAX &&
  !/[\p{Cc}\p{Cs}\\:*?"<>|]|[. ]$/u.test(name) &&
  !name.startsWith('~') &&
  !DEVICE.test(name);
