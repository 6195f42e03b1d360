/** The list of what goes wrong in practice. */
export const situations = {
  'situations.open': 'What goes wrong…',
  'situations.title': 'What goes wrong',
  'situations.about': 'Trouble that people meet in practice. Run the design with the trouble, read the verdict, then run the fix.',
  'situations.trouble': 'Show the trouble',
  'situations.fix': 'Show the fix',
  'situations.trouble.of': 'Show the trouble: {{name}}',
  'situations.fix.of': 'Show the fix: {{name}}',
};
