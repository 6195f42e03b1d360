/**
 * Which settings of a file are secrets, and a text with them covered, for a screen that others may see. Names decide, whatever the
 * file: compose and .env files, JSON, properties, flags of commands; and credentials in addresses. What is covered keeps its lines, so
 * a line's number stays true, and not its length. Rather too much is covered than too little; the text itself stays as it is.
 */

/** What stands for a secret. */
export const MASK = '••••••';

const ALONE = new Set([
  'password',
  'passwd',
  'passphrase',
  'pass',
  'pwd',
  'secret',
  'token',
  'credential',
  'credentials',
  'apikey',
  'jaas',
  'cookie',
  'requirepass',
  'masterauth',
]);
/** Before `key`. */
const KEYS = new Set(['api', 'access', 'private', 'secret', 'account', 'encryption', 'signing', 'license', 'licence', 'master', 'shared']);
/** A setting about a secret is none: PASSWORD_FILE, token.ttl. */
const ABOUT = new Set([
  'file',
  'path',
  'location',
  'ttl',
  'length',
  'expiry',
  'expires',
  'policy',
  'algorithm',
  'type',
  'class',
  'enabled',
  'url',
  'uri',
  'endpoint',
  'name',
  'age',
  'refresh',
]);

/** By its words, however they are joined: RABBITMQ_ERLANG_COOKIE, sasl.jaas.config, apiKey, default-pass. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (ABOUT.has(words.at(-1) ?? '')) return false;
  return words.some((word, i) => ALONE.has(word) || /(?:password|passwd|secret|apikey)$/.test(word) || (word === 'key' && KEYS.has(words[i - 1] ?? '')));
}

/** The value of a setting as it may be shown. A variable without a default says nothing. */
export const maskedValue = (name: string, value: string): string => (value === '' || isVariable(value) || !isSecretName(name) ? maskedAddresses(value) : MASK);

const isVariable = (value: string): boolean => /^\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)$/.test(value.trim());

const maskedAddresses = (text: string): string => text.replaceAll(/(:\/\/[^\s/:@"'<>]{0,200}:)[^\s/@"'<>]{1,500}(?=@)/g, `$1${MASK}`);

/** A whole file's text as it may be shown. */
export function masked(text: string): string {
  return maskedAddresses(withoutKeys(coverNamed(text)));
}

/** A name, and what follows it, is looked for from where the last one ended: one pass. */
function coverNamed(text: string): string {
  const names = /[A-Za-z_][\w.-]*/g;
  let [out, done] = ['', 0];
  for (let found = names.exec(text); found !== null; found = names.exec(text)) {
    const name = found[0].length > 200 ? '' : found[0];
    const value = isSecretName(name) ? valueAfter(text, found.index, found.index + name.length) : undefined;
    if (value === undefined) continue;
    out += text.slice(done, value.start) + covered(text.slice(value.start, value.end));
    done = value.end;
    names.lastIndex = Math.max(names.lastIndex, value.end);
  }
  return out + text.slice(done);
}

/** Lines and their indents stay. */
const covered = (value: string): string => (value.includes('\n') ? value.replaceAll(/[^\s][^\n]*?(?=\r?(?:\n|$))/g, MASK) : MASK);

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function valueAfter(text: string, start: number, end: number): Stretch | undefined {
  const before = text[start - 1] ?? '';
  const isFlag = text.slice(Math.max(0, start - 2), start) === '--';
  let at = end;
  const isQuotedName = (before === '"' || before === "'") && text[at] === before;
  if (isQuotedName) at++;
  at = skipBlanks(text, at);
  const sign = text[at];
  if (sign === '=' || sign === ':') at = skipBlanks(text, at + 1);
  else if (!isFlag) return undefined;
  else if (sign === '"' || sign === "'") at = skipBlanks(text, text[at + 1] === ',' ? at + 2 : at + 1);
  else if (at === end) return undefined;
  const first = text[at] ?? '\n';
  if (first === '\n' || first === '\r' || first === '{' || first === '[') return undefined;
  if (first === '"' || first === "'") return within(text, at + 1, first);
  // The whole of `"NAME=value"` is in quotes.
  const around = isFlag ? (text[start - 3] ?? '') : before;
  if (!isQuotedName && (around === '"' || around === "'")) return within(text, at, around);
  if (sign === ':' && /^[|>][-+\d]*[ \t]*\r?\n/.test(text.slice(at, at + 10))) return block(text, start, at);
  return unlessVariable(text, { start: at, end: endOfPlain(text, start, at, isFlag && sign !== '=') });
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Up to the closing quote; a broken one ends with its line. */
function within(text: string, start: number, quote: string): Stretch | undefined {
  let end = start;
  while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' && quote === '"' ? 2 : 1;
  return unlessVariable(text, { start, end: Math.min(end, text.length) });
}

const unlessVariable = (text: string, value: Stretch): Stretch | undefined =>
  value.end <= value.start || isVariable(text.slice(value.start, value.end)) ? undefined : value;

/** To the end of the line, without a comment; within braces or brackets to the next comma or their end; a flag's to the next blank. */
function endOfPlain(text: string, name: number, start: number, isWord: boolean): number {
  // No farther back than this: a file may be one line.
  const before = text.slice(Math.max(0, name - 400), name);
  const isFlow = /[[{]/.test(before.slice(before.lastIndexOf('\n') + 1));
  let end = start;
  for (; end < text.length && text[end] !== '\n' && text[end] !== '\r'; end++) {
    const c = text[end] as string;
    if (isFlow && (c === ',' || c === '}' || c === ']')) break;
    if ((c === ' ' || c === '\t') && (isWord || text[end + 1] === '#')) break;
  }
  return end;
}

/** The lines of a block scalar: those that are indented deeper than the name's. */
function block(text: string, name: number, header: number): Stretch | undefined {
  const lineStart = text.lastIndexOf('\n', name) + 1;
  const indent = indentOf(text, lineStart);
  const start = text.indexOf('\n', header) + 1;
  let end = start;
  while (end < text.length) {
    const next = text.indexOf('\n', end);
    const line = text.slice(end, next < 0 ? text.length : next);
    if (line.trim() !== '' && indentOf(text, end) <= indent) break;
    end += line.length + 1;
  }
  return end <= start ? undefined : { start, end: Math.min(end, text.length) };
}

const indentOf = (text: string, lineStart: number): number => skipBlanks(text, lineStart) - lineStart;

const withoutKeys = (text: string): string =>
  text.replaceAll(
    /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)([^-]{1,100000})(-----END)/g,
    (_, begin: string, body: string, end: string) => begin + covered(body) + end,
  );
