/**
 * Text to Recording: the same caution as with a scenario. Every fault is an issue with its path, and nothing in a text throws.
 */
import { CRASH_MOMENTS } from '../base/faults.ts';
import { LIMITS } from '../base/limits.ts';
import { FAULT_KINDS, faultTargetOf } from './checkFaults.ts';
import { hasErrors, type Issue, issue } from './issues.ts';
import { parseJson, readScenario, tooLarge } from './parse.ts';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordedInput, type Recording } from './recording.ts';
import type { FaultKind, Model } from './scenario.ts';

export interface ParsedRecording {
  readonly recording?: Recording;
  readonly issues: readonly Issue[];
}

type Path = Issue['path'];
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export function parseRecording(text: string): ParsedRecording {
  if (text.length > LIMITS.scenarioFileBytes) return { issues: [tooLarge(text.length)] };
  const json = parseJson(text);
  if (json.issue !== undefined) return { issues: [json.issue] };
  const file = json.value;
  if (!isFields(file) || file.format !== RECORDING_FORMAT) return { issues: [issue('error', 'recording.notRecording', [])] };
  if (typeof file.version !== 'number' || file.version > RECORDING_VERSION)
    return { issues: [issue('error', 'file.newerVersion', ['version'], { version: String(file.version), known: RECORDING_VERSION })] };
  return new Reader().file(file);
}

/** Reads on after a fault, to tell of the next too. */
class Reader {
  readonly issues: Issue[] = [];

  file(file: Fields): ParsedRecording {
    const first = this.#scenario(file.scenario, ['scenario']);
    const endUs = this.#whole(file, 'endUs', [], 0, LIMITS.horizonUs);
    const events = this.#whole(file, 'events', [], 0, Number.MAX_SAFE_INTEGER);
    const engine = this.#text(file, 'engine', []);
    const traceHash = this.#text(file, 'traceHash', []);
    if (!/^[0-9a-f]{16}$/.test(traceHash)) this.#wrong(['traceHash'], traceHash, '16 × 0–9 a–f');
    const list = Array.isArray(file.inputs) ? (file.inputs as unknown[]) : undefined;
    if (list === undefined) this.#wrong(['inputs'], typeof file.inputs, 'list');
    else if (list.length > LIMITS.recordedInputs)
      this.issues.push(issue('error', 'limit.exceeded', ['inputs'], { what: 'inputs', count: list.length, max: LIMITS.recordedInputs }));
    else if (first !== undefined) {
      const inputs = this.#inputs(list, first.model, endUs);
      if (!hasErrors(this.issues)) return { recording: { engine, endUs, events, traceHash, scenario: first, inputs }, issues: this.issues };
    }
    return { issues: this.issues.slice(0, LIMITS.issues) };
  }

