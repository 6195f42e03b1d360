import { describe, expect, it } from 'vitest';
import { editFile } from '#core/compose/import/editFile.ts';
import { serviceOf, projectOf } from './project.ts';

/** One variable of one service set to another value. */
function set(text: string, service: string, key: string, says: string): { text: string; failed: number } {
  const found = serviceOf(projectOf(text), service).environment.get(key);
  if (found === undefined) throw new Error(key);
  const edited = editFile({ path: found.at.instead?.file ?? found.at.file, text }, [{ at: found.at, says, was: found.value }], true);
  return { text: edited.text, failed: edited.failed.length };
}

describe('a value somebody else has too', () => {
  const MERGED =
    'x-e: &e\n  K: 1\nservices:\n  a:\n    image: x\n    environment:\n      <<: *e # shared\n      B: 2 # own\n  b:\n    image: x\n    environment: *e\n';
  it('of a merge key is said by a key of the map’s own', () => {
    expect(set(MERGED, 'a', 'K', '5')).toEqual({ text: MERGED.replace('# own\n', '# own\n      K: "5"\n'), failed: 0 });
  });
  it('in files with CRLF, and at the end of one without a line end', () => {
    const windows = MERGED.replaceAll('\n', '\r\n');
    expect(set(windows, 'a', 'K', '5').text).toBe(windows.replace('# own\r\n', '# own\r\n      K: "5"\r\n'));
    const short = MERGED.slice(0, MERGED.indexOf(' # own'));
    expect(set(short, 'a', 'K', '5').text).toBe(`${short}\n      K: "5"`);
  });
  it('of an alias stays as it is', () => {
    expect(set(MERGED, 'b', 'K', '5')).toEqual({ text: MERGED, failed: 1 });
  });
  it('of an extended service is said in the list of the one that extends it', () => {
    const text = 'services:\n  a:\n    image: x\n    environment: {K: 1}\n  b:\n    extends: a\n    environment:\n      - B=2\n';
    expect(set(text, 'b', 'K', '$5')).toEqual({ text: `${text.trimEnd()}\n      - "K=$$5"\n`, failed: 0 });
  });
  it('of a variable stays as it is', () => {
    const text = 'services:\n  a:\n    image: x\n    environment:\n      K: ${V:-1}\n';
    expect(set(text, 'a', 'K', '5')).toEqual({ text, failed: 1 });
  });
});

it('doubles a dollar, and keeps the name before a value of a list', () => {
  const text = 'services:\n  a:\n    image: x\n    environment:\n      - K=1 # c\n      - "L=1"\n';
  expect(set(text, 'a', 'K', 'a$b').text).toBe(text.replace('K=1', () => 'K=a$$b'));
  expect(set(text, 'a', 'L', '"').text).toBe(text.replace('"L=1"', '"L=\\""'));
});

it('puts text as it is into files that are no YAML', () => {
  const at = { file: 'a.json', line: 1, column: 1, start: 6, end: 7 };
  expect(editFile({ path: 'a.json', text: '{"a": 1}' }, [{ at, says: '[2]', was: '1' }], true).text).toBe('{"a": [2]}');
});
