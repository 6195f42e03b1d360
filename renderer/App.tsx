/** The diagram, and the window around it, which is fetched once the diagram is painted. */
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { Canvas } from './canvas/Canvas.tsx';
import { CanvasKeys } from './canvas/CanvasKeys.tsx';
import { showWindowTexts } from './i18n/i18n.ts';
import { afterFirstPaint } from './parts/afterPaint.ts';
import { FrameSkeleton } from './ui/FrameSkeleton.tsx';
import type { WindowFrameProps } from './ui/WindowFrame.tsx';

const FrameMissing = (props: WindowFrameProps) => <FrameSkeleton {...props} isMissing />;

const WindowFrame = lazy(async () => {
  await afterFirstPaint();
  return Promise.all([import('./ui/WindowFrame.tsx'), showWindowTexts()]).then(
    ([frame]) => ({ default: frame.WindowFrame }),
    () => ({ default: FrameMissing }),
  );
});

export function App() {
  const [canvas] = useState(createPlace);
  return (
    <ReactFlowProvider>
      {createPortal(
        <CanvasKeys>
          <Canvas />
        </CanvasKeys>,
        canvas,
      )}
      <Suspense fallback={<FrameSkeleton canvas={canvas} />}>
        <WindowFrame canvas={canvas} />
      </Suspense>
    </ReactFlowProvider>
  );
}

function createPlace(): HTMLElement {
  const place = document.createElement('div');
  place.className = 'h-full';
  return place;
}
