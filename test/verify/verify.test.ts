/** What `npm run verify:compose` compares with, without servers: that it would see a difference. */
import { describe, expect, it } from 'vitest';
import { besideSection, errorOf } from './besidePage.ts';
import { CURVE_SECONDS, curveOf, curvesDesign, SHAPES, worstError } from './curves.ts';
import { Loopback } from './loopback.ts';
import { Program } from './program.ts';
import { clusterFaults } from './rabbitCluster.ts';
import { definitionFaults } from './rabbitDefinitions.ts';
import { REFERENCES } from './references.ts';
import { Table, tableText } from './table.ts';

describe('the curve of a load', () => {
  const design = curvesDesign('kafka');
  const owed = (shape: string): number[] => curveOf(design, shape, CURVE_SECONDS);

  it('is its integral over each second', () => {
    expect(owed('constant')).toEqual(Array(CURVE_SECONDS).fill(400));
    expect(owed('ramp').slice(0, 2)).toEqual([120, 160]);
    expect(owed('spike')[10]).toBe(1_500);
    for (const shape of Object.keys(SHAPES)) expect(owed(shape)).toHaveLength(CURVE_SECONDS);
  });
  it('is missed by the worst second, and by one that was not sent', () => {
    expect(worstError([100, 104, 100], [100, 100, 100])).toBeCloseTo(0.04);
    expect(worstError([100, 80, 120], [100, 100, 100])).toBeCloseTo(0.2);
    expect(worstError([100], [100, 100])).toBe(1);
  });
});

describe('the network of a project', () => {
  const services = {
    'kafka-1': { image: 'apache/kafka:4.3.1', ports: [{ published: '29092', target: 9_092 }] },
    kafka: { image: 'x' },
  };
  it('is this machine, one port for each', async () => {
    const loopback = await Loopback.create({ services });
    const inside = loopback.port('kafka-1', 19_092);
    const outside = loopback.port('kafka-1', 9_092);
    expect(loopback.readdress('INTERNAL://kafka-1:19092,EXTERNAL://localhost:29092', 'kafka-1')).toBe(
      `INTERNAL://127.0.0.1:${inside},EXTERNAL://127.0.0.1:${outside}`,
    );
    expect(loopback.readdress('INTERNAL://:19092,CONTROLLER:PLAINTEXT', 'kafka-1')).toBe(`INTERNAL://127.0.0.1:${inside},CONTROLLER:PLAINTEXT`);
    expect(loopback.readdress('1@kafka-1:19092 my-kafka:19092 other:80 localhost:1234', 'kafka')).toBe(
      `1@127.0.0.1:${inside} my-kafka:19092 other:80 localhost:1234`,
    );
    expect(loopback.port('kafka', 19_092)).not.toBe(inside);
    expect([...loopback.changes.keys()]).toContain('localhost:29092');
  });
});

describe('a program', () => {
  it('fails with what it said, and one that does not end is ended', async () => {
    const run = (script: string): Program => new Program('shell', 'sh', ['-c', script], { env: {} });
    await expect(run('echo out').result(5_000)).resolves.toBe('out\n');
    await expect(run('echo why >&2; exit 3').result(5_000)).rejects.toThrow('shell ended with code 3:\nwhy');
    await expect(run('exec sleep 60').result(50)).rejects.toThrow('did not end');
    await expect(new Program('none', '/nowhere/program', [], { env: {} }).result(5_000)).rejects.toThrow('ENOENT');
  });
});

describe('definitions', () => {
  const queue = { name: 'q', vhost: '/', durable: true, arguments: { 'x-max-length': 5 } };
  it('are held when each field is, whatever the server adds', () => {
    const held = { queues: [{ ...queue, type: 'classic' }], exchanges: [] };
    expect(definitionFaults({ queues: [queue], exchanges: [], rabbitmq_version: '4.3.0', users: [] }, held)).toEqual([]);
  });
  it('differ in an argument, and by an object more or less', () => {
    expect(definitionFaults({ queues: [queue] }, { queues: [{ ...queue, arguments: {} }] })).toHaveLength(1);
    expect(definitionFaults({ queues: [queue] }, { queues: [queue, { ...queue, name: 'r' }] })).toHaveLength(1);
    expect(definitionFaults({ queues: [queue] }, { queues: [] })).toHaveLength(2);
  });
});

