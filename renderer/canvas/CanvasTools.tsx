/** Everything that stands over the diagram beside what is selected or pointed at. Fetched when first needed. */
import { useGestureState } from './gesture.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { NO_GESTURE } from './toFlow.ts';
import { ToolMenus } from './ToolMenus.tsx';
import { WireBar } from './wires/WireBar.tsx';

export function CanvasTools() {
  const isQuiet = useGestureState() === NO_GESTURE;
  return (
    <>
      {isQuiet && <SelectionBar />}
      {isQuiet && <WireBar />}
      <ToolMenus />
    </>
  );
}
