import { expect, test } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { composeProblems, parseCompose, schemaProblems } from '../composeCheck.ts';

const server = node('broker', { profile: 'activemq-5.17' });
const exported = (model: Model) => exportCompose(documentOf(model, 'jms'));
const brokerXml = (model: Model): string => exported(model).files.get('artemis/broker.xml') ?? '';
/** What is between the tags of the one element that begins so. */
function within(xml: string, open: string, close: string): string {
  const [, rest = ''] = xml.split(`<${open}>`);
  return rest.split(`</${close}>`)[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
}

test('a queue is an anycast address, a broadcast a multicast one, with the queues of its durable subscriptions', () => {
  const model = modelOf(
    {
      mq: server,
      jobs: node('queue', { broker: 'mq' }),
      news: node('broadcast', { broker: 'mq' }),
      live: node('consumer', {}),
      'sales.eu': node('consumer', { subscription: 'durable', subscriptionName: 'in.box', selector: "JMSPriority > 4 AND kind = 'JMSPriority'" }),
    },
    ['news>live', 'news>sales.eu'],
  );
  const xml = brokerXml(model);
  expect(within(xml, 'address name="jobs"', 'address')).toBe('<anycast> <queue name="jobs"/> </anycast>');
  expect(within(xml, 'address name="ActiveMQ.DLQ"', 'address')).toBe('<anycast> <queue name="ActiveMQ.DLQ"/> </anycast>');
  expect(within(xml, 'address name="news"', 'address')).toBe(
    String.raw`<multicast> <queue name="sales\.eu.in\.box"> <filter string="AMQPriority &gt; 4 AND kind = &#39;JMSPriority&#39;"/> </queue> </multicast>`,
  );
});

test('redelivery, dead letters, limits and times to live are settings of the address', () => {
  const model = modelOf(
    {
      mq: server,
      jobs: node('queue', { broker: 'mq', maxLength: 100, overflow: 'reject', maxBytes: '1MiB', messageTtl: '1500us', durable: false }),
      dead: node('queue', { broker: 'mq', maxLength: 10, singleActive: true }),
      worker: node('consumer', { maximumRedeliveries: 2, redeliveryDelay: '3s', backOffMultiplier: 2, maximumRedeliveryDelay: '1m' }),
    },
    ['jobs>dead', 'jobs>worker'],
  );
  const xml = brokerXml(model);
  expect(within(xml, 'address-setting match="jobs"', 'address-setting')).toBe(
    '<dead-letter-address>dead</dead-letter-address> <expiry-address>dead</expiry-address> <redelivery-delay>3000</redelivery-delay> ' +
      '<redelivery-delay-multiplier>2</redelivery-delay-multiplier> <max-redelivery-delay>60000</max-redelivery-delay> ' +
      '<max-delivery-attempts>3</max-delivery-attempts> <expiry-delay>2</expiry-delay> <max-size-messages>100</max-size-messages> ' +
      '<max-size-bytes>1048576</max-size-bytes> <address-full-policy>FAIL</address-full-policy>',
  );
  expect(within(xml, 'address name="jobs"', 'address')).toContain('<durable>false</durable>');
  expect(within(xml, 'address name="dead"', 'address')).toBe('<anycast> <queue name="dead" ring-size="10" exclusive="true"/> </anycast>');
  expect(xml).not.toContain('address-setting match="dead"');
});

test('letters that die among the dead are gone, and endless redelivery has no limit', () => {
  const model = modelOf({ mq: server, 'ActiveMQ.DLQ': node('queue', { broker: 'mq' }), c: node('consumer', { maximumRedeliveries: -1 }) }, ['ActiveMQ.DLQ>c']);
  const xml = brokerXml(model);
  expect(xml.match(/<queue name="ActiveMQ.DLQ"/g)).toHaveLength(1);
  expect(within(xml, 'address-setting match="ActiveMQ.DLQ"', 'address-setting')).toBe(
    '<dead-letter-address></dead-letter-address> <expiry-address></expiry-address> <redelivery-delay>1000</redelivery-delay> <max-delivery-attempts>-1</max-delivery-attempts>',
  );
});

test('names are escaped, and what Artemis or its clients would read into them is taken out', () => {
  const project = exported(modelOf({ mq: server, 'a<b> & "c", d#': node('queue', { broker: 'mq' }) }, []));
  expect(project.files.get('artemis/broker.xml')).toContain('<address name="a&lt;b- - &quot;c&quot;- d-">');
  expect(project.notes.map(({ code }) => code)).toContain('renamed');
});

test('beside Kafka and RabbitMQ no port is taken twice', () => {
  const project = exported(modelOf({ mq: server, jobs: node('queue', { broker: 'mq' }), plain: node('queue'), events: node('topic') }, []));
  const compose = project.files.get('compose.yaml') ?? '';
  expect(project.target).toBe('mixed');
  expect(Object.keys(parseCompose(compose).services)).toEqual(['kafka', 'kafka-init', 'kafka-tools', 'rabbitmq', 'artemis']);
  expect(schemaProblems(compose)).toEqual([]);
  expect(composeProblems(compose, project.files)).toEqual([]);
  expect(project.files.get('rabbitmq/definitions.json')).not.toContain('jobs');
});
