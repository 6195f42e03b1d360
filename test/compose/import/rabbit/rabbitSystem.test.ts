import { expect, it } from 'vitest';
import { codesOf, importText, nodesOf } from '../importing.ts';

const brokers = (compose: string, files: Record<string, string> = {}) =>
  Object.values(nodesOf(importText(compose, files).scenario, 'broker')).map(({ name, nodes }) => `${name} ×${nodes}`);

it('takes servers with one cookie, one list of nodes or one they join for a cluster', () => {
  expect(
    brokers(
      'services: {r1: {image: rabbitmq:4, environment: {RABBITMQ_ERLANG_COOKIE: x}}, r2: {image: rabbitmq:4, environment: {RABBITMQ_ERLANG_COOKIE: x}}, other: {image: rabbitmq:4}}',
    ),
  ).toEqual(['r ×2', 'other ×1']);
  const conf = { 'r.conf': 'cluster_formation.classic_config.nodes.1 = rabbit@r1\ncluster_formation.classic_config.nodes.2 = rabbit@r2\n' };
  expect(brokers('services: {r1: {image: rabbitmq:4, volumes: ["./r.conf:/etc/rabbitmq/rabbitmq.conf"]}, r2: {image: rabbitmq:4}}', conf)).toEqual(['r ×2']);
  expect(
    brokers('services: {a: {image: rabbitmq:4}, b: {image: rabbitmq:4, command: sh -c "rabbitmq-server -detached && rabbitmqctl join_cluster rabbit@a"}}'),
  ).toEqual(['a ×2']);
});

it('declares what commands declare, of both tools, and says what it does not know', () => {
  const { scenario, findings } = importText(`
services:
  mq: {image: "rabbitmq:4.3", hostname: mq, restart: always, volumes: ["d:/var/lib/rabbitmq"]}
  setup:
    image: rabbitmq:4.3
    restart: "no"
    entrypoint: ["/bin/bash", "-c"]
    command:
      - |
        rabbitmqadmin --host mq declare exchange --name events --type fanout
        rabbitmqadmin --host mq queues declare --name mail --type quorum --arguments '{"x-delivery-limit": 3}'
        rabbitmqadmin -H mq declare binding source=events destination=mail
        rabbitmqadmin -H mq declare queue name=$$NAME
        rabbitmqctl set_policy dlx "^mail$$" '{"max-length": 100}' --apply-to queues
volumes: {d: }
`);
  expect(nodesOf(scenario, 'exchange')).toMatchObject({ events: { type: 'fanout', broker: 'mq' } });
  expect(nodesOf(scenario, 'queue')).toMatchObject({ mail: { type: 'quorum', deliveryLimit: 3, maxLength: 100, broker: 'mq' } });
  expect(Object.values(scenario.model.edges)).toMatchObject([{ from: 'events', to: 'mail' }]);
  expect(codesOf(findings)).toContain('script.notUnderstood');
});

it('reads a definitions file once, whatever also declares its queues', () => {
  const definitions = JSON.stringify({ queues: [{ name: 'a', vhost: '/', durable: true, arguments: {} }], exchanges: [], bindings: [] });
  const { scenario } = importText(
    'services: {mq: {image: "rabbitmq:4.3", volumes: ["./defs:/etc/rabbitmq/defs"]}, s: {image: "rabbitmq:4.3", command: rabbitmqadmin -H mq declare queue name=a}}',
    { 'defs/definitions.json': definitions },
  );
  expect(Object.keys(nodesOf(scenario, 'queue'))).toEqual(['a']);
});
