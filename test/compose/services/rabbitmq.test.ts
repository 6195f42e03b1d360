import { describe, expect, it } from 'vitest';
import { exportCompose } from '#core/compose/exportCompose.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { documentOf, modelOf, node } from '../../support/design.ts';
import { composeProblems, parseCompose, schemaProblems } from '../composeCheck.ts';

const exported = (model: Model, rabbitmq: ComposeOptions['rabbitmq'] = {}) => exportCompose(documentOf(model, 'shop'), { rabbitmq });
const clustered = modelOf({ mq: node('broker', { nodes: 3 }), q: node('queue', { broker: 'mq', type: 'quorum' }) }, []);

describe('a cluster of three', () => {
  const project = exported(clustered);
  const compose = project.files.get('compose.yaml') ?? '';
  const { services, volumes } = parseCompose(compose);

  it('is what a broker of several servers becomes, and valid', () => {
    expect(Object.keys(services)).toEqual(['rabbitmq-1', 'rabbitmq-2', 'rabbitmq-3']);
    expect(Object.keys(volumes ?? {})).toEqual([1, 2, 3].map((n) => `rabbitmq-${n}-data`));
    expect([...schemaProblems(compose), ...composeProblems(compose, project.files)]).toEqual([]);
  });

  it('has a port of the host for each node, one secret, and no order of starting', () => {
    const nodes = Object.values(services);
    expect(nodes.map(({ ports }) => ports?.[0])).toEqual([5_672, 5_673, 5_674].map((port) => `127.0.0.1:${port}:5672`));
    const cookies = new Set(nodes.map(({ environment }) => environment?.RABBITMQ_ERLANG_COOKIE));
    expect(cookies.size).toBe(1);
    expect([...cookies][0]).toMatch(/^[A-Za-z0-9]{20,}$/);
    expect(nodes.every(({ depends_on }) => depends_on === undefined)).toBe(true);
  });

  it('finds its nodes by their host names, and declares queues once all are there', () => {
    const conf = project.files.get('rabbitmq/rabbitmq.conf') ?? '';
    const listed = [...conf.matchAll(/classic_config\.nodes\.\d = rabbit@(\S+)/g)].map(([, host]) => host);
    expect(listed).toEqual(Object.values(services).map(({ hostname }) => hostname));
    expect(conf).toContain('cluster_formation.target_cluster_size_hint = 3\n');
    expect(conf).toContain('cluster_formation.peer_discovery_backend = classic_config\n');
  });

  it('is named in the README with every address', () => {
    expect(project.files.get('README.md')).toContain('`amqp://spillway:spillway@localhost:5674/` | `amqp://spillway:spillway@rabbitmq:5672/`');
  });

  it('can be asked for, or asked away, with a note of what the design has', () => {
    const one = exported(clustered, { nodes: 1 });
    expect(Object.keys(parseCompose(one.files.get('compose.yaml') ?? '').services)).toEqual(['rabbitmq']);
    expect(one.files.get('rabbitmq/rabbitmq.conf')).not.toContain('cluster_formation');
    const codes = [one, exported(clustered), exported(modelOf({ q: node('queue') }, []), { nodes: 3 })].map((p) =>
      p.notes.some(({ code }) => code === 'servers'),
    );
    expect(codes).toEqual([true, false, true]);
    const five = modelOf({ mq: node('broker', { nodes: 5 }), x: node('exchange', { broker: 'mq' }) }, []);
    expect(exported(five).notes.find(({ code }) => code === 'servers')?.text.en).toBe('RabbitMQ has 3 servers, and 5 in the design.');
  });
});

it('a policy holds for its queue alone, whatever its name looks like', () => {
  const { files } = exported(modelOf({ 'a.b(c)': node('queue', { maxLength: 5 }), 'aXb(c)': node('queue', { maxLength: 6 }), plain: node('queue') }, []));
  const { policies } = JSON.parse(files.get('rabbitmq/definitions.json') ?? '') as { policies: { name: string; pattern: string; definition: object }[] };
  expect(policies.map(({ name, definition }) => [name, definition])).toEqual([
    ['a.b(c)', { 'max-length': 5, overflow: 'drop-head' }],
    ['aXb(c)', { 'max-length': 6, overflow: 'drop-head' }],
  ]);
  for (const { name, pattern } of policies) expect(['a.b(c)', 'aXb(c)', 'plain', 'a.b(c)d'].filter((n) => new RegExp(pattern).test(n))).toEqual([name]);
});
