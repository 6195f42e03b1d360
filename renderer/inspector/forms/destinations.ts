import { EXCHANGE_TYPES } from '#core/base/routing.ts';
import { choice, choiceOfTwo, type Form, range } from './form.ts';

const BROKER = { control: 'broker', field: 'broker' } as const;

export const TOPIC_FORM: Form = [
  {
    title: 'group.storage',
    fields: [
      range('partitions', 'field.partitions', 'field.partitions.help'),
      range('replicationFactor', 'field.replicationFactor', 'field.replicationFactor.help'),
      range('minInsyncReplicas', 'field.minInsyncReplicas', 'field.minInsyncReplicas.help'),
      choiceOfTwo('uncleanElection'),
      BROKER,
    ],
  },
  {
    title: 'group.retention',
    isFolded: true,
    fields: [
      choice('cleanup', 'field.cleanup', 'cleanup', ['delete', 'compact'], 'field.cleanup.help'),
      range('retentionTime', 'field.retentionTime', 'field.retentionTime.help'),
      range('retentionBytes', 'field.retentionBytes', 'field.retentionBytes.help'),
      range('segmentTime', 'field.segmentTime', 'field.segmentTime.help'),
      range('segmentBytes', 'field.segmentBytes'),
    ],
  },
];

export const QUEUE_FORM: Form = [
  {
    title: 'group.storage',
    fields: [
      range('maxLength', 'field.maxLength', 'field.maxLength.help'),
      range('maxBytes', 'field.maxBytes', 'field.maxBytes.help'),
      choice('overflow', 'field.overflow', 'overflow', ['reject', 'dropHead', 'rejectDeadLetter']),
      range('messageTtl', 'field.messageTtl', 'field.messageTtl.help'),
      range('deliveryLimit', 'field.deliveryLimit', 'field.deliveryLimit.help'),
      BROKER,
    ],
  },
  {
    title: 'group.queueKind',
    fields: [
      choice('type', 'field.queueType', 'queueType', ['classic', 'quorum'], 'field.queueType.help'),
      { ...range('maxPriority', 'field.maxPriority', 'field.maxPriority.help'), when: { field: 'type', is: ['classic'] } },
      choiceOfTwo('singleActive'),
      choiceOfTwo('durable'),
      choiceOfTwo('exclusive'),
      range('expires', 'field.expires', 'field.expires.help'),
      {
        ...choice('deadLetterStrategy', 'field.deadLetterStrategy', 'deadLetterStrategy', ['atMostOnce', 'atLeastOnce'], 'field.deadLetterStrategy.help'),
        when: { field: 'type', is: ['quorum'] },
      },
    ],
  },
];

export const EXCHANGE_FORM: Form = [
  { title: 'group.routing', fields: [choice('type', 'field.exchangeType', 'exchangeType', EXCHANGE_TYPES, 'field.exchangeType.help'), BROKER] },
];

export const BROADCAST_FORM: Form = [{ title: 'group.storage', fields: [BROKER] }];

export const CHANNEL_FORM: Form = [
  {
    title: 'group.storage',
    fields: [
      choiceOfTwo('unbounded'),
      range('capacity', 'field.capacity', 'field.capacity.help'),
      range('memoryLimit', 'field.memoryLimit', 'field.memoryLimit.help'),
    ],
  },
];
