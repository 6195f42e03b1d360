import { expect, it } from 'vitest';
import { importText } from './importing.ts';

const says = (services: string, rest = ''): string[] =>
  importText(`services: {${services}}\n${rest}`).findings.map(({ code, nodes, isMended }) => `${code} ${nodes.join(',')}${isMended ? ' *' : ''}`);
const MQ = 'mq: {image: "rabbitmq:4.3", hostname: mq, restart: always, volumes: ["/srv/mq:/var/lib/rabbitmq"], healthcheck: {test: "true"}}';

it('has nothing to say of a project in order', () => {
  expect(says(`${MQ}, app: {image: "app:1", environment: {A: "amqp://mq"}, depends_on: {mq: {condition: service_healthy}}, ports: ["80:80"]}`)).toEqual([]);
});

it('says of images that they have no version, and of servers that they stay down', () => {
  expect(says(`${MQ}, a: {image: app}, b: {image: "app:latest"}, c: {image: "app@sha256:0"}`)).toEqual([]);
  expect(says('mq: {image: rabbitmq, hostname: mq, volumes: ["/srv/mq:/var/lib/rabbitmq"]}')).toEqual(['restart.none mq *', 'image.latest mq *']);
});

it('says who starts before what it needs, unless it is started again', () => {
  const app = (more: string) =>
    says(
      `mq: {image: "rabbitmq:4.3", hostname: mq, restart: always, volumes: ["/srv/mq:/var/lib/rabbitmq"]}, app: {image: "app:1", depends_on: [mq], environment: {A: "amqp://mq"}${more}}`,
    );
  expect(app('')).toEqual(['start.race app,mq']);
  expect(app(', restart: on-failure')).toEqual([]);
  expect(app(', restart: "no"')).toEqual(['start.race app,mq']);
  expect(
    says(
      'mq: {image: "rabbitmq:4.3", hostname: mq, restart: always, volumes: ["/srv/mq:/var/lib/rabbitmq"]}, app: {image: "app:1", depends_on: {mq: {condition: service_healthy}}}',
    ),
  ).toEqual(['start.noHealthcheck app,mq']);
});

it('says which ports of the host are wanted twice', () => {
  expect(says(`${MQ}, a: {image: "a:1", ports: ["80:1"]}, b: {image: "b:1", ports: ["80:2"]}`)).toEqual(['ports.duplicate a,b']);
  expect(says(`${MQ}, a: {image: "a:1", ports: ["127.0.0.1:80:1"]}, b: {image: "b:1", ports: ["127.0.0.2:80:2"]}`)).toEqual([]);
  expect(says(`${MQ}, a: {image: "a:1", ports: ["80:1/udp"]}, b: {image: "b:1", ports: ["80:2"]}`)).toEqual([]);
});

it('says what copies cannot share, and which limits of memory differ', () => {
  expect(says(`${MQ}, a: {image: "a:1", container_name: aa, ports: ["80:1"], deploy: {replicas: 2}}`)).toEqual(['copies.containerName a', 'copies.port a']);
  expect(says(`${MQ}, a: {image: "a:1", mem_limit: 1g, deploy: {resources: {limits: {memory: 1024M}}}}`)).toEqual([]);
  expect(says(`${MQ}, a: {image: "a:1", mem_limit: 1g, deploy: {resources: {limits: {memory: 2G}}}}`)).toEqual(['memory.differs a']);
});

it('promises no mending where nothing is simulated', () => {
  expect(says('r: {image: redis}', 'version: "3"')).toEqual(['restart.none r', 'image.latest r', 'compose.version ', 'system.notSimulated r']);
});
