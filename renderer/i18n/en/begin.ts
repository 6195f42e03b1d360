/** Designs to begin with, what goes wrong, the tour: what the window says of them before they are fetched. */
export const begin = {
  'situations.open': 'What goes wrong…',
  'templates.open.list': 'Templates…',
  'templates.button': 'Templates',
  'tour.start': 'Take the tour',
  'tour.offer.title': 'New here?',
  'tour.offer.yes': '60-second tour',
  'tour.offer.no': 'No tour, thanks',

  'empty.connect': 'Connect the producer…',
  'empty.mend': 'Show the problems',
  'empty.toEnd': 'Run to the end at full speed',
  'empty.events': 'Rebalances, full queues, faults and missed objectives are listed here as they happen.',
  'empty.plan': 'Plan a fault',
  'empty.anyKey': 'Show all keys',
  'empty.objective': 'For example: of the messages of the whole run, 99 % are done within 1 s. The button begins with that one.',
  'empty.faults': 'The button adds one to begin with.',
  'empty.faults.none': 'Add a component first: there is nothing yet that could break.',
};
