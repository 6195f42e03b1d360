/** The files a design was read from. What there was to say of them is told again by reading them again. */
import { sourceFiles } from '#core/compose/import/importedDoc.ts';
import type { ImportedDoc } from '#core/scenario/scenario.ts';
import { useT } from '../i18n/i18n.ts';
import { openImport } from '../import/importStore.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

export function ImportedFrom({ imported }: { readonly imported: ImportedDoc }) {
  const t = useT();
  return (
    <Section title={t('imported.title')}>
      <ul className="font-(family-name:--font-number) text-[12px] leading-5 break-all">
        {imported.files.map(({ path }) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
      <p className="text-[11px] leading-4 text-(--text-3)">{t('imported.about')}</p>
      <div>
        <Button variant="outline" onClick={() => openImport({ files: sourceFiles(imported) })}>
          {t('imported.findings')}
        </Button>
      </div>
    </Section>
  );
}
