/** Flags on a service's command line, `--flag=value` and `--flag value` alike, in a list or in one text. */
import type { ComposeService, Text } from './project.ts';
import { SCRIPT_MAX, tokens } from './shell/tokens.ts';
import { withoutQuotes } from './shell/words.ts';

/** By name without dashes; the last one counts. A flag without a value is ''. */
export function flagsOf(service: ComposeService): ReadonlyMap<string, Text> {
  return flagsIn([...service.entrypoint, ...service.command]);
}

export function flagsIn(texts: readonly Text[]): ReadonlyMap<string, Text> {
  const words = texts.flatMap((text) =>
    tokens(text.value.slice(0, SCRIPT_MAX)).flatMap((token) => (token.kind === 'word' ? [{ ...text, value: withoutQuotes(token.raw), isPlain: false }] : [])),
  );
  const found = new Map<string, Text>();
  words.forEach((word, i) => {
    const flag = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(word.value);
    if (flag === null) return;
    const next = words[i + 1];
    const value = flag[2] ?? (next === undefined || /^--?[a-zA-Z]/.test(next.value) ? '' : next.value);
    found.set(flag[1]!, { ...word, value });
  });
  return found;
}
