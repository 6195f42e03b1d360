/** Machines whose costs are known: what they are is in core/scenario/presets.ts, how well they are met in docs/accuracy.md. */
export const PRESET_NAMES = [
  'kafka-2014-hdd-1gbe',
  'kafka-i3en-2xlarge',
  'kafka-i3en-6xlarge',
  'rabbitmq-4.0-classic',
  'rabbitmq-4.0-quorum-slow-ssd',
  'rabbitmq-4.0-stream',
  'rabbitmq-3.8-cloud-gp2',
  'rabbitmq-2014-loopback',
  'rabbitmq-3.10-2-cores',
  'dev-laptop',
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];
