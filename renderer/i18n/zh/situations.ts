/** The list of what goes wrong in practice. */
export const situations = {
  'situations.open': '常见故障…',
  'situations.title': '常见故障',
  'situations.about': '实践中真实遇到的麻烦。先运行有问题的设计，看看判定，再运行解法。',
  'situations.trouble': '看问题',
  'situations.fix': '看解法',
  'situations.trouble.of': '看问题：{{name}}',
  'situations.fix.of': '看解法：{{name}}',
};
