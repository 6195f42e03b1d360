import { expect, it } from 'vitest';
import { codesOf, importText } from '../importing.ts';

const says = (service: string, files: Record<string, string> = {}): string[] =>
  codesOf(importText(`services: {mq: {${service}}}`, files).findings).filter((code) => code.startsWith('rabbitmq.'));
const KEPT = 'hostname: mq, volumes: ["d:/var/lib/rabbitmq"]';
const USER = 'environment: {RABBITMQ_DEFAULT_USER: u, RABBITMQ_DEFAULT_PASS: p}';

it('has nothing to say of a server that is kept', () => expect(says(`image: "rabbitmq:4.3", ${KEPT}, ${USER}`)).toEqual([]));

it('misses a volume, or the host name that a volume needs', () => {
  expect(says(`image: "rabbitmq:4.3", ${USER}`)).toEqual(['rabbitmq.noVolume']);
  expect(says(`image: "rabbitmq:4.3", volumes: ["d:/var/lib/rabbitmq"], ${USER}`)).toEqual(['rabbitmq.hostname']);
  expect(says('image: bitnamilegacy/rabbitmq:3.12, volumes: ["d:/bitnami"], environment: {RABBITMQ_NODE_NAME: rabbit@mq}')).toEqual([]);
});

it('knows which settings the image no longer takes, and since when', () => {
  expect(
    says(`image: "rabbitmq:4.3", ${KEPT}, environment: {RABBITMQ_VM_MEMORY_HIGH_WATERMARK: "0.4", RABBITMQ_SSL_KEYFILE: k, RABBITMQ_DEFAULT_PASS_FILE: f}`),
  ).toEqual(['rabbitmq.removedSetting']);
  expect(says(`image: "rabbitmq:3.8", ${KEPT}, environment: {RABBITMQ_VM_MEMORY_HIGH_WATERMARK: "0.4"}`)).toEqual([]);
  expect(says(`image: "rabbitmq:4.3", ${KEPT}, environment: {RABBITMQ_CONFIG_FILE: /etc/r.conf}`)).toEqual([]);
});

it('sees guest behind a port that is open to the network', () => {
  expect(says(`image: "rabbitmq:4.3", ${KEPT}, ports: ["5672:5672"]`)).toEqual(['rabbitmq.guest']);
  expect(says(`image: "rabbitmq:4.3", ${KEPT}, ports: ["127.0.0.1:5672:5672"]`)).toEqual([]);
  expect(says(`image: "rabbitmq:4.3", ${KEPT}, ports: ["5672:5672"], ${USER}`)).toEqual([]);
});

it('looks whether definitions are given, loaded, and stronger than other settings', () => {
  const mount = 'volumes: ["d:/var/lib/rabbitmq", "./definitions.json:/etc/rabbitmq/definitions.json", "./rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf"]';
  const definitions = '{"queues": []}';
  const loading = { 'definitions.json': definitions, 'rabbitmq.conf': 'load_definitions = /etc/rabbitmq/definitions.json' };
  expect(says(`image: "rabbitmq:4.3", hostname: mq, ${mount}`, loading)).toEqual([]);
  expect(says(`image: "rabbitmq:4.3", hostname: mq, ${mount}, ${USER}`, loading)).toEqual(['rabbitmq.defaultUserIgnored']);
  expect(says(`image: "rabbitmq:4.3", hostname: mq, ${mount}`, { ...loading, 'rabbitmq.conf': 'log.console = true' })).toEqual(['rabbitmq.definitionsUnused']);
  expect(says(`image: "rabbitmq:4.3", hostname: mq, ${mount}`)).toEqual(['rabbitmq.definitionsAbsent']);
});
