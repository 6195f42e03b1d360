import { describe, expect, test } from 'vitest';
import { languageOf, printable } from '#node/cli/terminal.ts';

describe('languageOf', () => {
  test.each<[string[], Record<string, string>, string]>([
    [[], {}, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [[], { LC_ALL: '', LANG: 'zh_TW' }, 'zh'],
    [['run', 'x', '--lang', 'zh'], { LANG: 'en_US.UTF-8' }, 'zh'],
    [['run', '--lang=en', 'x'], { LANG: 'zh_CN.UTF-8' }, 'en'],
    [['run', '--lang'], { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ])('%j with %j speaks %s', (args, env, language) => {
    expect(languageOf(args, env)).toBe(language);
  });
});

test('what a file says cannot drive the terminal', () => {
  expect(printable('a\u001b[2Jb\nc\u202e主题')).toBe('a\ufffd[2Jb\ufffdc\ufffd主题');
});
