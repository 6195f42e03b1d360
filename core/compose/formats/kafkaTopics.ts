/** What the files that hold only topics have in common. */
import type { Model, TopicDoc } from '../../scenario/scenario.ts';
import type { ComposeDesign } from '../design.ts';
import { clusterNotes } from '../kafkaCluster.ts';
import type { ComposeNote } from '../notes.ts';
import { notesAbout, serverNotes } from './formatNotes.ts';

/** At least one partition; no more copies than there are servers. */
export const topicSizes = (doc: TopicDoc, { kafka }: ComposeDesign) => ({
  partitions: Math.max(1, Math.floor(doc.partitions)),
  replicas: Math.min(kafka.servers, Math.max(1, Math.floor(doc.replicationFactor))),
});

/** A setting as YAML writes it: a number or a truth value where it is one. */
export const plainValue = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
};

export function topicFileNotes(model: Model, design: ComposeDesign): ComposeNote[] {
  const held = new Set(design.topics.map(({ id }) => id));
  const brokers = new Set(design.topics.flatMap(({ doc }) => (doc.broker === undefined ? [] : [doc.broker])));
  return [
    ...clusterNotes(design.kafka).filter(({ code }) => code === 'servers'),
    ...notesAbout(design, ['renamed', 'replication'], held),
    ...notesAbout(design, ['brokers'], brokers),
    ...serverNotes(model, 'Kafka', held),
  ];
}
