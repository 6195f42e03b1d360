import { describe, expect, it } from 'vitest';
import { faultPlans } from '#core/compile/faults.ts';
import { FAULT_KINDS, faultTargetOf, momentsOf } from '#core/scenario/checkFaults.ts';
import { formatPath } from '#core/scenario/issues.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { type FaultDoc, VERSION } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { validate } from '#core/scenario/validate.ts';
import { modelOf, node } from '../support/design.ts';

const NODES = {
  b: node('broker', { nodes: 3 }),
  q: node('queue', { broker: 'b' }),
  dead: node('queue', { broker: 'b' }),
  t: node('topic'),
  ch: node('channel'),
  p: node('producer'),
  task: node('producer'),
  c: node('consumer', { count: 2 }),
  g: node('consumer'),
  worker: node('consumer'),
};
const design = (faults: readonly FaultDoc[] = []) => modelOf(NODES, ['p>q', 'p>t', 'q>c', 't>g', 'q>dead', 'task>ch', 'ch>worker'], { faults });
const found = (fault: object) =>
  validate(design([{ at: '1s', ...fault } as FaultDoc]))
    .filter(({ path }) => path[1] === 'faults')
    .map(({ code, path }) => `${code} ${formatPath(path.slice(3))}`);

describe('faults of a design', () => {
  it.each([
    [{ kind: 'brokerCrash', target: 'nobody', mode: 'process' }, 'fault.unknownTarget target'],
    [{ kind: 'brokerCrash', target: 'q', mode: 'process' }, 'fault.wrongTarget target'],
    [{ kind: 'brokerCrash', target: 'b', mode: 'process', server: 4 }, 'fault.noServer server'],
    [{ kind: 'brokerPause', target: 'b', server: 0 }, 'fault.noServer server'],
    [{ kind: 'slowDisk', target: 'b', factor: 0.5 }, 'schema.range factor'],
    [{ kind: 'linkDelay', target: 'p', extra: '1ms' }, 'fault.wrongTarget target'],
    [{ kind: 'linkDelay', target: 'p>q', extra: 'soon' }, 'quantity.duration extra'],
    [{ kind: 'linkLoss', target: 'q>dead', probability: 0.1 }, 'fault.wrongTarget target'],
    [{ kind: 'linkLoss', target: 'p>q', probability: 1.5 }, 'schema.range probability'],
    [{ kind: 'linkPartition', target: 'ch>worker', way: 'both' }, 'fault.wrongTarget target'],
    [{ kind: 'clientCrash', target: 'worker', moment: 'now' }, 'fault.channelClient target'],
    [{ kind: 'clientCrash', target: 'c', moment: 'now', instance: 3 }, 'fault.noInstance instance'],
    [{ kind: 'clientCrash', target: 'c', moment: 'afterCommit' }, 'fault.moment moment'],
    [{ kind: 'clientCrash', target: 'g', moment: 'afterAck' }, 'fault.moment moment'],
    [{ kind: 'clientCrash', target: 'p', moment: 'afterProcessing' }, 'fault.moment moment'],
    [{ kind: 'poison', target: 'c', messages: 1 }, 'fault.wrongTarget target'],
    [{ kind: 'poison', target: 'p', messages: 0 }, 'schema.range messages'],
    [{ kind: 'poison', target: 'p', messages: 1, for: '0s' }, 'quantity.range for'],
    [{ kind: 'poison', target: 'p', messages: 1, at: '11s' }, 'fault.tooLate at'],
  ])('%j is told', (fault, expected) => {
    expect(found(fault)).toEqual([expected]);
  });

  it('those that make sense are fine', () => {
    const fine: readonly object[] = [
      { kind: 'brokerCrash', target: 'b', mode: 'power', server: 3, for: '1s' },
      { kind: 'linkPartition', target: 't>g', way: 'toBroker' },
      { kind: 'clientCrash', target: 'c', moment: 'afterAck', instance: 2 },
      { kind: 'clientCrash', target: 'g', moment: 'beforeCommit' },
      { kind: 'poisonShare', target: 'p', probability: 0.5 },
    ];
    expect(fine.flatMap(found)).toEqual([]);
  });

  it('knows what a node or an edge can suffer, and to which moments a client comes', () => {
    const model = design();
    const what = ['b', 'q', 'p', 'c', 'worker', 'p>q', 'q>c', 'q>dead', 'task>ch', 'nobody'].map((id) => faultTargetOf(model, id));
    expect(what).toEqual(['broker', undefined, 'producer', 'consumer', undefined, 'edge', 'edge', undefined, undefined, undefined]);
    expect(momentsOf(model, 'c')).toEqual(['now', 'beforeProcessing', 'afterProcessing', 'afterAck']);
    expect(momentsOf(model, 'g')).toEqual(['now', 'beforeProcessing', 'afterProcessing', 'beforeCommit', 'afterCommit']);
    expect(momentsOf(model, 'p')).toEqual(['now']);
  });

  it('are saved a line each and come back as they were', () => {
    const faults: FaultDoc[] = [
      { kind: 'brokerCrash', at: '1s', for: '2s', target: 'b', mode: 'power', server: 2 },
      { kind: 'linkDelay', at: '3s', target: 'p>q', extra: '5ms' },
    ];
    const text = formatScenario({ format: 'spillway', version: VERSION, model: design(faults), view: { title: '', positions: {} } }).replaceAll('p>q', 'pq');
    const lines = text.split('\n').filter((line) => line.includes('"at"'));
    expect(lines.map((line) => line.trim())).toEqual([
      '{ "kind": "brokerCrash", "at": "1s", "for": "2s", "target": "b", "mode": "power", "server": 2 },',
      '{ "kind": "linkDelay", "at": "3s", "target": "pq", "extra": "5ms" }',
    ]);
    const whole = parseScenario(
      JSON.stringify({
        format: 'spillway',
        version: VERSION,
        model: { nodes: { b: { kind: 'broker', name: 'b' } }, faults: [{ kind: 'brokerCrash', at: '1s', target: 'b' }] },
        view: { positions: {} },
      }),
    );
    expect(whole.scenario?.model.faults).toEqual([{ kind: 'brokerCrash', at: '1s', target: 'b', mode: 'process' }]);
  });

  it('compile to numbers in the order they begin, counted from 0', () => {
    const plans = faultPlans([
      { kind: 'clientCrash', at: '2s', target: 'c', moment: 'now', instance: 2 },
      { kind: 'brokerCrash', at: '1s', for: '500ms', target: 'b', mode: 'process', server: 1 },
    ]);
    expect(plans).toEqual([
      { atUs: 1_000_000, fault: { kind: 'brokerCrash', target: 'b', forUs: 500_000, mode: 'process', server: 0 } },
      { atUs: 2_000_000, fault: { kind: 'clientCrash', target: 'c', forUs: null, instance: 1, moment: 'now' } },
    ]);
    expect(FAULT_KINDS.length).toBe(10);
  });
});
