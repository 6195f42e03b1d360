/** An external service: what it runs and is for, what it talks to, where it came from, and how it can take part in the simulation. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { nodeOf } from '#core/scenario/lookup.ts';
import type { ExternalDoc, NodeId } from '#core/scenario/scenario.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { KIND_STYLES } from '../canvas/nodes/kindStyles.ts';
import { reveal } from '../canvas/reveal.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { lineOfService, simulatedEdit } from './external.ts';

export function ExternalFacts({ id, doc }: { readonly id: NodeId; readonly doc: ExternalDoc }) {
  const t = useT();
  const scenario = useDocument((s) => s.scenario);
  const { model, imported } = scenario;
  const uses = doc.uses.flatMap((used) => {
    const node = nodeOf(model, used);
    return node === undefined ? [] : [{ used, node }];
  });
  const from = imported && lineOfService(imported, doc.name);
  const become = (kind: 'producer' | 'consumer') => {
    const edit = simulatedEdit(documentStore.getState().scenario, id, doc, kind);
    if (edit !== undefined) documentStore.getState().apply(edit);
  };
  return (
    <>
      <Section title={t('external.service')}>
        <dl className="flex flex-col gap-1.5 text-[12px] leading-4">
          <Fact label={t('external.image')}>
            <span className="font-(family-name:--font-number) break-all">{doc.image === '' ? t('node.none') : doc.image}</span>
          </Fact>
          <Fact label={t('external.role')}>{t(`external.role.${doc.role}`)}</Fact>
          {from !== undefined && (
            <Fact label={t('external.from')}>
              <span className="font-(family-name:--font-number) break-all">{from}</span>
            </Fact>
          )}
        </dl>
        <p className="text-[11px] leading-4 text-(--text-3)">{t(`external.role.${doc.role}.about`)}</p>
      </Section>
      <Section title={t('external.uses')}>
        {uses.length === 0 ? (
          <p className="text-[12px] leading-4 text-(--text-2)">{t('external.uses.none')}</p>
        ) : (
          <ul>
            {uses.map(({ used, node }) => (
              <li key={used}>
                <button
                  type="button"
                  onClick={() => reveal({ node: used })}
                  className="flex w-full cursor-pointer items-center gap-2 rounded px-1 py-1 text-left text-[12px] leading-4 hover:bg-(--surface-2)"
                >
                  <span className={KIND_STYLES[node.kind].text}>
                    <KindIcon kind={node.kind} size={14} />
                  </span>
                  <span className="min-w-0 flex-1 truncate">{node.name}</span>
                  <ChevronRight size={12} className="shrink-0 text-(--text-3)" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {doc.role === 'client' && (
        <Section title={t('external.simulate')}>
          <p className="text-[12px] leading-4 text-(--text-2)">{t('external.simulate.about')}</p>
          <div className="flex flex-wrap gap-2">
            {(['producer', 'consumer'] as const).map((kind) => (
              <Button key={kind} variant="outline" icon={<KindIcon kind={kind} size={14} />} onClick={() => become(kind)}>
                {t(`external.become.${kind}`)}
              </Button>
            ))}
          </div>
        </Section>
      )}
    </>
  );
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,5fr)] gap-2">
    <dt className="text-(--text-2)">{label}</dt>
    <dd>{children}</dd>
  </div>
);
