/** A queue as its plan: what its type and its server's profile make of what the document leaves out. */
import { isAtLeast, type Profile, systemOf } from '../base/profiles.ts';
import type { QueueDoc } from '../scenario/scenario.ts';
import type { QueueSettingsPlan } from './plan.ts';
import { byteCount, us } from './units.ts';

/** A quorum queue's own delivery limit since 4.0; before there was none [RQQ1]. */
const QUORUM_DELIVERY_LIMIT = 20;
/** The document's word for none. */
const NO_LIMIT = -1;

export const queueSettings = (doc: QueueDoc, profile: Profile): QueueSettingsPlan => ({
  type: doc.type,
  maxLength: doc.maxLength,
  maxBytes: doc.maxBytes === undefined ? 0 : byteCount(doc.maxBytes),
  overflow: doc.overflow,
  messageTtlUs: doc.messageTtl === undefined ? null : us(doc.messageTtl),
  deliveryLimit: deliveryLimit(doc, profile),
  maxPriority: doc.maxPriority ?? null,
  expiresUs: doc.expires === undefined ? null : us(doc.expires),
  isDurable: doc.durable,
  // A publisher of RabbitMQ says so when it wants a message kept [RC3]; elsewhere it is kept unless said otherwise.
  keeps: systemOf(profile) === 'rabbitmq' && doc.type === 'classic' ? 'persistent' : 'all',
  isSingleActive: doc.singleActive,
  isExclusive: doc.exclusive,
  countsFailuresOnly: doc.type === 'quorum' && isAtLeast(profile, 'rabbitmq-4.3'),
  deadLetterStrategy: doc.type === 'quorum' && doc.overflow === 'reject' ? doc.deadLetterStrategy : 'atMostOnce',
});

/** A queue that a server has of its own accord. */
export const OWN_QUEUE: QueueSettingsPlan = {
  type: 'classic',
  maxLength: 0,
  maxBytes: 0,
  overflow: 'reject',
  messageTtlUs: null,
  deliveryLimit: null,
  maxPriority: null,
  expiresUs: null,
  isDurable: true,
  keeps: 'all',
  isSingleActive: false,
  isExclusive: false,
  countsFailuresOnly: false,
  deadLetterStrategy: 'atMostOnce',
};

function deliveryLimit({ type, deliveryLimit: limit }: QueueDoc, profile: Profile): number | null {
  if (limit !== undefined) return limit === NO_LIMIT ? null : limit;
  return type === 'quorum' && profile !== 'rabbitmq-3.13' ? QUORUM_DELIVERY_LIMIT : null;
}
