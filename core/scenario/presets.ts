/**
 * Presets: what the servers of a measured system cost. A broker with a preset takes from it what its file does not say; in memory
 * every field has its value, so nothing else has to know of presets. Values that were fitted to published figures come from
 * `presetFits.ts`, which `npm run calibrate` writes; the rest is what the source says of the machine.
 */
import type { PresetName } from '../base/presetNames.ts';
import { NODE_DEFAULTS } from './defaults.ts';
import { PRESET_FITS } from './presetFits.ts';
import type { BrokerDoc } from './scenario.ts';

export const COST_FIELDS = [
  'interNodeLatency',
  'threads',
  'fsync',
  'costPerRequest',
  'costPerRecord',
  'costPerKiB',
  'nicBandwidth',
  'diskBandwidth',
  'pageCache',
] as const satisfies (keyof BrokerDoc)[];
export type CostField = (typeof COST_FIELDS)[number];
export type CostFields = Partial<Pick<BrokerDoc, CostField>>;

/** What the sources say: network cards as goodput, 94.9 % of their rate, since Ethernet, IP and TCP take the rest. */
const SOURCED: { readonly [Name in PresetName]: CostFields } = {
  // LinkedIn 2014, "2 million writes per second (on three cheap machines)": 6 cores, 32 GB, 1 GbE, six 7200 rpm disks as they are.
  'kafka-2014-hdd-1gbe': { threads: 6, interNodeLatency: '250us', nicBandwidth: '118.6MB/s', diskBandwidth: '600MB/s', pageCache: '24GiB' },
  // Confluent 2020, "Benchmarking Kafka, Pulsar and RabbitMQ": 8 vCPU, 64 GB, two NVMe drives, up to 25 Gb/s.
  'kafka-i3en-2xlarge': { threads: 8, interNodeLatency: '100us', nicBandwidth: '2.9GB/s', pageCache: '0B' },
  // J. Vanlightly 2023: 24 vCPU, 192 GB, two NVMe drives of 2 GB/s together, 25 Gb/s.
  'kafka-i3en-6xlarge': { threads: 24, interNodeLatency: '100us', nicBandwidth: '2.9GB/s', diskBandwidth: '2GB/s', pageCache: '0B' },
  // RabbitMQ blog 2024-08-21: NUC 11, three scheduler threads, clients on the same machine.
  'rabbitmq-4.0-classic': { threads: 3, costPerKiB: '0.5us' },
  'rabbitmq-4.0-quorum-slow-ssd': { threads: 3, costPerKiB: '0.5us', fsync: '5.9ms' },
  'rabbitmq-4.0-stream': { threads: 3, costPerKiB: '0.5us' },
  // RabbitMQ blog 2020-06-21: c4.4xlarge, 16 vCPU, gp2 volumes; an fsync of a cloud volume takes about a millisecond.
  'rabbitmq-3.8-cloud-gp2': { threads: 16, interNodeLatency: '150us', nicBandwidth: '593MB/s', fsync: '1ms' },
  // RabbitMQ blog 2014-04-14: everything on one machine.
  'rabbitmq-2014-loopback': { threads: 4, costPerKiB: '0us' },
  // Measured for this project on a small virtual machine: RabbitMQ 3.10.8, two cores, clients on the same machine.
  'rabbitmq-3.10-2-cores': { threads: 2, costPerKiB: '0us' },
  // Estimated, not measured: a laptop with an NVMe drive and everything on loopback.
  'dev-laptop': {
    threads: 8,
    interNodeLatency: '50us',
    costPerRequest: '50us',
    costPerRecord: '0.5us',
    fsync: '1ms',
    diskBandwidth: '1.5GB/s',
    pageCache: '8GiB',
  },
};

/** Every field a preset says something of. */
export const presetFields = (name: PresetName): CostFields => ({ ...SOURCED[name], ...PRESET_FITS[name]?.fields });

/** How far the model is from what was published, as part of it; undefined: nothing was published. */
export const presetError = (name: PresetName): number | undefined => PRESET_FITS[name]?.error;

/** What a broker costs where its file is silent. */
export const brokerDefaults = (preset: PresetName | undefined): typeof NODE_DEFAULTS.broker =>
  preset === undefined ? NODE_DEFAULTS.broker : { ...NODE_DEFAULTS.broker, ...presetFields(preset) };

/** A broker of another preset: what it had of the old one it has of the new one, and keeps what was chosen for it. */
export function changePreset(doc: BrokerDoc, preset: PresetName | undefined): BrokerDoc {
  const [before, after] = [brokerDefaults(doc.preset), brokerDefaults(preset)];
  const moved = COST_FIELDS.filter((field) => doc[field] === before[field]).map((field) => [field, after[field]]);
  return { ...doc, preset, ...Object.fromEntries(moved) };
}
