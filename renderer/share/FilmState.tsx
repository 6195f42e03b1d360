/** How long and how large the film is by now, and what stops it: in the dialog, and on a plate over the canvas. */
import { Square } from 'lucide-react';
import { formatBytes } from '../journey/formatBytes.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import { type Filming, useFilming } from './filmStore.ts';
import './words.ts';

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export function FilmState({ filming }: { readonly filming: Filming }) {
  const t = useT();
  const language = useUi((s) => s.language);
  return (
    <>
      <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-(--bad) motion-safe:animate-pulse" />
      <span className="font-medium">{t('share.video.state')}</span>
      <span className="text-(--text-2) tabular-nums" data-testid="film">
        {clock(filming.seconds)} · {formatBytes(filming.bytes, language)}
      </span>
      <Button variant="danger" icon={<Square size={13} />} onClick={filming.stop}>
        {t('share.video.stop')}
      </Button>
    </>
  );
}

export function FilmPlate() {
  const t = useT();
  const filming = useFilming();
  if (filming === undefined) return null;
  return (
    <section
      aria-label={t('share.video.state')}
      className="fixed top-33 left-1/2 z-30 flex -translate-x-1/2 items-center gap-2 rounded-full border border-(--border-strong) bg-(--surface) py-1 pr-1.5 pl-3 shadow-(--shadow)"
    >
      <FilmState filming={filming} />
      <span role="status" className="sr-only">
        {/* What a live region begins with is not read. */}
        {filming.seconds > 0 && t('share.video.began')}
      </span>
    </section>
  );
}
