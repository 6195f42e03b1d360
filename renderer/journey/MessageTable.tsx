/** Messages in rows; picking one follows it. Arrow keys go through them. */
import type { MessagePage, MessageRow } from '#core/run/messageRows.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact } from '../charts/format.ts';
import { useClientName } from '../inspector/details/useClientName.ts';
import { journeyControl } from './journeyControl.ts';
import { useJourney } from './journeyStore.ts';
import { formatBytes } from './formatBytes.ts';
import { moveByArrows } from './moveByArrows.ts';
import type { Words } from './stepText.ts';

export function MessageTable({ page, caption, words }: { readonly page: MessagePage; readonly caption: string; readonly words: Words }) {
  const { t } = words;
  const followed = useJourney((s) => s.following?.serial);
  const heads = [
    [t(page.kind === 'topic' ? 'browse.offset' : 'browse.place'), 'text-right'],
    [t('browse.head.serial'), 'text-right'],
    [t('browse.head.key'), 'text-left'],
    [t('browse.head.size'), 'text-right'],
    [t('browse.head.created'), 'text-right'],
    [t('browse.head.state'), 'text-left'],
  ] as const;
  return (
    <table className="w-full border-collapse text-[12px] tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-(--text-2)">
          {heads.map(([name, align]) => (
            <th key={name} scope="col" className={`sticky top-0 bg-(--surface) px-2 py-1 font-medium whitespace-nowrap ${align}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={moveByArrows}>
        {page.rows.map((row) => (
          <Row key={row.position} row={row} isFollowed={row.serial === followed} words={words} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, isFollowed, words }: { readonly row: MessageRow; readonly isFollowed: boolean; readonly words: Words }) {
  const { t, language } = words;
  const { serial, position, key, size, createdUs } = row;
  return (
    <tr
      className={`cursor-pointer border-t border-(--border) hover:bg-(--surface-2) ${isFollowed ? 'bg-(--surface-2)' : ''}`}
      onClick={() => journeyControl.follow(serial)}
    >
      <td className="px-2 py-0.5 text-right text-(--text-2)">{formatExact(position, language)}</td>
      <td className="px-2 py-0.5 text-right">
        <button
          type="button"
          aria-label={t('browse.follow.of', { serial: formatExact(serial, language) })}
          aria-pressed={isFollowed}
          className="cursor-pointer font-medium text-(--accent) hover:underline"
          onClick={(event) => {
            event.stopPropagation();
            journeyControl.follow(serial);
          }}
        >
          {formatExact(serial, language)}
        </button>
      </td>
      <td className="max-w-28 truncate px-2 py-0.5">{key ?? '–'}</td>
      <td className="px-2 py-0.5 text-right whitespace-nowrap">{formatBytes(size, language)}</td>
      <td className="px-2 py-0.5 text-right">{formatClock(createdUs)}</td>
      <td className="max-w-48 truncate px-2 py-0.5">
        <State row={row} words={words} />
      </td>
    </tr>
  );
}

function State({ row: { state, holder = '', returns = 0, deaths = 0 }, words: { t } }: { readonly row: MessageRow; readonly words: Words }) {
  const clientName = useClientName();
  const said = [
    t(`browse.state.${state}`, { holder: clientName(holder) }),
    ...(returns > 0 ? [t('browse.returns', { count: returns })] : []),
    ...(deaths > 0 ? [t('browse.deaths', { count: deaths })] : []),
  ];
  return <span title={said.join(' · ')}>{said.join(' · ')}</span>;
}
