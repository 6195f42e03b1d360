/** Settings of a topic under Kafka's names, and the fields of a design they are: both ways. */
import { formatBytes, formatDuration, parseBytes, parseDuration } from '../../../base/quantity.ts';
import type { TopicDoc } from '../../../scenario/scenario.ts';
import { isUnlimited, uint } from '../numbers.ts';
import type { Setting } from '../originSpots.ts';
import type { Properties } from './properties.ts';

export type TopicField = 'retentionTime' | 'retentionBytes' | 'segmentBytes' | 'segmentTime' | 'cleanup' | 'minInsyncReplicas' | 'uncleanElection';
type Settings = Partial<Pick<TopicDoc, TopicField>>;

/** As long as a design can say; Kafka's −1 has no end. */
const FOR_EVER = '3650d';
const YEARS_MS = 3_650 * 86_400_000;
const SEGMENT = { min: 1024 ** 2, max: 2 ** 31 - 1 } as const;

const milliseconds = (text: string): string | undefined => {
  if (isUnlimited(text)) return FOR_EVER;
  const ms = uint(text);
  return ms === undefined ? undefined : ms > YEARS_MS ? FOR_EVER : formatDuration(Math.max(1, ms) * 1_000);
};
const bytes = (text: string, { min, max }: { min: number; max: number }): string | undefined => {
  const n = uint(text);
  return n === undefined ? undefined : formatBytes(Math.min(max, Math.max(min, n)));
};
const isTrue = (text: string): boolean | undefined => (/^true$/i.test(text.trim()) ? true : /^false$/i.test(text.trim()) ? false : undefined);

/** What a text means; undefined: it cannot be read. `retentionBytes` may be undefined on purpose, so the answer is a part of a topic. */
const READ: Readonly<Record<string, (text: string) => Settings | undefined>> = {
  'retention.ms': (text) => only('retentionTime', milliseconds(text)),
  'retention.bytes': (text) => (isUnlimited(text) ? { retentionBytes: undefined } : only('retentionBytes', bytes(text, { min: 0, max: 2 ** 40 }))),
  'segment.bytes': (text) => only('segmentBytes', bytes(text, SEGMENT)),
  'segment.ms': (text) => only('segmentTime', milliseconds(text)),
  'cleanup.policy': (text) => only('cleanup', /compact/.test(text) ? 'compact' : /delete/.test(text) ? 'delete' : undefined),
  'min.insync.replicas': (text) => only('minInsyncReplicas', uint(text)),
  'unclean.leader.election.enable': (text) => only('uncleanElection', isTrue(text)),
};

const only = <F extends TopicField>(field: F, value: TopicDoc[F] | undefined): Settings | undefined => (value === undefined ? undefined : { [field]: value });

export const FIELD_OF: Readonly<Record<string, TopicField>> = {
  'retention.ms': 'retentionTime',
  'retention.bytes': 'retentionBytes',
  'segment.bytes': 'segmentBytes',
  'segment.ms': 'segmentTime',
  'cleanup.policy': 'cleanup',
  'min.insync.replicas': 'minInsyncReplicas',
  'unclean.leader.election.enable': 'uncleanElection',
};

/** What a setting of a topic says; undefined: it is none that a design has, or cannot be read. */
export const readTopicSetting = (key: string, text: string): Settings | undefined => (Object.hasOwn(READ, key) ? READ[key]?.(text) : undefined);

/** The text of a setting for what the design says now; undefined: it cannot be said. */
export function writeTopicSetting(field: TopicField, value: Setting): string | undefined {
  if (value === undefined) return field === 'retentionBytes' ? '-1' : undefined;
  const text = String(value);
  if (field === 'retentionTime' || field === 'segmentTime') {
    const us = parseDuration(text);
    return us.ok && us.value % 1_000 === 0 ? String(us.value / 1_000) : undefined;
  }
  if (field === 'retentionBytes' || field === 'segmentBytes') {
    const n = parseBytes(text);
    return n.ok ? String(n.value) : undefined;
  }
  return text;
}

/** Defaults that the servers give to topics which say nothing else, the finest unit first. */
const SERVER_KEYS: readonly (readonly [key: string, setting: string, factor: number])[] = [
  ['log.retention.hours', 'retention.ms', 3_600_000],
  ['log.retention.minutes', 'retention.ms', 60_000],
  ['log.retention.ms', 'retention.ms', 1],
  ['log.retention.bytes', 'retention.bytes', 1],
  ['log.segment.bytes', 'segment.bytes', 1],
  ['log.roll.hours', 'segment.ms', 3_600_000],
  ['log.roll.ms', 'segment.ms', 1],
  ['log.cleanup.policy', 'cleanup.policy', 0],
  ['min.insync.replicas', 'min.insync.replicas', 0],
  ['unclean.leader.election.enable', 'unclean.leader.election.enable', 0],
];

export function serverDefaults(properties: Properties): Settings {
  let found: Settings = {};
  for (const [key, setting, factor] of SERVER_KEYS) {
    const text = properties.get(key)?.value;
    if (text === undefined) continue;
    const n = uint(text);
    found = { ...found, ...readTopicSetting(setting, factor > 1 && n !== undefined ? String(n * factor) : text) };
  }
  return found;
}
