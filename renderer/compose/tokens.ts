/**
 * What the words of a file are, for colouring them: enough for the files an export writes. It looks at one line after the other
 * and never refuses: what it does not know is plain. Joined, the tokens of a line are that line.
 */
export type TokenKind = 'key' | 'text' | 'number' | 'comment' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

type Language = 'yaml' | 'json' | 'settings' | 'none';

const BY_ENDING: Readonly<Record<string, Language>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  sh: 'settings',
  conf: 'settings',
  properties: 'settings',
  env: 'settings',
};

export function tokensOf(path: string, lines: readonly string[]): readonly (readonly Token[])[] {
  const language = BY_ENDING[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'none';
  switch (language) {
    case 'yaml':
      return yamlTokens(lines);
    case 'json':
      return lines.map((line) => split(line, JSON_WORDS, jsonKind));
    case 'settings':
      return lines.map((line) => split(line, SETTING_WORDS, settingKind));
    case 'none':
      return lines.map((line) => (line === '' ? [] : [plain(line)]));
  }
}

const plain = (text: string): Token => ({ kind: 'plain', text });

/** Words that `pattern` finds get a kind, what is between them is plain. */
function split(line: string, pattern: RegExp, kindOf: (word: string, rest: string) => TokenKind): Token[] {
  const tokens: Token[] = [];
  let done = 0;
  for (const { 0: word, index } of line.matchAll(pattern)) {
    if (index > done) tokens.push(plain(line.slice(done, index)));
    tokens.push({ kind: kindOf(word, line.slice(index + word.length)), text: word });
    done = index + word.length;
  }
  if (done < line.length) tokens.push(plain(line.slice(done)));
  return tokens;
}

const JSON_WORDS = /"(?:[^"\\]|\\.)*"|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b/g;
const jsonKind = (word: string, rest: string): TokenKind => (!word.startsWith('"') ? 'number' : /^\s*:/.test(rest) ? 'key' : 'text');

const SETTING_WORDS = /^\s*#.*|^\s*[\w.-]+(?==|\s+=)|"(?:[^"\\]|\\.)*"|'[^']*'/g;
const settingKind = (word: string): TokenKind => (/^\s*#/.test(word) ? 'comment' : /^\s*["']/.test(word) ? 'text' : 'key');

/** A key with its dashes before it, a comment behind a space, quoted words, and whole values that are numbers or facts. */
const YAML_WORDS =
  /(?<=^\s*(?:- +)*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w./$<-][^:#"'{}[\],]*?)(?=:(?:\s|$))|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=^|\s)#.*|(?<=(?:^\s*|: +|- +|[[,] *))(?:-?\d[\d.]*|true|false|null)(?=\s*(?:$|[,\]}]| #))/g;

function yamlTokens(lines: readonly string[]): Token[][] {
  // Deeper lines below a `|` or `>` are one text, whatever they look like.
  let block: number | undefined;
  return lines.map((line) => {
    const indent = line.length - line.trimStart().length;
    if (block !== undefined && (line.trim() === '' || indent > block)) return line === '' ? [] : [{ kind: 'text', text: line } as const];
    block = /(?:^|[:-]\s+)[|>][+-]?\d?\s*(?:#.*)?$/.test(line) ? indent : undefined;
    return split(line, YAML_WORDS, yamlKind);
  });
}

function yamlKind(word: string, rest: string): TokenKind {
  if (word.startsWith('#')) return 'comment';
  if (/^:(?:\s|$)/.test(rest)) return 'key';
  return /^["']/.test(word) ? 'text' : 'number';
}
