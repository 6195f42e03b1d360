import { describe, expect, test } from 'vitest';
import { ISSUE_CODES } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';

describe('issueText', () => {
  test.each(ISSUE_CODES)('%s is a sentence in both languages, with the same parameters', (code) => {
    const [en, zh] = [issueText({ code, params: {} }, 'en'), issueText({ code, params: {} }, 'zh')];
    expect(en).toMatch(/^["A-Z?].*[.-]$/);
    expect(zh).toMatch(/[\u4e00-\u9fff].*[。-]$/u);
    const asked = (language: 'en' | 'zh') => {
      const names = new Set<string>();
      issueText({ code, params: new Proxy({}, { get: (_, name) => names.add(String(name)) && 'x' }) }, language);
      return [...names].sort();
    };
    expect(asked('zh')).toEqual(asked('en'));
  });

  test('kinds are translated, names are not', () => {
    expect(issueText({ code: 'node.unconnected', params: { kind: 'queue', name: 'queue' } }, 'zh')).toBe('队列 "queue" 没有任何连线。');
    expect(issueText({ code: 'edge.duplicate', params: { from: 'topic', to: 'run' } }, 'zh')).toBe('"topic" 与 "run" 已经相连。');
    expect(issueText({ code: 'edge.notAllowed', params: { from: 'topic', to: 'queue' } }, 'zh')).toContain('主题');
  });
});
