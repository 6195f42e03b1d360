/** Why a YAML file cannot be read, in both languages. */
import type { ErrorCode } from 'yaml';
import { LIMITS } from '../../base/limits.ts';
import type { BothTexts } from './imported.ts';

const both = (en: string, zh: string): BothTexts => ({ en, zh });

const SYNTAX: Partial<Record<ErrorCode, BothTexts>> = {
  ALIAS_PROPS: both('An alias (*name) cannot have a tag or an anchor.', '别名（*name）不能带标签或锚点。'),
  BAD_ALIAS: both('This alias (*name) is not written as one.', '这里的别名（*name）写法不正确。'),
  BAD_DIRECTIVE: both('This % directive is not one of YAML’s.', '这不是 YAML 的 % 指令。'),
  BAD_DQ_ESCAPE: both('A backslash in double quotes is followed by something YAML does not know.', '双引号中的反斜杠后面不是 YAML 认识的转义。'),
  BAD_INDENT: both('The indentation does not fit what stands above.', '缩进与上文不一致。'),
  BAD_PROP_ORDER: both('Tag and anchor stand before the value.', '标签和锚点应写在值之前。'),
  BAD_SCALAR_START: both('A text cannot start with this character; put it in quotes.', '文本不能以这个字符开头，请加引号。'),
  BLOCK_AS_IMPLICIT_KEY: both(
    'A key and its value do not fit on one line here; the indentation is probably wrong.',
    '键和值不能这样写在同一行，缩进可能有误。',
  ),
  BLOCK_IN_FLOW: both('A block cannot stand inside [ ] or { }.', '[ ] 或 { } 之中不能使用块格式。'),
  KEY_OVER_1024_CHARS: both('A key is longer than 1024 characters.', '键超过 1024 个字符。'),
  MISSING_CHAR: both('Something is missing here: a quote, a bracket, a comma or a colon.', '这里缺少引号、括号、逗号或冒号。'),
  MULTILINE_IMPLICIT_KEY: both('A key must stand on one line.', '键必须写在一行之内。'),
  MULTIPLE_ANCHORS: both('A value has two anchors.', '一个值有两个锚点。'),
  MULTIPLE_TAGS: both('A value has two tags.', '一个值有两个标签。'),
  TAB_AS_INDENT: both('Tabs cannot indent in YAML; use spaces.', 'YAML 不能用制表符缩进，请使用空格。'),
  UNEXPECTED_TOKEN: both('This does not belong here.', '这里不应出现此内容。'),
};

export const yamlFault = {
  syntax: (code: ErrorCode): BothTexts => SYNTAX[code] ?? both('This is not YAML from here on.', '从这里起不是 YAML。'),
  bytes: () => both(`The file has more than ${LIMITS.importFileBytes} bytes.`, `文件超过 ${LIMITS.importFileBytes} 字节。`),
  lines: () => both(`The file has more than ${LIMITS.importLines} lines.`, `文件超过 ${LIMITS.importLines} 行。`),
  tokens: (max: number) => both(`The file is made of more than ${max} parts.`, `文件的组成部分超过 ${max} 个。`),
  documents: (max: number) => both(`The file has more than ${max} documents.`, `文件中的 YAML 文档超过 ${max} 个。`),
  nul: () => both('The file has a NUL byte: it is not a text.', '文件含有 NUL 字节，不是文本文件。'),
  depth: () => both(`It nests more than ${LIMITS.importDepth} levels deep.`, `嵌套超过 ${LIMITS.importDepth} 层。`),
  aliases: (max: number) => both(`Its aliases bring more than ${max} values.`, `别名带来的值超过 ${max} 个。`),
  alias: (name: string) => both(`Nothing above has the anchor “&${name}”.`, `上文没有锚点“&${name}”。`),
  cycle: (name: string) => both(`“&${name}” contains itself.`, `“&${name}”包含它自己。`),
  merge: () => both('“<<” takes a map or a list of maps.', '“<<”后面必须是映射或映射的列表。'),
  key: () => both('A key must be a text.', '键必须是文本。'),
  proto: () => both('“__proto__” cannot be a name.', '“__proto__”不能用作名称。'),
  twice: (key: string) => both(`“${key}” stands twice in this map.`, `“${key}”在同一映射中出现了两次。`),
  unreadable: () => both('The file cannot be read as YAML.', '无法按 YAML 读取该文件。'),
};
