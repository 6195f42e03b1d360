/** Designs to begin with, what goes wrong, the tour: what the window says of them before they are fetched. */
export const begin = {
  'situations.open': 'What goes wrong…',
  'templates.open.list': 'Templates…',
  'templates.button': 'Templates',
  'tour.start': 'Take the tour',
  'tour.offer.title': 'New here?',
  'tour.offer.yes': '60-second tour',
  'tour.offer.no': 'No tour, thanks',
};
