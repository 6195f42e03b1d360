import { choice, choiceOfTwo, type Form, range } from './form.ts';

export const CONSUMER_FORM: Form = [
  {
    title: 'group.work',
    fields: [
      range('count', 'field.count'),
      range('concurrency', 'field.concurrency', 'field.concurrency.help'),
      { control: 'distribution', field: 'workTime', unit: 'duration', label: 'field.workTime' },
      range('costPerRecord', 'field.clientCost', 'field.clientCost.help'),
      range('failureProbability', 'field.failureProbability', 'field.failureProbability.help'),
      choice('onFailure', 'field.onFailure', 'onFailure', ['retry', 'fail', 'drop']),
      range('startAt', 'field.startAt', 'field.startAt.help'),
    ],
  },
  {
    title: 'group.delivery',
    appliesTo: ['queue', 'broadcast'],
    fields: [
      range('prefetch', 'field.prefetch', 'field.prefetch.help'),
      {
        ...choice('ack', 'field.ack', 'ack', [], 'field.ack.help'),
        options: [
          { value: 'onDelivery', label: 'option.ack.onDelivery', isJms: false },
          { value: 'afterProcessing', label: 'option.ack.afterProcessing' },
          { value: 'client', label: 'option.ack.client', isJms: true },
          { value: 'dupsOk', label: 'option.ack.dupsOk', isJms: true },
          { value: 'transacted', label: 'option.ack.transacted', isJms: true },
        ],
      },
      range('consumerPriority', 'field.consumerPriority', 'field.consumerPriority.help'),
      choiceOfTwo('exclusive'),
      { ...range('ackEvery', 'field.ackEvery', 'field.ackEvery.help'), when: { field: 'ack', is: ['client', 'transacted'] } },
    ],
  },
  {
    title: 'group.subscription',
    appliesTo: ['broadcast'],
    isJms: true,
    fields: [
      choice('subscription', 'field.subscription', 'subscription', ['nonDurable', 'durable'], 'field.subscription.help'),
      {
        control: 'text',
        field: 'subscriptionName',
        label: 'field.subscriptionName',
        help: 'field.subscriptionName.help',
        when: { field: 'subscription', is: ['durable'] },
      },
    ],
  },
  {
    title: 'group.selector',
    appliesTo: ['queue', 'broadcast'],
    isJms: true,
    fields: [{ control: 'text', field: 'selector', label: 'field.selector', help: 'field.selector.help', isLong: true }],
  },
  {
    title: 'group.redelivery',
    appliesTo: ['queue', 'broadcast'],
    isJms: true,
    isFolded: true,
    fields: [
      range('maximumRedeliveries', 'field.maximumRedeliveries', 'field.maximumRedeliveries.help'),
      range('redeliveryDelay', 'field.redeliveryDelay', 'field.redeliveryDelay.help'),
      range('backOffMultiplier', 'field.backOffMultiplier', 'field.backOffMultiplier.help'),
      range('maximumRedeliveryDelay', 'field.maximumRedeliveryDelay'),
    ],
  },
  {
    title: 'group.reading',
    appliesTo: ['topic'],
    fields: [
      { control: 'text', field: 'group', label: 'field.group', help: 'field.group.help' },
      choice('assignor', 'field.assignor', 'assignor', ['range', 'roundRobin', 'sticky', 'cooperativeSticky'], 'field.assignor.help'),
      choice('offsetReset', 'field.offsetReset', 'offsetReset', ['earliest', 'latest']),
      choice('commit', 'field.commit', 'commit', ['auto', 'afterProcessing', 'beforeProcessing']),
      range('commitInterval', 'field.commitInterval'),
      range('maxPollRecords', 'field.maxPollRecords'),
    ],
  },
  {
    title: 'group.membership',
    appliesTo: ['topic'],
    isFolded: true,
    fields: [
      range('maxPollInterval', 'field.maxPollInterval', 'field.maxPollInterval.help'),
      range('sessionTimeout', 'field.sessionTimeout', 'field.sessionTimeout.help'),
      range('heartbeatInterval', 'field.heartbeatInterval'),
      choiceOfTwo('handOff'),
      range('fetchMinBytes', 'field.fetchMinBytes', 'field.fetchMinBytes.help'),
      range('fetchMaxWait', 'field.fetchMaxWait'),
    ],
  },
];
