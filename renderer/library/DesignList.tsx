/** The designs this browser keeps, the one changed last first. */
import { Plus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { allDesigns, type Design } from '../document/designs.ts';
import { newDocument } from '../document/files.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { DesignRow } from './DesignRow.tsx';

export function DesignList({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const [designs, setDesigns] = useState<readonly Design[] | 'failed'>();
  const read = useCallback(() => allDesigns().then(setDesigns, () => setDesigns('failed')), []);
  useEffect(() => void read(), [read]);
  const startNew = () => {
    onClose();
    void newDocument();
  };
  if (designs === undefined) return <p className="py-6 text-center text-(--text-3)">{t('library.reading')}</p>;
  if (designs === 'failed') return <p className="leading-5">{t('library.failed')}</p>;
  return (
    <>
      <div className="flex items-start gap-4 pb-3">
        <p className="flex-1 leading-5 text-(--text-2)">{t('library.about')}</p>
        <Button variant="outline" icon={<Plus size={15} />} onClick={startNew}>
          {t('library.new')}
        </Button>
      </div>
      <ul aria-label={t('library.designs')} className="divide-y divide-(--border) rounded-md border border-(--border)">
        {designs.map((design) => (
          <DesignRow key={design.record.id} design={design} onChanged={read} onClose={onClose} />
        ))}
      </ul>
    </>
  );
}
