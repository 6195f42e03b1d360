/** Designs to begin with and what goes wrong: what the window says of them before the gallery is fetched. */
export const templatesMenu = {
  'situations.open': 'What goes wrong…',
  'templates.open.list': 'Templates…',
  'templates.button': 'Templates',
};
