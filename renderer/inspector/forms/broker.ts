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
      range('threads', 'field.threads'),
      range('costPerRequest', 'field.costPerRequest'),
      range('costPerRecord', 'field.costPerRecord'),
      range('costPerKiB', 'field.costPerKiB'),
      range('fsync', 'field.fsync', 'field.fsync.help'),
    ],
  },
];
