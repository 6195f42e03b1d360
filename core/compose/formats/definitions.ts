/** RabbitMQ's definitions alone: what the management page imports, and `rabbitmqctl import_definitions` (rabbitmq.com, docs/definitions). */
import { RABBIT_USER, rabbitPart } from '../services/rabbitmq.ts';
import type { FormatExport, FormatInput } from './format.ts';
import { formatNote, notesAbout, serverNotes } from './formatNotes.ts';

const FILE = 'definitions.json';

export function definitionsFormat({ scenario, design, name }: FormatInput): FormatExport {
  const placed = [...design.queues, ...design.exchanges, ...design.routers];
  if (placed.length === 0) return { files: new Map(), notes: [formatNote.empty('RabbitMQ')] };
  const held = new Set(placed.map(({ id }) => id));
  const brokers = placed.flatMap(({ doc }) => (doc.broker === undefined ? [] : [doc.broker]));
  const text = rabbitPart(name, design).files.get(`rabbitmq/${FILE}`) ?? '';
  const kept = [
    ...notesAbout(design, ['renamed', 'deliveryLimit', 'exclusive', 'messageTtl', 'subscribers'], held),
    ...notesAbout(design, ['brokers'], new Set(brokers)),
  ];
  return { files: new Map([[FILE, text]]), notes: [...kept, formatNote.user(RABBIT_USER), ...serverNotes(scenario.model, 'RabbitMQ', held)] };
}
