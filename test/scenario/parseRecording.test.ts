import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '#core/base/faults.ts';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { formatRecording, isRecordingText, type RecordedInput, type Recording } from '#core/scenario/recording.ts';
import { documentOf, modelOf, node } from '../support/design.ts';

const scenario = documentOf(modelOf({ p: node('producer'), b: node('broker'), q: node('queue', { broker: 'b' }), c: node('consumer') }, ['p>q', 'q>c']));
const FAULTS: readonly FaultSpec[] = [
  { kind: 'brokerCrash', target: 'b', forUs: 5, mode: 'power', server: null },
  { kind: 'brokerPause', target: 'b', forUs: null, server: 0 },
  { kind: 'slowDisk', target: 'b', forUs: 5, factor: 10, server: null },
  { kind: 'linkDelay', target: 'p-q', forUs: 5, extraUs: 7 },
  { kind: 'linkLoss', target: 'p-q', forUs: 5, probability: 0.25 },
  { kind: 'linkDuplicate', target: 'q-c', forUs: null, probability: 1 },
  { kind: 'linkPartition', target: 'q-c', forUs: 5, way: 'toBroker' },
  { kind: 'clientCrash', target: 'c', forUs: 5, instance: 0, moment: 'afterAck' },
  { kind: 'poison', target: 'p', forUs: null, messages: 3 },
  { kind: 'poisonShare', target: 'p', forUs: 5, probability: 0.5 },
];
const inputs: readonly RecordedInput[] = [
  { atUs: 1, kind: 'spike', node: 'p', factor: 2.5, forUs: 10 },
  ...FAULTS.map((fault, i): RecordedInput => ({ atUs: 2 + i, kind: 'fault', fault })),
  { atUs: 20, kind: 'design', scenario: { ...scenario, model: { ...scenario.model, seed: 9 } } },
  { atUs: 20, kind: 'repair', target: '' },
];
const recording: Recording = { engine: 'e', endUs: 100, events: 7, traceHash: '0123456789abcdef', scenario, inputs };

describe('a recording', () => {
  it('comes back as it was written, every kind of input of it', () => {
    const text = formatRecording(recording);
    expect(isRecordingText(text)).toBe(true);
    expect(parseRecording(text)).toEqual({ recording, issues: [] });
    expect(formatRecording(parseRecording(text).recording!)).toBe(text);
    expect(formatRecording({ ...recording, inputs: [] })).toContain('"inputs": []');
  });

  it.each<[string, (file: Record<string, any>) => void, string]>([
    ['no hash', (f) => delete f.traceHash, 'traceHash'],
    ['an instant after the end', (f) => (f.inputs[0].atUs = 101), 'inputs[0].atUs'],
    ['instants that go back', (f) => (f.inputs[3].atUs = 1), 'inputs[3].atUs'],
    ['an unknown input', (f) => (f.inputs[0].kind = 'prayer'), 'inputs[0].kind'],
    ['an unknown fault', (f) => (f.inputs[1].fault.kind = 'meteor'), 'inputs[1].fault.kind'],
    ['a fault of the wrong thing', (f) => (f.inputs[1].fault.target = 'q>c>x'), 'inputs[1].fault.target'],
    ['a fault without its figure', (f) => delete f.inputs[3].fault.factor, 'inputs[3].fault.factor'],
    ['a broken design', (f) => (f.inputs[11].scenario.model.nodes.p.kind = 'x'), 'inputs[11].scenario.model.nodes.p.kind'],
    ['a list that is none', (f) => (f.inputs = 'none'), 'inputs'],
    ['half an event', (f) => (f.events = 1.5), 'events'],
  ])('%s is told with its place', (_, spoil, path) => {
    const file = JSON.parse(formatRecording(recording));
    spoil(file);
    const { recording: found, issues } = parseRecording(JSON.stringify(file));
    expect(found).toBeUndefined();
    const places = issues.map((one) =>
      one.path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
        .join('')
        .slice(1),
    );
    expect(places).toContain(path);
  });

  it('is refused without a throw, whatever stands in its place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('scenario', 'inputs', 'endUs', 'events', 'engine', 'version', 'traceHash'), (value, field) => {
        const file = { ...JSON.parse(formatRecording(recording)), [field]: value };
        const found = parseRecording(JSON.stringify(file));
        expect(found.recording !== undefined || found.issues.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