  #inputs(list: readonly unknown[], first: Model, endUs: number): readonly RecordedInput[] {
    let model = first;
    let before = 0;
    const inputs: RecordedInput[] = [];
    for (const [i, value] of list.entries()) {
      const path: Path = ['inputs', i];
      if (!isFields(value)) {
        this.#wrong(path, typeof value, 'object');
        continue;
      }
      const atUs = this.#whole(value, 'atUs', path, before, endUs);
      before = Math.max(before, atUs);
      const input = this.#input(value, path, model);
      if (input === undefined) continue;
      if (input.kind === 'design') model = input.scenario.model;
      inputs.push({ atUs, ...input } as RecordedInput);
    }
    return inputs;
  }

  #input(value: Fields, path: Path, model: Model): DistributedInput | undefined {
    switch (value.kind) {
      case 'spike':
        return {
          kind: 'spike',
          node: this.#target(value, 'node', path, (id) => model.nodes[id]?.kind === 'producer'),
          factor: this.#number(value, 'factor', path, 0, 1_000_000),
          forUs: this.#whole(value, 'forUs', path, 0, LIMITS.horizonUs),
        };
      case 'repair':
        return { kind: 'repair', target: this.#target(value, 'target', path, (id) => id === '' || id in model.nodes || id in model.edges) };
      case 'design': {
        const scenario = this.#scenario(value.scenario, [...path, 'scenario']);
        return scenario && { kind: 'design', scenario };
      }
      case 'fault': {
        const fault = value.fault;
        if (isFields(fault)) return this.#fault(fault, [...path, 'fault'], model);
        this.#wrong([...path, 'fault'], typeof fault, 'object');
        return undefined;
      }
      default:
        this.issues.push(issue('error', 'schema.unknownKind', [...path, 'kind'], { got: String(value.kind), allowed: 'spike, fault, repair, design' }));
        return undefined;
    }
  }

  #fault(value: Fields, path: Path, model: Model): DistributedInput | undefined {
    const kind = value.kind as FaultKind;
    if (!FAULT_KINDS.includes(kind)) {
      this.issues.push(issue('error', 'schema.unknownKind', [...path, 'kind'], { got: String(value.kind), allowed: FAULT_KINDS.join(', ') }));
      return undefined;
    }
    const common = {
      target: this.#target(value, 'target', path, (id) => faultTargetOf(model, id) !== undefined),
      forUs: this.#wholeOrNull(value, 'forUs', path, LIMITS.horizonUs),
    };
    const server = () => this.#wholeOrNull(value, 'server', path, LIMITS.serversPerBroker - 1);
    const probability = () => this.#number(value, 'probability', path, 0, 1);
    switch (kind) {
      case 'brokerCrash':
        return { kind: 'fault', fault: { kind, ...common, mode: this.#choice(value, 'mode', path, ['process', 'power'] as const), server: server() } };
      case 'brokerPause':
        return { kind: 'fault', fault: { kind, ...common, server: server() } };
      case 'slowDisk':
        return { kind: 'fault', fault: { kind, ...common, factor: this.#number(value, 'factor', path, 1, 1_000_000), server: server() } };
      case 'linkDelay':
        return { kind: 'fault', fault: { kind, ...common, extraUs: this.#whole(value, 'extraUs', path, 0, LIMITS.horizonUs) } };
      case 'linkPartition':
        return { kind: 'fault', fault: { kind, ...common, way: this.#choice(value, 'way', path, ['both', 'toBroker', 'fromBroker'] as const) } };
      case 'clientCrash': {
        const instance = this.#wholeOrNull(value, 'instance', path, LIMITS.consumerInstances - 1);
        return { kind: 'fault', fault: { kind, ...common, instance, moment: this.#choice(value, 'moment', path, CRASH_MOMENTS) } };
      }
      case 'poison':
        return { kind: 'fault', fault: { kind, ...common, messages: this.#whole(value, 'messages', path, 1, LIMITS.queueRecords) } };
      case 'linkLoss':
      case 'linkDuplicate':
      case 'poisonShare':
        return { kind: 'fault', fault: { kind, ...common, probability: probability() } };
    }
  }

  #scenario(value: unknown, path: Path) {
    const { scenario, issues } = readScenario(value);
    const wrong = issues.filter(({ severity }) => severity === 'error');
    for (const one of wrong) this.issues.push({ ...one, path: [...path, ...one.path] });
    return wrong.length > 0 ? undefined : scenario;
  }

  #number(fields: Fields, name: string, path: Path, min: number, max: number): number {
    const value = fields[name];
    if (typeof value !== 'number') this.#wrong([...path, name], value === undefined ? '–' : typeof value, 'number');
    else if (value >= min && value <= max) return value;
    else this.issues.push(issue('error', 'schema.range', [...path, name], { value, min, max }));
    return min;
  }
  #whole(fields: Fields, name: string, path: Path, min: number, max: number): number {
    const value = this.#number(fields, name, path, min, max);
    if (!Number.isInteger(value)) this.issues.push(issue('error', 'quantity.count', [...path, name], { value }));
    return value;
  }
  #wholeOrNull(fields: Fields, name: string, path: Path, max: number): number | null {
    return fields[name] === null ? null : this.#whole(fields, name, path, 0, max);
  }
  #text(fields: Fields, name: string, path: Path): string {
    const value = fields[name];
    if (typeof value === 'string' && value.length <= LIMITS.nameLength) return value;
    this.#wrong([...path, name], value === undefined ? '–' : typeof value, 'text');
    return '';
  }
  #choice<T extends string>(fields: Fields, name: string, path: Path, allowed: readonly T[]): T {
    const found = allowed.find((one) => one === fields[name]);
    if (found === undefined)
      this.issues.push(issue('error', 'schema.unknownKind', [...path, name], { got: String(fields[name]), allowed: allowed.join(', ') }));
    return found ?? (allowed[0] as T);
  }
  /** A node or an edge of the design in force then. */
  #target(fields: Fields, name: string, path: Path, isThere: (id: string) => boolean): string {
    const id = this.#text(fields, name, path);
    if (!isThere(id)) this.issues.push(issue('error', 'recording.target', [...path, name], { id }));
    return id;
  }
  #wrong(path: Path, got: string, expected: string): void {
    this.issues.push(issue('error', 'schema.type', path, { got, expected }));
  }
}

type Without<T> = T extends unknown ? Omit<T, 'atUs'> : never;
type DistributedInput = Without<RecordedInput>;
