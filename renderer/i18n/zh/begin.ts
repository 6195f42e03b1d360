/** 模板、故障与导览取来之前，窗口上关于它们的文字。 */
export const begin = {
  'situations.open': '常见故障…',
  'templates.open.list': '模板…',
  'templates.button': '模板',
  'tour.start': '开始导览',
  'tour.offer.title': '第一次来？',
  'tour.offer.yes': '60 秒导览',
  'tour.offer.no': '不用了',
};
