/** What readers saw, in plain words: losses, repetitions and broken orders of each consumer, with the key most affected. */
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ReaderReport, TroubleReport, WitnessReport } from '#core/run/report.ts';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { journeyControl } from '../journey/journeyControl.ts';
import { uiStore } from '../ui/uiStore.ts';
import { formatExact, type Language } from './format.ts';

const TROUBLES = ['lost', 'duplicates', 'outOfOrder'] as const;

const isFine = (reader: ReaderReport): boolean => TROUBLES.every((name) => reader[name].count === 0) && reader.recovered === 0;

export function WitnessList({ witness, language }: { readonly witness: WitnessReport; readonly language: Language }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const nameOf = (id: string) => nodes[id]?.name ?? id;
  const troubled = witness.readers.filter((reader) => !isFine(reader));
  return (
    <section aria-label={t('witness.title')} className="flex flex-col gap-1 text-[13px]">
      <h3 className="text-[12px] font-semibold text-(--text-2)" title={t('witness.about')}>
        {t('witness.title')}
      </h3>
      {troubled.length === 0 && (
        <p className="flex items-center gap-2">
          <CircleCheck size={16} aria-hidden="true" className="text-(--ok)" />
          {t('witness.fine')}
        </p>
      )}
      <ul className="flex flex-col gap-1">
        {troubled.map((reader) => (
          <li key={reader.node} className="flex items-start gap-2">
            <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-(--bad)" />
            <div className="min-w-0">
              <strong className="font-medium">{nameOf(reader.node)}</strong>
              <ul className="tabular-nums">
                {TROUBLES.map((name) => (
                  <Trouble key={name} name={name} trouble={reader[name]} nameOf={nameOf} language={language} />
                ))}
                {reader.recovered > 0 && <li>{t('witness.recovered', { count: reader.recovered, n: formatExact(reader.recovered, language) })}</li>}
              </ul>
            </div>
          </li>
        ))}
      </ul>
      {witness.unwatched > 0 && (
        <p className="text-[12px] text-(--text-2)">
          {t('witness.unwatched', {
            watched: formatExact(witness.messages - witness.unwatched, language),
            unwatched: formatExact(witness.unwatched, language),
          })}
        </p>
      )}
    </section>
  );
}

interface TroubleProps {
  readonly name: (typeof TROUBLES)[number];
  readonly trouble: TroubleReport;
  readonly nameOf: (id: string) => string;
  readonly language: Language;
}

function Trouble({ name, trouble: { count, worst, example }, nameOf, language }: TroubleProps) {
  const t = useT();
  if (count === 0) return null;
  return (
    <li>
      {t(`witness.${name}`, { count, n: formatExact(count, language) })}
      {worst !== undefined && count > 1 && (
        <span className="text-(--text-2)">
          {t('common.listed')}
          {t('witness.worst', { key: worst.key, producer: nameOf(worst.producer), n: formatExact(worst.count, language) })}
        </span>
      )}
      {example !== undefined && (
        <button type="button" className="ml-2 cursor-pointer text-(--accent) hover:underline" onClick={() => showJourney(example)}>
          {t('witness.example')}
        </button>
      )}
    </li>
  );
}

function showJourney(serial: number): void {
  uiStore.getState().setResults('messages');
  journeyControl.follow(serial);
}
