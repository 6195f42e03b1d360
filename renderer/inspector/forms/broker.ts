import { type Form, range } from './form.ts';

export const BROKER_FORM: Form = [
  {
    title: 'group.cost',
    fields: [
      range('threads', 'field.threads'),
      range('costPerRequest', 'field.costPerRequest'),
      range('costPerRecord', 'field.costPerRecord'),
      range('costPerKiB', 'field.costPerKiB'),
    ],
  },
];
