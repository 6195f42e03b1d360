/** The tour of the first minute. */
export const tour = {
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.done': 'Done',
  'tour.skip': 'Skip the tour',
  'tour.template.title': 'Begin with a template',
  'tour.template.body': 'Forty designs with pictures, by system and subject. Press it and open one, or go on with the one you see.',
  'tour.run.title': 'Run it',
  'tour.run.body': 'Press Run: virtual time begins, and the engine moves every single message.',
  'tour.run.already': 'It is running already: virtual time goes on at the top, and the engine moves every single message. This button pauses it.',
  'tour.numbers.title': 'What you see',
  'tour.numbers.body':
    'Dots on the wires are messages. On each component: how many come in and go out in a second, and what waits there. Select one to see its settings and change them while it runs.',
  'tour.spike.title': 'Now break its calm',
  'tour.spike.body': 'Press Spike: for ten seconds ten times as many messages arrive.',
  'tour.watch.title': 'Watch what piles up',
  'tour.watch.body': 'The backlog climbs and the latency with it; when the burst is over, both are worked off, or not. That is what you size a system by.',
  'tour.next.title': 'Where to go from here',
  'tour.next.body':
    'Lessons explain the ideas one at a time, with goals checked from the run. Or draw your own: drag components from the left and join their dots.',
};
