/** The messages of a run: at the left what a destination holds, at the right the journey of the one that is followed. */
import './words.ts';
import { useUi } from '../ui/uiStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Browser } from './Browser.tsx';
import { JourneyView } from './JourneyView.tsx';
import { useNames } from './useNames.ts';

export function MessagesPanel() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nameOf = useNames();
  const words = { t, language, nameOf };
  return (
    <div className="flex h-full min-h-0">
      <Browser words={words} />
      <JourneyView words={words} />
    </div>
  );
}
