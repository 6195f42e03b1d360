/** What a command sees of the terminal it runs in. Tests give their own. */
import type { Language } from '#core/scenario/issueText.ts';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Standard error is a screen: a progress line may be drawn over itself. */
  readonly isInteractive: boolean;
  readonly language: Language;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Ctrl-C. Returns its unsubscribe; without a listener the process ends as usual. */
  onInterrupt(listener: () => void): () => void;
}

export function processTerminal(language: Language): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isInteractive: process.stderr.isTTY === true,
    language,
    stdin: process.stdin,
    onInterrupt(listener) {
      process.once('SIGINT', listener);
      return () => void process.removeListener('SIGINT', listener);
    },
  };
}

/** `--lang`, else the locale as POSIX ranks it: LC_ALL, LC_MESSAGES, LANG. */
export function languageOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length);
  return (asked ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')).toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** A text from a file, safe to print: control characters could drive the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '\uFFFD');
