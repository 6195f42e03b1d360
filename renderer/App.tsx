/** The diagram, and the window around it, which is fetched once the diagram is painted. */
import { ReactFlowProvider } from '@xyflow/react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { Canvas } from './canvas/Canvas.tsx';
import { CanvasKeys } from './canvas/CanvasKeys.tsx';
import { showWindowTexts } from './i18n/i18n.ts';
import { afterFirstPaint } from './parts/afterPaint.ts';
import { lazyPart } from './parts/lazyPart.tsx';
import { FrameSkeleton } from './ui/FrameSkeleton.tsx';
import type { WindowFrameProps } from './ui/WindowFrame.tsx';

const FrameMissing = (props: WindowFrameProps) => <FrameSkeleton {...props} isMissing />;

async function fetchFrame() {
  await afterFirstPaint();
  const [frame] = await Promise.all([import('./ui/WindowFrame.tsx'), showWindowTexts()]);
  return frame.WindowFrame;
}

/** The skeleton is there at once: it has the diagram in its place. */
const WindowFrame = lazyPart<WindowFrameProps>(fetchFrame, FrameMissing, FrameSkeleton, 0);

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
      <WindowFrame canvas={canvas} />
    </ReactFlowProvider>
  );
}

function createPlace(): HTMLElement {
  const place = document.createElement('div');
  place.className = 'h-full';
  return place;
}
