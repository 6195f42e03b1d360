/** Written by `npm run calibrate`: what was fitted of each preset, and how far the model is from what was published. */
import type { PresetName } from '../base/presetNames.ts';
import type { CostFields } from './presets.ts';

export interface PresetFit {
  readonly fields: CostFields;
  /** Median of the errors of its figures, as part of what was published. */
  readonly error: number;
  readonly anchors: readonly string[];
}

export const PRESET_FITS: { readonly [Name in PresetName]?: PresetFit } = {
  'kafka-2014-hdd-1gbe': {
    fields: {
      costPerRequest: '50us',
      costPerRecord: '2.81us',
      costPerKiB: '0us',
    },
    error: 0.042,
    anchors: ['A1', 'A2', 'A3'],
  },
  'kafka-i3en-2xlarge': {
    fields: {
      costPerRequest: '100us',
      costPerRecord: '0.2us',
      costPerKiB: '0.3us',
      diskBandwidth: '736.1MB/s',
    },
    error: 0.253,
    anchors: ['A4'],
  },
  'kafka-i3en-6xlarge': {
    fields: {
      costPerRequest: '50us',
      costPerRecord: '0.2us',
      costPerKiB: '0.3us',
    },
    error: 0.036,
    anchors: ['A5'],
  },
  'rabbitmq-4.0-classic': {
    fields: {
      costPerRequest: '0us',
      costPerRecord: '10.86us',
      costPerKiB: '0us',
      fsync: '186.3us',
    },
    error: 0.002,
    anchors: ['A6'],
  },
  'rabbitmq-4.0-quorum-slow-ssd': {
    fields: {
      costPerRequest: '0us',
      costPerRecord: '11.86us',
      costPerKiB: '0us',
      fsync: '5.9ms',
      diskBandwidth: '19.66MB/s',
    },
    error: 0.111,
    anchors: ['A7', 'A8'],
  },
  'rabbitmq-4.0-stream': {
    fields: {
      costPerRequest: '0us',
      costPerRecord: '8.9us',
      costPerKiB: '0us',
    },
    error: 0.019,
    anchors: ['A13'],
  },
  'rabbitmq-3.8-cloud-gp2': {
    fields: {
      costPerRequest: '2us',
      costPerRecord: '10us',
      costPerKiB: '1us',
      diskBandwidth: '34.98MB/s',
    },
    error: 0.112,
    anchors: ['A9', 'A10'],
  },
  'rabbitmq-2014-loopback': {
    fields: {
      costPerRequest: '0us',
      costPerRecord: '5us',
    },
    error: 0.011,
    anchors: ['A11', 'A12'],
  },
  'rabbitmq-3.10-2-cores': {
    fields: {
      costPerRequest: '0us',
      costPerRecord: '31.85us',
      fsync: '215.2us',
      diskBandwidth: '12.98MB/s',
    },
    error: 0.171,
    anchors: ['A14'],
  },
};
