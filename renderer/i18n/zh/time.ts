/** 时间机器的文字：时间线、单步、过去、分支、录制。 */
import type { time as en } from '../en/time.ts';

export const time: Record<keyof typeof en, string> = {
  'time.timeline': '运行时间线',
  'time.valueNow': '{{at}}，最新',
  'time.valuePast': '{{at}}，过去的时刻；已记录到 {{newest}}',
  'time.marks': '本次运行的重要时刻',
  'time.noMarks': '暂时没有重要时刻：改动、突增、故障、再均衡和异常会列在这里。',
  'time.moreMarks': '另有 {{count}} 个',
  'time.steps': '单步',
  'time.back': '−1 秒',
  'time.event': '事件',
  'time.message': '消息',
  'time.second': '+1 秒',
  'time.step.back': '回看一秒',
  'time.step.event': '前进一个引擎事件',
  'time.step.message': '前进到下一条消息处理完',
  'time.step.second': '前进一秒',
  'time.show': '查看这一时刻的运行',
  'time.pastLabel': '正在回看',
  'time.live': '回到最新',
  'time.past': '正在查看 {{at}} 的情况。',
  'time.past.running': '运行仍在继续。',
  'time.at': '{{at}} 时',
  'time.thinned': '运行时间较长，每 {{stride}} 个采样点保留一个。',
  'shortcuts.timeline': '在时间线上移动',
  'shortcuts.timeline.how': '← → 一个采样点，按住 Shift 一秒；Page Up、Page Down 十秒；Home、End',
};
