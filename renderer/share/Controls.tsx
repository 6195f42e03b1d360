/** Controls of this dialog: a label before a choice. */
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Choice } from '../parts/Choice.tsx';
import type { PictureTheme } from './pictureColors.ts';

export function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true" className="text-[12px] text-(--text-2)">
        {label}
      </span>
      {children}
    </div>
  );
}

/** Which theme it is drawn in, whatever this window has. */
export function ThemeRow({ theme, onTheme }: { readonly theme: PictureTheme; readonly onTheme: (theme: PictureTheme) => void }) {
  const t = useT();
  return (
    <Row label={t('view.theme')}>
      <Choice
        label={t('view.theme')}
        value={theme}
        onChange={onTheme}
        options={(['light', 'dark'] as const).map((value) => ({ value, label: t(`view.theme.${value}`) }))}
      />
    </Row>
  );
}
