/** 模板、故障与导览取来之前，窗口上关于它们的文字。 */
export const begin = {
  'situations.open': '常见故障…',
  'templates.open.list': '模板…',
  'templates.button': '模板',
  'tour.start': '开始导览',
  'tour.offer.title': '第一次来？',
  'tour.offer.yes': '60 秒导览',
  'tour.offer.no': '不用了',

  'empty.connect': '连接生产者…',
  'empty.mend': '查看问题',
  'empty.toEnd': '全速运行到终点',
  'empty.events': '再均衡、队列溢出、故障和未达成的目标发生时会列在这里。',
  'empty.plan': '安排故障',
  'empty.anyKey': '显示所有键',
  'empty.objective': '例如：整次运行中 99% 的消息在 1 s 内处理完。点击按钮即从这一条开始。',
  'empty.faults': '点击按钮先添加一个。',
  'empty.faults.none': '先添加组件：现在还没有可以出故障的东西。',
};
