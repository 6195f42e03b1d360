import { expect, it } from 'vitest';
import { tokens } from '#core/compose/import/shell/tokens.ts';

const told = (text: string): string[] => tokens(text).map((token) => (token.kind === 'word' ? token.raw : token.text));

it('cuts words and operators, with quotes and brackets whole', () => {
  expect(told(`a "b c" 'd;e' f\\ g $(h i) \${j:-k l} \`m n\`; o && p || q | r & (s)`)).toEqual([
    'a',
    '"b c"',
    "'d;e'",
    'f\\ g',
    '$(h i)',
    '${j:-k l}',
    '`m n`',
    ';',
    'o',
    '&&',
    'p',
    '||',
    'q',
    '|',
    'r',
    '&',
    '(',
    's',
    ')',
  ]);
});

it('leaves out comments, continuations, redirections and here documents', () => {
  expect(told('a \\\n  b # c\nd > /dev/null 2>&1 < e\ncat <<EOF >f\nnot a word\nEOF\ng')).toEqual(['a', 'b', ';', 'd', ';', 'cat', ';', 'g']);
  expect(told('x#y \\\r\n z')).toEqual(['x#y', 'z']);
});

it('says where each stands', () => {
  const text = "kafka-topics --topic 'orders';";
  for (const token of tokens(text)) expect(text.slice(token.start, token.end)).toBe(token.kind === 'word' ? token.raw : token.text);
});

it.each(['"', "'", '`', '$(', '${', '\\', '<<', '<', '((((', '#', '<<EOF\nx', 'a\\'])('comes to an end with %j', (text) => {
  expect(tokens(text).every(({ start, end }) => start < end && end <= text.length + 1)).toBe(true);
});
