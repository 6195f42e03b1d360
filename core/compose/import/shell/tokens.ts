/**
 * A shell script cut into words and operators, with where each stands. Only what topic and queue set-up scripts are made of:
 * quotes, continuations, comments, redirections and here documents are told apart, nothing is run.
 */

export type Token =
  /** `raw` has its quotes. */
  | { readonly kind: 'word'; readonly raw: string; readonly start: number; readonly end: number }
  | { readonly kind: 'operator'; readonly text: string; readonly start: number; readonly end: number };

/** Characters of a script that is looked at; what sets up topics and queues is far shorter. */
export const SCRIPT_MAX = 32 * 1024;

const OPERATORS = [';;', '&&', '||', '|', '&', ';', '(', ')', '\n'] as const;
const REDIRECTION = /^\d*(?:<<<|<<-?|[<>]>?)[&|]?/;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const heredocs: string[] = [];
  let at = 0;
  /** The next word is where something is read from or written to. */
  let redirects: 'no' | 'file' | 'heredoc' = 'no';
  while (at < text.length) {
    const char = text[at];
    if (char === ' ' || char === '\t' || char === '\r') {
      at++;
      continue;
    }
    if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at = text.indexOf('\n', at) + 1;
      continue;
    }
    if (char === '#') {
      at = endOfLine(text, at);
      continue;
    }
    const redirection = REDIRECTION.exec(text.slice(at, at + 12))?.[0];
    if (redirection !== undefined) {
      at += redirection.length;
      redirects = /^\d*<<-?$/.test(redirection) ? 'heredoc' : redirection.endsWith('&') && text[at] === '-' ? 'no' : 'file';
      continue;
    }
    const operator = OPERATORS.find((op) => text.startsWith(op, at));
    if (operator !== undefined) {
      found.push({ kind: 'operator', text: operator === '\n' ? ';' : operator, start: at, end: at + operator.length });
      at += operator.length;
      if (operator === '\n') while (heredocs.length > 0) at = afterHeredoc(text, at, heredocs.shift()!);
      redirects = 'no';
      continue;
    }
    const end = endOfWord(text, at);
    const raw = text.slice(at, end);
    if (redirects === 'no') found.push({ kind: 'word', raw, start: at, end });
    else if (redirects === 'heredoc') heredocs.push(raw.replaceAll(/['"\\]/g, ''));
    redirects = 'no';
    at = end;
  }
  return found;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function afterHeredoc(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; ) {
    const end = endOfLine(text, at);
    if (text.slice(at, end).trim() === delimiter) return Math.min(text.length, end + 1);
    at = end + 1;
  }
  return text.length;
}

/** Behind the word that begins at `at`; what is left open reaches to the end. Always moves on. */
function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text[at]!;
    if (/[\s;&|()<>]/.test(char) && at > from) return at;
    if (char === '\\') at += 2;
    else if (char === "'") at = behind(text, at, "'");
    else if (char === '"') at = behindDouble(text, at);
    else if (char === '`') at = behind(text, at, '`');
    else if (char === '$' && (text[at + 1] === '(' || text[at + 1] === '{')) at = behindBrackets(text, at + 1);
    else at++;
  }
  return text.length;
}

function behind(text: string, at: number, quote: string): number {
  const end = text.indexOf(quote, at + 1);
  return end === -1 ? text.length : end + 1;
}

function behindDouble(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** `at` is the opening one. */
function behindBrackets(text: string, at: number): number {
  const [open, close] = text[at] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return text.length;
}
