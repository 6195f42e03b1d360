/** The two lines a node says of its settings, in the words a person would use. Pure, so they can be tested without a page. */
import { unreachable } from '#core/base/assert.ts';
import type { DistributionDoc, LoadDoc, NodeDoc, QueueDoc, TopicDoc } from '#core/scenario/scenario.ts';
import type { Translate } from '../../i18n/i18n.ts';

export function summaryOf(doc: NodeDoc, brokerName: string | undefined, t: Translate): readonly [string, string] {
  const place = brokerName === undefined ? t('node.free') : t('node.onBroker', { broker: brokerName });
  switch (doc.kind) {
    case 'producer':
      return [loadText(doc.load, t), t('node.size', { size: distributionText(doc.size) })];
    case 'consumer': {
      const work = t('node.workers', { count: doc.count * doc.concurrency, work: distributionText(doc.workTime) });
      const extra = [
        ...(doc.group === '' ? [] : [t('node.group', { group: doc.group })]),
        ...(doc.subscription === 'durable' ? [t('node.durable', { name: doc.subscriptionName })] : []),
        ...(doc.selector === '' ? [] : [doc.selector]),
        ...(doc.failureProbability > 0 ? [t('node.fails', { percent: percent(doc.failureProbability) })] : []),
      ];
      return [work, extra.join(' · ')];
    }
    case 'topic':
      return [topicText(doc, t), place];
    case 'queue':
      return [queueText(doc, t), place];
    case 'exchange':
      return [t(`node.exchange.${doc.type}`), place];
    case 'broadcast':
      return [t('node.fanOut'), place];
    case 'channel':
      if (doc.unbounded) return [t('node.unbounded'), t('node.memoryLimit', { size: doc.memoryLimit })];
      return [doc.capacity === 0 ? t('node.rendezvous') : t('node.capacity', { count: doc.capacity }), ''];
    case 'broker':
      return [
        [...(doc.profile === 'any' ? [] : [t(`option.profile.${doc.profile}`)]), t('node.threads', { count: doc.threads })].join(' · '),
        t('node.cost', { cost: doc.costPerRequest }),
      ];
    case 'external':
      return [doc.image, t('node.notSimulated')];
    default:
      return unreachable(doc);
  }
}

function topicText({ partitions, replicationFactor }: TopicDoc, t: Translate): string {
  const text = t('node.partitions', { count: partitions });
  return replicationFactor > 1 ? t('node.copies', { partitions: text, copies: replicationFactor }) : text;
}

function queueText({ type, durable, maxLength, maxBytes, overflow, messageTtl, deliveryLimit, maxPriority, singleActive }: QueueDoc, t: Translate): string {
  const limits = [
    ...(type === 'quorum' ? [t('node.quorum')] : []),
    ...(durable ? [] : [t('node.transient')]),
    ...(maxPriority === undefined ? [] : [t('node.priorities', { max: maxPriority })]),
    ...(singleActive ? [t('node.singleActive')] : []),
    ...(maxLength === 0 ? [] : [t('node.maxLength', { count: maxLength })]),
    ...(maxBytes === undefined ? [] : [`≤ ${maxBytes}`]),
    ...(maxLength === 0 && maxBytes === undefined ? [] : [t(`node.${overflow}`)]),
    ...(messageTtl === undefined ? [] : [t('node.messageTtl', { ttl: messageTtl })]),
    ...(deliveryLimit === undefined ? [] : [t('node.deliveryLimit', { count: deliveryLimit })]),
  ];
  return limits.length === 0 ? t('node.unbounded') : limits.join(' · ');
}

function loadText(load: LoadDoc, t: Translate): string {
  switch (load.kind) {
    case 'constant':
      return t('node.rate.constant', { rate: load.rate });
    case 'ramp':
      return t('node.rate.ramp', { from: load.from, to: load.to });
    case 'steps':
      return t('node.rate.steps', { count: load.steps.length });
    case 'spike':
      return t('node.rate.spike', { base: load.base, peak: load.peak });
    case 'sine':
      return t('node.rate.sine', { mean: load.mean, amplitude: load.amplitude });
    case 'flashSale':
      return t('node.rate.flashSale', { base: load.base, peak: load.peak });
    case 'diurnal':
      return t('node.rate.diurnal', { low: load.low, high: load.high });
    case 'cyclic':
      return t('node.rate.cyclic', { min: load.min, max: load.max });
    case 'bursts':
      return t('node.rate.bursts', { rates: load.rates.length > 3 ? `${load.rates.slice(0, 2).join(', ')} …` : load.rates.join(', ') });
    case 'drawn':
      return t('node.rate.drawn', { count: load.points.length });
    case 'replayRates':
      return t('node.rate.replayRates', { count: load.points.length });
    case 'replayMessages':
      return t('node.rate.replayMessages', { count: load.rows.length });
    case 'users':
      return t('node.rate.users', { count: load.users });
    default:
      return unreachable(load);
  }
}

/** '5ms', '2ms–8ms', '~5ms': a tilde says that it varies about a mean. */
function distributionText(doc: DistributionDoc): string {
  switch (doc.kind) {
    case 'constant':
      return doc.value;
    case 'uniform':
      return `${doc.min}–${doc.max}`;
    case 'exponential':
    case 'logNormal':
    case 'gamma':
      return `~${doc.mean}`;
    case 'empirical':
      return doc.values.length > 3 ? `${doc.values[0]}, ${doc.values[1]} …` : doc.values.join(', ');
    default:
      return unreachable(doc);
  }
}

const percent = (part: number): string => `${Number((part * 100).toPrecision(3))}%`;
