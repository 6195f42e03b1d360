/**
 * The one entry of every import: files as they were given, of whatever kind. What they are is told by what is in them: definitions of
 * RabbitMQ, an AsyncAPI document, the output of kafka-topics.sh, or else a compose project, which may have any of those beside it.
 * Nothing is run or fetched, and nothing but the given files is looked at. It gives a design or says why not, and never throws.
 */
import { LIMITS } from '../../base/limits.ts';
import { utf8 } from '../../base/utf8.ts';
import { importAsyncapi, isAsyncapi } from './asyncapi.ts';
import { importDefinitions } from './definitions.ts';
import { importCompose } from './importCompose.ts';
import type { BothTexts, ImportFault, ImportResult, SourceFile } from './imported.ts';
import { importKafkaTopics, isTopicList } from './kafkaTopics.ts';
import { readProject } from './readProject.ts';

export function importFiles(files: readonly SourceFile[]): ImportResult {
  const faults = [...faultsOf(files)];
  if (faults.length > 0) return { isOk: false, faults: faults.slice(0, 10) };
  // A project's other files are looked at as parts of it; only without one they stand for themselves.
  if (files.some(isCompose)) return compose(files);
  for (const [is, read] of READERS) {
    const found = files.filter(is);
    const [first, second] = found;
    if (second !== undefined)
      return refused(second.path, {
        en: `One such file at a time: “${first?.path}” is one already.`,
        zh: `每次只能导入一个这样的文件：已有“${first?.path}”。`,
      });
    if (first !== undefined) return read(first);
  }
  return refused(files[0]?.path ?? '', EXPECTED);
}

function compose(files: readonly SourceFile[]): ImportResult {
  const project = readProject(files);
  return project.isOk ? importCompose(project.source) : project;
}

const READERS: readonly (readonly [(file: SourceFile) => boolean, (file: SourceFile) => ImportResult])[] = [
  [isAsyncapi, importAsyncapi],
  [isDefinitions, importDefinitions],
  [({ text }) => isTopicList(text), importKafkaTopics],
];

const EXPECTED: BothTexts = {
  en: 'This is none of what can be imported: a compose file with services, RabbitMQ definitions (JSON), an AsyncAPI document, or what kafka-topics.sh --describe prints.',
  zh: '这不是可以导入的文件：应为含有 services 的 compose 文件、RabbitMQ 定义（JSON）、AsyncAPI 文档，或 kafka-topics.sh --describe 的输出。',
};

/** A map with services, or the first version's services that stand at the root; broken YAML of such a file is told by its reader. */
function isCompose({ path, text }: SourceFile): boolean {
  if (/^\s*\{/.test(text) && !/"services"\s*:/.test(text)) return false;
  if (/^["']?asyncapi["']?\s*:/m.test(text)) return false;
  const isNamed = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/i.test(path);
  return isNamed || /^["']?services["']?\s*:/m.test(text) || /"services"\s*:/.test(text) || /^[ \t]+(?:image|build):/m.test(text);
}

function isDefinitions({ text }: SourceFile): boolean {
  return /^\uFEFF?\s*\{/.test(text) && /"(?:queues|exchanges|bindings|vhosts|policies)"\s*:/.test(text);
}

/** IMPORT_PATH of core/scenario/schema.ts: from the folder, and never out of it. */
const PATH = /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\\0:]{1,400}$/;

function* faultsOf(files: readonly SourceFile[]): Iterable<ImportFault> {
  const { importFiles: most, importFileBytes: bytes, importLines: lines } = LIMITS;
  const at = (file: string, en: string, zh: string): ImportFault => ({ place: { file, line: 1, column: 1 }, text: { en, zh } });
  if (files.length === 0) yield at('', 'No file was given.', '没有给出文件。');
  if (files.length > most)
    yield at(files[most]?.path ?? '', `At most ${most} files are read; ${files.length} were given.`, `最多读取 ${most} 个文件，给出了 ${files.length} 个。`);
  const seen = new Set<string>();
  for (const { path, text } of files.slice(0, most)) {
    if (!PATH.test(path)) yield at(path, 'This path leads out of the folder, or is none.', '该路径指向目录之外，或不是路径。');
    if (seen.has(path)) yield at(path, 'This file was given twice.', '该文件给出了两次。');
    seen.add(path);
    if (text.length > bytes || utf8(text).length > bytes) yield at(path, `The file has more than ${bytes} bytes.`, `文件超过 ${bytes} 字节。`);
    else if (text.split('\n').length > lines) yield at(path, `The file has more than ${lines} lines.`, `文件超过 ${lines} 行。`);
  }
}

const refused = (file: string, text: BothTexts): ImportResult => ({ isOk: false, faults: [{ place: { file, line: 1, column: 1 }, text }] });
