/** SQL's LIKE: `_` is any one character, `%` any number of them. Matched in at most pattern × text steps, whatever the pattern. */
const ONE = 1;
const ANY = 2;
/** One character each, or one of the two wildcards. */
export type LikePattern = readonly (string | typeof ONE | typeof ANY)[];

/** What follows the escape character stands for itself. */
export function likePattern(text: string, escape: string | undefined): LikePattern {
  const pattern: (string | typeof ONE | typeof ANY)[] = [];
  let isEscaped = false;
  for (const c of text) {
    if (c === escape && !isEscaped) {
      isEscaped = true;
      continue;
    }
    pattern.push(isEscaped ? c : c === '_' ? ONE : c === '%' ? ANY : c);
    isEscaped = false;
  }
  return pattern;
}

export function isLike(text: string, pattern: LikePattern): boolean {
  const chars = Array.from(text);
  let at = 0;
  let part = 0;
  // Where the newest % stands, and how many characters were given to it: on a mismatch it takes one more.
  let any = -1;
  let given = 0;
  while (at < chars.length) {
    const wanted = pattern[part];
    if (wanted === ANY) {
      any = part++;
      given = at;
    } else if (wanted === ONE || wanted === chars[at]) {
      part++;
      at++;
    } else if (any >= 0) {
      part = any + 1;
      at = ++given;
    } else return false;
  }
  while (pattern[part] === ANY) part++;
  return part === pattern.length;
}
