import { LOAD_KINDS } from '../convert.ts';
import { choice, choiceOfTwo, type Form, range } from './form.ts';

/** Loads that say how many come, not when each does. A recording of messages and a loop of users say that themselves. */
const SPACED: readonly string[] = LOAD_KINDS.filter((kind) => kind !== 'replayMessages' && kind !== 'users');

export const PRODUCER_FORM: Form = [
  {
    title: 'group.load',
    fields: [
      { control: 'load', field: 'load' },
      { ...choice('arrivals', 'field.arrivals', 'arrivals', ['even', 'poisson'], 'field.arrivals.help'), when: { field: 'load', is: SPACED } },
    ],
  },
  {
    title: 'group.messages',
    fields: [
      { control: 'distribution', field: 'size', unit: 'bytes', label: 'field.size' },
      { control: 'keys', field: 'keys' },
    ],
  },
  { title: 'group.variants', isFolded: true, fields: [{ control: 'variants', field: 'variants' }] },
  { title: 'group.ending', appliesTo: ['channel'], fields: [choiceOfTwo('closeWhenDone')] },
  {
    title: 'group.sending',
    appliesTo: ['topic'],
    fields: [
      choice('acks', 'field.acks', 'acks', ['0', '1', 'all'], 'field.acks.help'),
      range('linger', 'field.linger', 'field.linger.help'),
      range('batchSize', 'field.batchSize'),
      choice('idempotence', 'field.idempotence', 'idempotence', ['auto', 'on', 'off'], 'field.idempotence.help'),
      range('retries', 'field.retries'),
      range('retryBackoff', 'field.retryBackoff'),
      range('requestTimeout', 'field.requestTimeout'),
      range('deliveryTimeout', 'field.deliveryTimeout', 'field.deliveryTimeout.help'),
      range('maxInFlight', 'field.maxInFlight'),
      range('bufferMemory', 'field.bufferMemory', 'field.bufferMemory.help'),
      range('maxBlock', 'field.maxBlock', 'field.maxBlock.help'),
      choice('partitioner', 'field.partitioner', 'partitioner', ['murmur2', 'crc32'], 'field.partitioner.help'),
    ],
  },
  {
    title: 'group.confirms',
    appliesTo: ['queue', 'exchange', 'broadcast'],
    fields: [range('confirmWindow', 'field.confirmWindow', 'field.confirmWindow.help')],
  },
  { title: 'group.clientCost', isFolded: true, fields: [range('costPerRecord', 'field.clientCost', 'field.clientCost.help')] },
  {
    title: 'group.transactions',
    appliesTo: ['queue', 'broadcast'],
    isJms: true,
    fields: [range('transaction', 'field.transaction', 'field.transaction.help')],
  },
];
