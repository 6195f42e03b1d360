/** Every kind's form. */
import type { NodeKind } from '#core/scenario/scenario.ts';
import { BROKER_FORM } from './broker.ts';
import { CONSUMER_FORM } from './consumer.ts';
import { BROADCAST_FORM, CHANNEL_FORM, EXCHANGE_FORM, QUEUE_FORM, TOPIC_FORM } from './destinations.ts';
import type { Form } from './form.ts';
import { PRODUCER_FORM } from './producer.ts';

export const FORMS: Readonly<Record<NodeKind, Form>> = {
  producer: PRODUCER_FORM,
  consumer: CONSUMER_FORM,
  topic: TOPIC_FORM,
  queue: QUEUE_FORM,
  exchange: EXCHANGE_FORM,
  broadcast: BROADCAST_FORM,
  channel: CHANNEL_FORM,
  broker: BROKER_FORM,
  external: [],
};
