/** What is wrong with a load that is read from another program's file, or cannot be written as one: a code with parameters, worded in both languages. */
export interface LoadFileFault {
  readonly code: keyof typeof TEXTS;
  /** `where`: the place in the file: a row's number, or a path as `scenarios.peak.stages[2].target`. */
  readonly params: Readonly<Record<string, string | number>>;
}

const TEXTS = {
  'k6.notJson': {
    en: 'This is neither JSON nor an options object of k6: it breaks near "{near}".',
    zh: '这既不是 JSON，也不是 k6 的 options 对象：在 "{near}" 附近无法解析。',
  },
  'k6.nothing': { en: 'There is no load in it: no stages, and no scenarios.', zh: '其中没有负载：既没有 stages，也没有 scenarios。' },
  'k6.missing': { en: '{where} is missing.', zh: '缺少 {where}。' },
  'k6.number': { en: '{where} must be a number of zero or more, not {got}.', zh: '{where} 应为不小于零的数，而不是 {got}。' },
  'k6.list': { en: '{where} must be a list of stages with duration and target.', zh: '{where} 应为由 duration 和 target 组成的阶段列表。' },
  'k6.duration': { en: '{where} is no duration: "{got}"; write it like 1m30s or 500ms.', zh: '{where} 不是时长："{got}"；写法如 1m30s 或 500ms。' },
  'k6.rate': { en: '{where} is a rate of {got} per second, above the limit of {max}.', zh: '{where} 的速率为每秒 {got}，超过上限 {max}。' },
  'k6.executor': {
    en: '{where} is "{got}", which has no load of its own here; known are {known}.',
    zh: '{where} 为 "{got}"，此处没有对应的负载；支持的有 {known}。',
  },
  'k6.comeAndGo': {
    en: '{where}: users here come over one ramp and stay; they cannot come and go in stages. Use arrival rates instead.',
    zh: '{where}：此处的用户只能在一段爬升中陆续到达并一直留下，不能分阶段增减。请改用到达速率。',
  },
  'k6.tooMany': { en: '{where} has {count} stages, at most {max} are possible.', zh: '{where} 有 {count} 个阶段，最多可有 {max} 个。' },
  'k6.kind': {
    en: 'This load is not made of straight lines ({kind}): k6 has no stages for it.',
    zh: '这种负载（{kind}）不是由直线段组成的，k6 没有对应的阶段。',
  },
  'csv.empty': { en: 'There are no rows in it.', zh: '其中没有数据行。' },
  'csv.tooLarge': { en: 'The table is too large: {size} characters, at most {max} are read.', zh: '表格过大：{size} 个字符，最多读取 {max} 个。' },
  'csv.tooMany': { en: 'The table has more than {max} rows.', zh: '表格超过 {max} 行。' },
  'csv.quote': { en: 'Row {where}: a quotation mark is never closed.', zh: '第 {where} 行：引号没有闭合。' },
  'csv.columns': { en: 'Row {where} has {count} columns, the first one has {expected}.', zh: '第 {where} 行有 {count} 列，而首行有 {expected} 列。' },
  'csv.noTime': { en: 'No column is called time, at, timestamp or date.', zh: '没有名为 time、at、timestamp 或 date 的列。' },
  'csv.time': {
    en: 'Row {where}: "{got}" is no time; write seconds, a duration like 250ms, or a date like 2026-05-01T10:00:00Z.',
    zh: '第 {where} 行："{got}" 不是时间；可写秒数、250ms 这样的时长，或 2026-05-01T10:00:00Z 这样的日期时间。',
  },
  'csv.late': { en: 'Row {where}: "{got}" is later than {max} after the start.', zh: '第 {where} 行："{got}" 晚于开始后 {max}。' },
  'csv.rate': {
    en: 'Row {where}: "{got}" is no rate; write a number per second, or like 500/s.',
    zh: '第 {where} 行："{got}" 不是速率；可写每秒的数量，或 500/s。',
  },
  'csv.size': {
    en: 'Row {where}: "{got}" is no size of a message; write bytes, or like 2KiB.',
    zh: '第 {where} 行："{got}" 不是消息大小；可写字节数，或 2KiB。',
  },
  'csv.key': { en: 'Row {where}: the key is longer than {max} characters.', zh: '第 {where} 行：键超过 {max} 个字符。' },
  'csv.backwards': { en: 'Row {where}: "{got}" is before the row above it.', zh: '第 {where} 行："{got}" 早于上一行。' },
} as const;

export const loadFileFaultText = ({ code, params }: LoadFileFault, language: 'en' | 'zh'): string =>
  TEXTS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'));
