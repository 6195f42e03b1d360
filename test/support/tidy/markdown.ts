/** Links, headings, fenced blocks and tables of the documentation. */
import path from 'node:path';

/** Lines with fenced blocks blanked, so that code is not read as prose. */
const prose = (text: string): string => {
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*```/.test(line)) {
        isCode = !isCode;
        return '';
      }
      return isCode ? '' : line.replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/[[\]()]/g, ' '));
    })
    .join('\n');
};

/** GitHub's anchor of a heading. */
export const slug = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const anchorsOf = (text: string): string[] => Array.from(prose(text).matchAll(/^#{1,6} (.+)$/gm), (m) => slug(m[1]!));

/** Links of one page that lead nowhere in the repository; addresses of the web are not followed. */
export function linkFaults(file: string, text: string, paths: ReadonlySet<string>, read: (file: string) => string): string[] {
  return Array.from(prose(text).matchAll(/!?\[[^\]]*\]\(([^)\s]+)(?: "[^"]*")?\)/g)).flatMap(([, link = '']) => {
    if (/^(https?|mailto):/.test(link)) return [];
    const [to = '', anchor] = link.split('#');
    const target = to === '' ? file : path.posix.join(path.posix.dirname(file), decodeURIComponent(to)).replace(/\/$/, '');
    const isFolder = [...paths].some((known) => known.startsWith(`${target}/`));
    if (!paths.has(target) && !isFolder) return [`${file}: the link to ${link} leads nowhere.`];
    if (anchor === undefined || isFolder || anchorsOf(read(target)).includes(anchor)) return [];
    return [`${file}: ${target} has no heading #${anchor}.`];
  });
}

export interface Block {
  /** What follows the three backticks: 'json scenario'. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}
export const blocksOf = (text: string): Block[] =>
  Array.from(text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```/gm), (m) => ({ info: m[1]!.trim(), text: m[2]!, line: text.slice(0, m.index).split('\n').length }));

/** What a cell writes as code. */
export const codes = (cell = ''): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), (m) => m[1]!);

/** Cells of the first table below a heading, its head and rule left out. */
export function tableUnder(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^#{1,6} /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`no heading “${heading}”`);
  const end = lines.findIndex((line, i) => i > start && /^#{1,6} /.test(line));
  const rows = lines.slice(start, end < 0 ? undefined : end).filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

const TOP = /^(core|renderer|node|electron|scripts|test|docs)\/[\w./-]*$/;

/** Paths of the tree named as code, in pages that describe it, that are not there. */
export function pathFaults(file: string, text: string, paths: ReadonlySet<string>): string[] {
  return Array.from(text.matchAll(/`([^`\n]+)`/g)).flatMap(([, code = '']) => {
    const named = code.replace(/\/$/, '');
    if (!TOP.test(code) || paths.has(named) || [...paths].some((known) => known.startsWith(`${named}/`))) return [];
    return [`${file}: there is no ${code}.`];
  });
}

/** Pages a comment sends its reader to, by name or path, that are nowhere in the tree. */
export function namedPageFaults(file: string, text: string, paths: ReadonlySet<string>): string[] {
  const names = new Set([...paths].map((known) => path.posix.basename(known)));
  return text.split('\n').flatMap((line, i) => {
    const isComment = /^\s*(\/\*|\*|\/\/)/.test(line);
    const named = isComment ? Array.from(line.matchAll(/[\w-]+\.md\b/g), (m) => m[0]) : [];
    return named.filter((name) => !names.has(name)).map((name) => `${file}:${i + 1}: there is no page ${name}.`);
  });
}
