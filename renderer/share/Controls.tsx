/** A control of several tabs of this dialog. */
import { useT } from '../i18n/i18n.ts';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import type { PictureTheme } from './pictureColors.ts';

/** Which theme it is drawn in, whatever this window has. */
export function ThemeRow({ theme, onTheme }: { readonly theme: PictureTheme; readonly onTheme: (theme: PictureTheme) => void }) {
  const t = useT();
  return (
    <Labelled label={t('view.theme')}>
      <Choice
        label={t('view.theme')}
        value={theme}
        onChange={onTheme}
        options={(['light', 'dark'] as const).map((value) => ({ value, label: t(`view.theme.${value}`) }))}
      />
    </Labelled>
  );
}
