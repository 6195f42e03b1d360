/** How the fetching of the load generator goes on. */
import { LoaderCircle } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import type { Fetched } from './useFetched.ts';

export function LoadState({ state }: { readonly state: Fetched }) {
  const t = useT();
  if (state.kind === 'failed') {
    return (
      <div role="alert" className="flex items-center gap-2 pt-1 pl-6 text-[12px] leading-4 text-(--bad)">
        <span className="flex-1">{t('export.load.failed')}</span>
        <Button variant="outline" onClick={state.retry}>
          {t('export.load.retry')}
        </Button>
      </div>
    );
  }
  return (
    <p role="status" className="flex items-center gap-1.5 pl-6 not-empty:pt-1 text-[12px] leading-4 text-(--text-2)">
      {state.kind === 'coming' && (
        <>
          <LoaderCircle size={14} aria-hidden="true" className="motion-safe:animate-spin" />
          {t('export.load.coming')}
        </>
      )}
      {state.kind === 'here' && t('export.load.about')}
    </p>
  );
}
