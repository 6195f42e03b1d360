/** What ActiveMQ's clients and servers do by their own defaults (5.17), as plans. */
import type { Profile } from '../base/profiles.ts';
import { systemOf } from '../base/profiles.ts';
import { SHARED_DEAD_LETTERS } from '../scenario/jms.ts';
import type { ConsumerDoc } from '../scenario/scenario.ts';
import type { BrokerPlan, ConsumerPlan, DestinationPlan, JmsPlan } from './plan.ts';
import { OWN_QUEUE } from './queues.ts';
import { us } from './units.ts';

/** ActiveMQPrefetchPolicy: there is always a limit. */
const PREFETCH = { queue: 1_000, topic: 32_767, durable: 100 } as const;

const isActiveMq = (profile: Profile): boolean => systemOf(profile) === 'activemq';

/** How a consumer of an ActiveMQ queue or broadcast reads; a prefetch of 0 is the client's default. */
export function jmsConsumer(doc: ConsumerDoc, source: 'queue' | 'broadcast'): Pick<ConsumerPlan, 'prefetch' | 'jms'> {
  const isDurable = source === 'broadcast' && doc.subscription === 'durable';
  const standard = source === 'queue' ? PREFETCH.queue : isDurable ? PREFETCH.durable : PREFETCH.topic;
  return { prefetch: doc.prefetch === 0 ? standard : doc.prefetch, jms: jmsPlan(doc, isDurable) };
}

const jmsPlan = (doc: ConsumerDoc, isDurable: boolean): JmsPlan => ({
  ackMode: doc.ack === 'client' || doc.ack === 'dupsOk' || doc.ack === 'transacted' ? doc.ack : 'auto',
  ackEvery: doc.ackEvery,
  selector: doc.selector,
  // All instances are one application: a durable subscription is the application's.
  clientId: isDurable ? doc.name : null,
  durable: isDurable ? doc.subscriptionName : null,
  maximumRedeliveries: doc.maximumRedeliveries,
  redeliveryDelayUs: us(doc.redeliveryDelay),
  backOffMultiplier: doc.backOffMultiplier,
  maximumRedeliveryDelayUs: doc.maximumRedeliveryDelay === undefined ? null : us(doc.maximumRedeliveryDelay),
});

/**
 * The destinations with the dead-letter queue of each ActiveMQ server: the one drawn under its name, else one of its own at the
 * end of the list. What has no dead-letter wire of its own is wired to it; it itself is not.
 */
export function withSharedDeadLetters(destinations: readonly DestinationPlan[], brokers: readonly BrokerPlan[]): DestinationPlan[] {
  const all = [...destinations];
  const sharedOf = new Map<number, number>();
  const shared = (broker: number): number => {
    const known = sharedOf.get(broker) ?? destinations.findIndex((d) => d.kind === 'queue' && d.broker === broker && d.name === SHARED_DEAD_LETTERS);
    const index = known >= 0 ? known : all.push(sharedQueue(broker, brokers[broker]!.id)) - 1;
    sharedOf.set(broker, index);
    return index;
  };
  destinations.forEach((d, i) => {
    if ((d.kind !== 'queue' && d.kind !== 'broadcast') || !isActiveMq(brokers[d.broker]!.profile) || d.deadLetter !== null) return;
    const index = shared(d.broker);
    if (index !== i) all[i] = { ...d, deadLetter: { id: '', destination: index } };
  });
  return all;
}

/** No id of a document has a slash in it. */
const sharedQueue = (broker: number, id: string): DestinationPlan => ({
  id: `${id}/${SHARED_DEAD_LETTERS}`,
  name: SHARED_DEAD_LETTERS,
  broker,
  server: 0,
  isImplied: true,
  kind: 'queue',
  ...OWN_QUEUE,
  deadLetter: null,
});
