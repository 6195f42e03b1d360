/** What reading a compose project has to say of it: what was not followed, not found or not understood. One constructor a thing. */
import type { BothTexts, Finding, ImportFault, Place } from './imported.ts';

type Note = (place: Place) => Finding;

const saying =
  (severity: Finding['severity'], code: string, en: string, zh: string): Note =>
  ({ file, line, column }) => ({ code, severity, place: { file, line, column }, nodes: [], text: { en, zh } });
const info = (code: string, en: string, zh: string): Note => saying('info', code, en, zh);
const warning = (code: string, en: string, zh: string): Note => saying('warning', code, en, zh);
const error = (code: string, en: string, zh: string): Note => saying('error', code, en, zh);

export const readNote = {
  unknownKey: (key: string) =>
    info(
      'unknownKey',
      `“${key}” is no key that Compose knows here; it is kept and means nothing.`,
      `“${key}”不是 Compose 在此处认识的键：原样保留，不起作用。`,
    ),
  notUnderstood: (key: string) =>
    warning('notUnderstood', `“${key}” is not written as Compose expects it; it was not read.`, `“${key}”的写法不符合 Compose 的要求，未读取。`),
  unset: (name: string) =>
    warning('unsetVariable', `The variable ${name} is set nowhere in the given files; it is read as empty.`, `给出的文件中没有设置变量 ${name}，按空值读取。`),
  required: (name: string, message: string) =>
    error(
      'requiredVariable',
      message === '' ? `The variable ${name} has to be set, and is not in the given files.` : `The variable ${name} has to be set: ${message}`,
      message === '' ? `变量 ${name} 必须设置，但给出的文件中没有。` : `变量 ${name} 必须设置：${message}`,
    ),
  dollar: () => error('dollar', 'A “$” begins no variable here; Compose asks for “$$”.', '这里的“$”没有引出变量，Compose 要求写成“$$”。'),
  outside: (path: string) => warning('outsidePath', `“${path}” leads out of the folder; it was not followed.`, `“${path}”指向文件夹之外，未读取。`),
  absent: (path: string) => warning('absentFile', `“${path}” is not among the given files; it was not read.`, `给出的文件中没有“${path}”，未读取。`),
  absentExtended: (name: string) => warning('absentExtended', `There is no service “${name}” to extend.`, `没有可供扩展（extends）的服务“${name}”。`),
  environmentFlag: (key: string, raw: string) =>
    warning(
      'environmentFlag',
      `${key}: ${raw} has no quotes: docker-compose 1 refuses it as a boolean.`,
      `${key}: ${raw} 没有加引号：docker-compose 1 视为布尔值而拒绝。`,
    ),
  environmentNumber: (key: string, raw: string, text: string) =>
    warning(
      'environmentNumber',
      `${key}: ${raw} has no quotes and is read as a number: the container gets “${text}”.`,
      `${key}: ${raw} 没有加引号，按数字读取：容器得到的是“${text}”。`,
    ),
  portBase60: (text: string) =>
    warning(
      'portBase60',
      `${text} has no quotes: docker-compose 1 reads it as one number to the base of 60.`,
      `${text} 没有加引号：docker-compose 1 会把它读作一个六十进制数。`,
    ),
  envLine: () => warning('envLine', 'This line sets no variable; it was not read.', '这一行没有设置变量，未读取。'),
  otherFile: (path: string, base: string) =>
    info('otherFile', `“${path}” is not read along with “${base}” unless Compose is told to.`, `除非明确指定，Compose 不会把“${path}”与“${base}”一起读取。`),
  tooLarge: (path: string) => warning('fileTooLarge', `“${path}” is too large and was left out.`, `“${path}”过大，未读取。`),
  path: (path: string) =>
    warning('filePath', `“${path}” is not a path inside the folder; the file was left out.`, `“${path}”不是文件夹内的路径，已忽略该文件。`),
  noDependency: (name: string) => error('absentDependency', `There is no service “${name}”.`, `没有名为“${name}”的服务。`),
  nothingToRun: (name: string) =>
    warning('nothingToRun', `The service “${name}” has neither an image nor a folder to build.`, `服务“${name}”既没有镜像，也没有构建目录。`),
  serviceName: (name: string) =>
    error(
      'serviceName',
      `Compose does not take “${name}” as a service’s name: letters, digits, “.”, “_” and “-” only.`,
      `Compose 不接受“${name}”作为服务名，只能用字母、数字、“.”、“_”和“-”。`,
    ),
  more: (count: number) => info('more', `There are ${count} more notes like these.`, `另有 ${count} 条类似的提示。`),
  conflict: (name: string) =>
    warning(
      'includedTwice',
      `The service “${name}” is in an included file too; what stands here lies over it.`,
      `被包含（include）的文件中也有服务“${name}”，以此处内容覆盖。`,
    ),
};

export const readFault = {
  files: (max: number): BothTexts => ({ en: `More than ${max} files were given.`, zh: `给出的文件超过 ${max} 个。` }),
  services: (max: number): BothTexts => ({ en: `There are more than ${max} services.`, zh: `服务超过 ${max} 个。` }),
  noFile: (): BothTexts => ({
    en: 'No compose file was given: compose.yaml or docker-compose.yml.',
    zh: '没有给出 compose 文件（compose.yaml 或 docker-compose.yml）。',
  }),
  noServices: (): BothTexts => ({ en: 'This is no compose file: it has no services.', zh: '这不是 compose 文件：其中没有服务（services）。' }),
  notMap: (key: string): BothTexts => ({ en: `“${key}” must be a map: names with what belongs to each.`, zh: `“${key}”必须是映射：名称及其内容。` }),
  extendsCycle: (name: string): BothTexts => ({ en: `The service “${name}” extends itself in the end.`, zh: `服务“${name}”最终扩展（extends）了自己。` }),
  extendsDepth: (max: number): BothTexts => ({ en: `More than ${max} services extend one another.`, zh: `逐级扩展（extends）的服务超过 ${max} 层。` }),
  includeCycle: (path: string): BothTexts => ({ en: `“${path}” includes itself in the end.`, zh: `“${path}”最终包含（include）了自己。` }),
  twice: (path: string): BothTexts => ({ en: `Two files are called “${path}”.`, zh: `有两个文件都叫“${path}”。` }),
};

export const faultAt = ({ file, line, column }: Place, text: BothTexts): ImportFault => ({ place: { file, line, column }, text });
