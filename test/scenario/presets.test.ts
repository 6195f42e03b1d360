import { describe, expect, it } from 'vitest';
import { PRESET_NAMES } from '#core/base/presetNames.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { brokerDefaults, changePreset, COST_FIELDS, presetFields } from '#core/scenario/presets.ts';
import { newNode } from '#core/scenario/defaults.ts';
import { type BrokerDoc, VERSION } from '#core/scenario/scenario.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { modelOf, planOf } from '../support/design.ts';

const PRESET = 'kafka-i3en-6xlarge';
const file = (broker: object) => JSON.stringify({ format: 'spillway', version: VERSION, model: { nodes: { b: { kind: 'broker', name: 'b', ...broker } } } });
const brokerOf = (text: string): BrokerDoc => parseScenario(text).scenario!.model.nodes.b as BrokerDoc;

describe('presets', () => {
  it('fill what a file does not say, and give way to what it says', () => {
    expect(brokerOf(file({ preset: PRESET }))).toMatchObject({ threads: 24, diskBandwidth: '2GB/s', preset: PRESET });
    // The standard value, where it is said, is meant.
    expect(brokerOf(file({ preset: PRESET, threads: 8, diskBandwidth: '0B/s' }))).toMatchObject({ threads: 8, diskBandwidth: '0B/s', nicBandwidth: '2.9GB/s' });
  });

  it('an unknown one, or one that is no text, is an issue', () => {
    for (const preset of ['kafka-9000', 7, null]) expect(parseScenario(file({ preset })).issues.map(({ path }) => path.at(-1))).toContain('preset');
  });

  it('a saved file says the preset and what differs from it, nothing else', () => {
    const text = file({ preset: PRESET, threads: 8 });
    const saved = formatScenario(parseScenario(text).scenario!);
    expect(saved).toContain('"threads": 8');
    expect(saved).not.toContain('diskBandwidth');
    expect(brokerOf(saved)).toEqual(brokerOf(text));
  });

  it.each(PRESET_NAMES)('%s compiles, and says nothing that is no cost', (preset) => {
    const fields = presetFields(preset);
    expect(COST_FIELDS).toEqual(expect.arrayContaining(Object.keys(fields)));
    const broker = changePreset(newNode('broker', 'b'), preset);
    expect(broker).toEqual({ ...newNode('broker', 'b'), ...brokerDefaults(preset), preset });
    expect(planOf(modelOf({ b: broker }, [])).brokers).toHaveLength(1);
  });

  it('changing to another takes along what came from the old one and keeps what was chosen', () => {
    const chosen = { ...changePreset(newNode('broker', 'b'), PRESET), fsync: '3ms' };
    const next = changePreset(chosen, 'rabbitmq-3.8-cloud-gp2');
    expect(next).toMatchObject({ threads: 16, fsync: '3ms', nicBandwidth: '593MB/s' });
    expect(changePreset({ ...next, fsync: '0s' }, undefined)).toEqual({ ...newNode('broker', 'b'), preset: undefined });
  });
});
