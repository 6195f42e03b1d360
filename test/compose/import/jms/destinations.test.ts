import { expect, it } from 'vitest';
import { importText } from '../importing.ts';

const held = (compose: string, files: Record<string, string> = {}): string[] =>
  Object.values(importText(compose, files).scenario.model.nodes).flatMap((doc) =>
    doc.kind === 'queue' || doc.kind === 'broadcast' ? [`${doc.kind} ${doc.name}`] : [],
  );

it('reads the arguments that a new Artemis broker is made with', () => {
  expect(
    held(
      'services: {a: {image: apache/artemis:2.50, environment: {EXTRA_ARGS: "--http-host 0.0.0.0 --queues q1:anycast,q2:multicast,q3 --addresses=t1,t2:anycast"}}}',
    ),
  ).toEqual(['queue q1', 'broadcast q2', 'queue q3', 'broadcast t1', 'queue t2']);
  expect(held('services: {a: {image: quay.io/artemiscloud/activemq-artemis-broker:1, environment: {AMQ_QUEUES: "x,y", AMQ_ADDRESSES: z}}}')).toEqual([
    'queue x',
    'queue y',
    'broadcast z',
  ]);
});

it('reads the XML files in their simple forms, without what is commented out or a rule for many', () => {
  const classic =
    '<broker><!-- <destinations><queue physicalName="no"/></destinations> --><destinations><queue physicalName="a"/><topic physicalName="b" /><queue physicalName="c.>"/></destinations></broker>';
  expect(
    held('services: {a: {image: apache/activemq:6, volumes: ["./activemq.xml:/opt/apache-activemq/conf/activemq.xml"]}}', { 'activemq.xml': classic }),
  ).toEqual(['queue a', 'broadcast b']);
  const artemis =
    '<core><addresses><address name="orders"><anycast><queue name="orders"/></anycast></address><address name="news"><multicast/></address><address name="activemq.management"><multicast/></address></addresses></core>';
  expect(held('services: {a: {image: apache/artemis:2.50, volumes: ["./etc:/var/lib/artemis-instance/etc-override"]}}', { 'etc/broker.xml': artemis })).toEqual(
    ['queue orders', 'broadcast news'],
  );
});