describe('a cluster of RabbitMQ nodes', () => {
  const nodes = ['a@localhost', 'b@localhost', 'c@localhost'];
  const running = nodes.map((name) => ({ name, running: true }));
  const queue = { name: 'q', type: 'quorum', members: nodes, online: nodes };
  it('is whole when each runs in it and has every quorum queue', () => {
    expect(clusterFaults(nodes, running, [queue, { name: 'classic', type: 'classic' }])).toEqual([]);
  });
  it('is not when one is alone, is down, or has not the queue', () => {
    expect(clusterFaults(nodes, running.slice(0, 2), [queue])).toEqual(['c@localhost does not run in this cluster']);
    expect(clusterFaults(nodes, [...running.slice(0, 2), { name: 'c@localhost', running: false }], [])).toHaveLength(1);
    expect(clusterFaults(nodes, [...running, { name: 'd@localhost', running: true }], [])).toEqual(['d@localhost is of no service']);
    expect(clusterFaults(nodes, running, [{ ...queue, members: nodes.slice(0, 1), online: [] }])).toHaveLength(2);
    expect(clusterFaults(nodes, running, [{ name: 'q', type: 'quorum' }])).toEqual(['q has 0 members, not 3']);
  });
});

describe('what is told', () => {
  const silent = (): { readonly table: Table; readonly said: string[] } => {
    const said: string[] = [];
    return { table: new Table((text) => said.push(text)), said };
  };
  it('is a table that is good when nothing failed', async () => {
    const { table, said } = silent();
    expect(table.isGood).toBe(false);
    await table.check('a', 'x', async () => ({ isGood: true, figures: 'fine', error: 0.012 }));
    expect(table.isGood).toBe(true);
    expect(tableText(table.rows).split('\n')[2]).toBe('a      x       ok      fine     1.2 %');
    await table.check('b', 'x', () => Promise.reject(new Error('gone\nmore')));
    expect(table.rows.at(-1)).toMatchObject({ result: 'FAILED', figures: 'gone' });
    expect(table.isGood).toBe(false);
    expect(said).toEqual(['ok      a, x: fine (1.2 %)', 'gone\nmore', 'FAILED  b, x: gone']);
  });
  it('has a row for what could not be had, and why', async () => {
    const { table, said } = silent();
    expect(await table.need('reads', 'Compose', () => Promise.resolve({ version: '2' }))).toEqual({ version: '2' });
    expect(table.rows).toEqual([]);
    expect(await table.need('reads', 'Compose', () => Promise.reject(new Error('no archive answers')))).toBeUndefined();
    expect(table.rows).toEqual([{ check: 'reads', target: 'Compose', result: 'FAILED', figures: 'no archive answers' }]);
    expect([table.isGood, said]).toEqual([false, ['FAILED  reads, Compose: no archive answers']]);
  });
  it('marks what is reported and not judged', async () => {
    const { table } = silent();
    await table.check('a', 'x', async () => ({ isGood: true, figures: 'fine' }));
    expect(tableText(table.rows)).not.toContain('not judged');
    await table.tell('beside', 'x', () => Promise.resolve('far away (900.0 %)'));
    expect(table.rows.at(-1)).toMatchObject({ result: 'told', figures: 'far away (900.0 %)' });
    expect(table.isGood).toBe(true);
    expect(tableText(table.rows).split('\n').at(-1)).toMatch(/^told: reported, not judged\./);
    await table.tell('beside', 'y', () => Promise.reject(new Error('no server')));
    expect(table.isGood).toBe(false);
  });
  it('is how far the simulator is from the server', () => {
    expect([errorOf(110, 100), errorOf(0, 0), errorOf(5, 0)].map((error) => Number(error.toFixed(3)))).toEqual([0.1, 0, 1]);
    const figures = { mean: 90, peak: 100, peakBacklog: 1_234.5 };
    const sectionOf = (...means: number[]): string =>
      besideSection({ machine: 'two', results: [{ id: 'd', server: 's', simulated: figures, real: means.map((mean) => ({ ...figures, mean })) }] });
    const once = sectionOf(100);
    expect(once).toContain('| `d` | throughput, mean | 90 messages/s | 100 messages/s | −10.0 % | s |');
    expect(once).toContain('| 1,235 messages | 1,235 messages | 0 % |');
    expect(once).toContain('reports and does not judge');
    expect(once).toContain('played once on the server');
    const often = sectionOf(110, 60, 100);
    expect(often).toContain('| `d` | throughput, mean | 90 messages/s | 100 (60 … 110) messages/s | −10.0 % | s |');
    expect(often).toContain('played 3 times');
  });
  it('is of three designs, whose reader and source are there', () => {
    expect(REFERENCES.map(({ id }) => id)).toEqual(['kafka-ramp', 'kafka-spike', 'rabbitmq-spike']);
    for (const { scenario, consumer, source } of REFERENCES) expect(scenario.model.nodes).toMatchObject({ [consumer]: { kind: 'consumer' }, [source]: {} });
  });
});
