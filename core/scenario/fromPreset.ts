/** A file's brokers with what their presets say and they do not. What is no broker, or names no preset there is, is left to the schema. */
import { PRESET_NAMES, type PresetName } from '../base/presetNames.ts';
import { presetFields } from './presets.ts';

type Raw = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPreset = (name: unknown): name is PresetName => PRESET_NAMES.includes(name as PresetName);

export function withPresets(file: Raw): Raw {
  const { model } = file;
  if (!isObject(model) || !isObject(model.nodes)) return file;
  const nodes = Object.entries(model.nodes).map(([id, node]) => [id, filled(node)]);
  return { ...file, model: { ...model, nodes: Object.fromEntries(nodes) } };
}

const filled = (node: unknown): unknown =>
  isObject(node) && node.kind === 'broker' && isPreset(node.preset) ? { ...presetFields(node.preset), ...node } : node;
