/** 图库取来之前，窗口上关于模板与故障的文字。 */
export const templatesMenu = {
  'situations.open': '常见故障…',
  'templates.open.list': '模板…',
  'templates.button': '模板',
};
