import { expect, it } from 'vitest';
import { importText, nodesOf } from './importing.ts';

const SERVERS = 'mq: {image: "rabbitmq:4"}, kafka: {image: "apache/kafka:4.1.0", container_name: broker-1}, cache: {image: "redis:7"}';
const app = (service: string) => nodesOf(importText(`services: {${SERVERS}, app: {image: "app:1", ${service}}}`).scenario, 'external')['app'];

it.each([
  ['environment: {URL: "amqp://u:p@mq:5672/v"}', ['mq']],
  ['environment: {URL: "amqp://mq"}', ['mq']],
  ['environment: {SPRING_RABBITMQ_HOST: mq}', ['mq']],
  ['environment: {BROKERS: "a:1,broker-1:9092"}', ['kafka']],
  ['environment: ["JDBC=x", "KAFKA_BOOTSTRAP_SERVERS=kafka:9092"]', ['kafka']],
  ['command: ["--redis", "cache:6379", "-h", "mq"]', ['cache', 'mq']],
  ['command: "wait-for kafka:9092 -- run"', ['kafka']],
  ['environment: {MODE: mq, TEXT: "kafka is used"}', []],
  ['environment: {URL: "http://my-mq:80", X: "kafka.example.com:9092"}', []],
  ['depends_on: [cache]', ['cache']],
])('%s', (service, uses) => expect(app(service)!.uses).toEqual(uses));

it('is a client by an address, not by waiting', () => {
  expect(app('environment: {URL: "amqp://mq"}')!.role).toBe('client');
  expect(app('depends_on: [mq]')!.role).toBe('other');
});
