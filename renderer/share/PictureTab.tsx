/** The diagram as a picture: shown small as it will be, then saved as SVG or PNG. Either opens again as the design. */
import { ImageDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatScenario } from '#core/scenario/serialize.ts';
import { bridge } from '../bridge/currentBridge.ts';
import { useDocument } from '../document/documentStore.ts';
import { runStore, useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Check } from '../parts/Check.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { saving } from '../ui/takeAlong.ts';
import { useUi } from '../ui/uiStore.ts';
import { canvasSvg, type Drawn } from './canvasSvg.ts';
import { figuresSvg } from './figuresSvg.ts';
import { PICTURE_COLORS, type PictureTheme } from './pictureColors.ts';
import { withText } from './png.ts';
import { pngOf, possibleScale } from './raster.ts';
import { stemNow } from './stem.ts';
import { TabBody } from './TabBody.tsx';
import { ThemeRow } from './Controls.tsx';

type Scale = '1' | '2' | '3';
type Ground = 'canvas' | 'none';

export function PictureTab() {
  const t = useT();
  const language = useUi((s) => s.language);
  const scenario = useDocument((s) => s.scenario);
  const selected = useUi((s) => s.selection);
  const hasSelection = selected.nodes.length + (selected.notes?.length ?? 0) > 0;
  const hasRun = useRun((s) => (s.series?.rows ?? 0) > 0);
  const [theme, setTheme] = useState<PictureTheme>(useUi((s) => s.resolvedTheme));
  const [ground, setGround] = useState<Ground>('canvas');
  const [scale, setScale] = useState<Scale>('2');
  const [isSelection, setSelection] = useState(false);
  const [wantsFigures, setFigures] = useState(true);
  const onlySelected = isSelection && hasSelection;
  const drawn = useMemo(() => {
    const { series } = runStore.getState();
    const colors = PICTURE_COLORS[theme];
    return canvasSvg({
      scenario,
      only: onlySelected ? selected : undefined,
      t,
      language,
      colors,
      hasGround: ground === 'canvas',
      overlay: hasRun && wantsFigures && series !== undefined ? figuresSvg({ scenario, series, t, language, colors }) : undefined,
      source: formatScenario(scenario),
    });
  }, [scenario, onlySelected, selected, t, language, theme, ground, hasRun, wantsFigures]);

  if (drawn === undefined) return <TabBody about={t('share.picture.empty')}>{null}</TabBody>;
  const possible = possibleScale(drawn, Number(scale));
  const size = { width: Math.floor(drawn.width * possible), height: Math.floor(drawn.height * possible) };
  return (
    <TabBody about={t('share.picture.about')}>
      <Preview drawn={drawn} isDark={theme === 'dark'} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ThemeRow theme={theme} onTheme={setTheme} />
        <Labelled label={t('share.picture.ground')}>
          <Choice
            label={t('share.picture.ground')}
            value={ground}
            onChange={setGround}
            options={(['canvas', 'none'] as const).map((value) => ({ value, label: t(`share.picture.ground.${value}`) }))}
          />
        </Labelled>
        <Labelled label={t('share.picture.scale')}>
          <Choice
            label={t('share.picture.scale')}
            value={scale}
            onChange={setScale}
            options={(['1', '2', '3'] as const).map((value) => ({ value, label: `${value}×` }))}
          />
        </Labelled>
        {hasRun && <Check label={t('share.picture.figures')} isOn={wantsFigures} onChange={setFigures} />}
        {hasSelection && <Check label={t('share.picture.selection')} isOn={isSelection} onChange={setSelection} />}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" icon={<ImageDown size={15} />} onClick={() => void savePng(drawn, possible, formatScenario(scenario))}>
          {t('share.picture.png')}
        </Button>
        <Button variant="outline" icon={<ImageDown size={15} />} onClick={() => void saveSvg(drawn)}>
          {t('share.picture.svg')}
        </Button>
        <span className="text-[12px] text-(--text-2) tabular-nums">{t('share.picture.size', size)}</span>
      </div>
      {possible < Number(scale) && (
        <p role="status" className="text-[12px] leading-4 text-(--warn)">
          {t('share.picture.limited', size)}
        </p>
      )}
    </TabBody>
  );
}

const saveSvg = ({ svg }: Drawn): Promise<unknown> =>
  saving('compose.saved', () => bridge.saveBytes(`${stemNow()}.svg`, new TextEncoder().encode(svg), 'image/svg+xml'));

const savePng = (drawn: Drawn, scale: number, source: string): Promise<unknown> =>
  saving('compose.saved', async () => bridge.saveBytes(`${stemNow()}.png`, withText(await pngOf(drawn, scale), source), 'image/png'));

function Preview({ drawn, isDark }: { readonly drawn: Drawn; readonly isDark: boolean }) {
  const t = useT();
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([drawn.svg], { type: 'image/svg+xml' }));
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [drawn]);
  return (
    <div className={`flex h-44 items-center justify-center rounded-md border border-(--border) p-2 ${isDark ? 'bg-[#0b0f14]' : 'bg-[#eef1f4]'}`}>
      <img ref={image} alt={t('share.picture.preview')} className="max-h-full max-w-full" />
    </div>
  );
}
