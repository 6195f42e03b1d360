import { choice, type Form, range } from './form.ts';

export const CONSUMER_FORM: Form = [
  {
    title: 'group.work',
    fields: [
      range('count', 'field.count'),
      range('concurrency', 'field.concurrency', 'field.concurrency.help'),
      { control: 'distribution', field: 'workTime', unit: 'duration', label: 'field.workTime' },
      range('failureProbability', 'field.failureProbability', 'field.failureProbability.help'),
      choice('onFailure', 'field.onFailure', 'onFailure', ['retry', 'drop']),
      range('startAt', 'field.startAt', 'field.startAt.help'),
    ],
  },
  {
    title: 'group.delivery',
    appliesTo: ['queue', 'broadcast'],
    fields: [
      range('prefetch', 'field.prefetch', 'field.prefetch.help'),
      choice('ack', 'field.ack', 'ack', ['onDelivery', 'afterProcessing'], 'field.ack.help'),
    ],
  },
  {
    title: 'group.reading',
    appliesTo: ['topic'],
    fields: [
      { control: 'text', field: 'group', label: 'field.group', help: 'field.group.help' },
      choice('assignor', 'field.assignor', 'assignor', ['range', 'roundRobin']),
      choice('offsetReset', 'field.offsetReset', 'offsetReset', ['earliest', 'latest']),
      choice('commit', 'field.commit', 'commit', ['auto', 'afterProcessing', 'beforeProcessing']),
      range('commitInterval', 'field.commitInterval'),
      range('maxPollRecords', 'field.maxPollRecords'),
    ],
  },
];
