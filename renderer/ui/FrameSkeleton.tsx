/**
 * The window while its frame is on its way: the diagram in its place, and grey where the rest will be. Without the frame (no
 * network, or the server has a newer build) the diagram can still be looked at, and a line says what is missing.
 */
import { useT } from '../i18n/i18n.ts';
import { Lines } from '../parts/Lines.tsx';
import { CanvasPlace } from './CanvasPlace.tsx';
import { dashboardHeight, INSPECTOR_WIDTH } from './panelSizes.ts';
import { useUi } from './uiStore.ts';
import type { WindowFrameProps } from './WindowFrame.tsx';

const PALETTE = { width: 200 };
/** Two rows: controls and timeline. */
const TRANSPORT = { height: 74 };

export function FrameSkeleton({ canvas, isMissing = false }: WindowFrameProps & { readonly isMissing?: boolean }) {
  const t = useT();
  const panels = useUi((s) => s.panels);
  return (
    <div aria-busy={!isMissing} className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-(--border) bg-(--surface) px-3">
        <h1 className="text-[15px] font-semibold tracking-tight">{t('app.name')}</h1>
        {isMissing && <p role="alert">{t('common.loadFailed')}</p>}
      </header>
      <div style={TRANSPORT} className="shrink-0 bg-(--surface)" />
      <div className="flex min-h-0 flex-1">
        {panels.palette && <Grey style={PALETTE} className="border-r" lines={9} />}
        <main className="flex min-w-0 flex-1 flex-col">
          <div className="min-h-0 flex-1">
            <CanvasPlace canvas={canvas} />
          </div>
          {panels.dashboard && <Grey style={{ height: dashboardHeight() }} className="border-t" lines={2} />}
        </main>
        {panels.inspector && <Grey style={{ width: INSPECTOR_WIDTH }} className="border-l" lines={6} />}
      </div>
    </div>
  );
}

interface GreyProps {
  readonly style: { readonly width?: number; readonly height?: number };
  readonly className: string;
  readonly lines: number;
}

function Grey({ style, className, lines }: GreyProps) {
  return (
    <div style={style} className={`shrink-0 border-(--border) bg-(--surface) ${className}`}>
      <Lines count={lines} />
    </div>
  );
}
