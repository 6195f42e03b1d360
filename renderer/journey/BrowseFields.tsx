/** Where in a destination to look: partition, a place to go to, an instant, a key; and a message by its number. */
import { useId } from 'react';
import type { BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import { DraftInput } from '../parts/DraftInput.tsx';
import { Select } from '../parts/Select.tsx';
import { journeyControl } from './journeyControl.ts';
import { look } from './journeyStore.ts';
import type { Words } from './stepText.ts';

interface BrowseFieldsProps {
  readonly query: BrowseQuery;
  readonly page: MessagePage | undefined;
  readonly words: Words;
}

export function BrowseFields({ query, page, words: { t, nameOf } }: BrowseFieldsProps) {
  const id = useId();
  const isTopic = page?.kind === 'topic';
  const parts = page?.parts ?? 1;
  const jumps = [
    { value: 'start', label: t('browse.jump.start') },
    { value: 'end', label: t('browse.jump.end') },
    ...(isTopic ? [{ value: 'highWatermark', label: t('browse.jump.highWatermark') }] : []),
    ...(page?.groups ?? []).map(({ group }) => ({ value: `group ${group}`, label: t('browse.jump.committed', { group: nameOf(group) }) })),
  ];
  const { from } = query;
  const jump = from.kind === 'committed' ? `group ${from.group}` : from.kind;
  return (
    <>
      {(isTopic || page?.kind === 'broadcast') && parts > 1 && (
        <Select
          label={t(isTopic ? 'browse.part.topic' : 'browse.part.broadcast')}
          value={String(query.part)}
          options={Array.from({ length: parts }, (_, part) => ({
            value: String(part),
            label: `${t(isTopic ? 'browse.part.topic' : 'browse.part.broadcast')} ${isTopic ? part : part + 1}`,
          }))}
          onChange={(part) => look({ ...query, part: Number(part) })}
          size="small"
          className="w-28!"
        />
      )}
      <Select
        label={t('browse.jump')}
        value={jumps.some(({ value }) => value === jump) ? jump : 'start'}
        options={jumps}
        onChange={(to) => {
          const kind = to as 'start' | 'end' | 'highWatermark';
          look({ ...query, from: to.startsWith('group ') ? { kind: 'committed', group: to.slice('group '.length) } : { kind } });
        }}
        size="small"
        className="w-32!"
      />
      <Field
        id={`${id}-at`}
        label={t(isTopic ? 'browse.offset' : 'browse.place')}
        width="w-20!"
        value={from.kind === 'position' ? String(from.position) : ''}
        onText={toPosition}
      />
      <Field id={`${id}-time`} label={t('browse.time')} width="w-28!" value={from.kind === 'time' ? String(from.atUs / 1e6) : ''} onText={toTime} />
      <Field id={`${id}-key`} label={t('browse.key')} width="w-20!" value={query.key} onText={toKey} />
      <Field id={`${id}-serial`} label={t('browse.serial')} width="w-28!" value="" onText={toSerial} />
    </>
  );

  function toPosition(text: string): boolean {
    const position = wholeOf(text);
    if (position !== undefined) look({ ...query, from: { kind: 'position', position } });
    return position !== undefined;
  }
  function toTime(text: string): boolean {
    const seconds = Number(text);
    if (text.trim() === '' || !(seconds >= 0)) return false;
    look({ ...query, from: { kind: 'time', atUs: Math.round(seconds * 1e6) } });
    return true;
  }
  function toKey(key: string): boolean {
    look({ ...query, key: key.trim(), from: { kind: 'start' } });
    return true;
  }
  function toSerial(text: string): boolean {
    const serial = wholeOf(text);
    if (serial === undefined || serial === 0) return false;
    journeyControl.follow(serial);
    return true;
  }
}

const wholeOf = (text: string): number | undefined => (/^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : undefined);

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly width: string;
  readonly value: string;
  readonly onText: (text: string) => boolean;
}

/** The label is the placeholder too: there are many of them, and little room. */
function Field({ id, label, width, value, onText }: FieldProps) {
  return <DraftInput id={id} label={label} placeholder={label} value={value} onCommit={onText} maxLength={200} className={width} />;
}
