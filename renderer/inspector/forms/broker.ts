import { PROFILES } from '#core/base/profiles.ts';
import { choice, type Form, range } from './form.ts';

export const BROKER_FORM: Form = [
  {
    title: 'group.servers',
    fields: [
      choice('profile', 'field.profile', 'profile', PROFILES, 'field.profile.help'),
      range('nodes', 'field.nodes', 'field.nodes.help'),
      range('interNodeLatency', 'field.interNodeLatency'),
    ],
  },
  {
    title: 'group.cost',
    fields: [
      { control: 'preset', field: 'preset' },
      range('threads', 'field.threads'),
      range('costPerRequest', 'field.costPerRequest'),
      range('costPerRecord', 'field.costPerRecord'),
      range('costPerKiB', 'field.costPerKiB'),
    ],
  },
  {
    title: 'group.resources',
    fields: [
      range('nicBandwidth', 'field.nicBandwidth', 'field.nicBandwidth.help'),
      range('diskBandwidth', 'field.diskBandwidth', 'field.diskBandwidth.help'),
      range('fsync', 'field.fsync', 'field.fsync.help'),
      range('pageCache', 'field.pageCache', 'field.pageCache.help'),
    ],
  },
];
