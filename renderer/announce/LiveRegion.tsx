/** A polite live region: edits, what was undone, how much is selected. React Flow's own region stays silent, so nothing is said twice. */
import './words.ts';
import { useEffect, useState } from 'react';
import { documentStore } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { uiStore } from '../ui/uiStore.ts';
import { describeChange, describeSelection, wayOf } from './describe.ts';

export function LiveRegion() {
  const t = useT();
  const [said, setSaid] = useState({ text: '', turn: 0 });
  useEffect(() => {
    const say = (text: string | undefined) => text !== undefined && setSaid(({ turn }) => ({ text, turn: turn + 1 }));
    // An edit also selects; what it did says more than how much is selected then.
    let isEdit = false;
    const stop = documentStore.subscribe((now, before) => {
      if (now.scenario === before.scenario || now.documentNumber !== before.documentNumber) return;
      isEdit = true;
      queueMicrotask(() => {
        isEdit = false;
      });
      const way = wayOf(before, now);
      const label = way === 'undone' ? now.redoLabel : now.undoLabel;
      say(describeChange(before.scenario, now.scenario, way, label, t));
    });
    const stopSelection = uiStore.subscribe((now, before) => {
      if (now.selection !== before.selection && !isEdit) say(describeSelection(now.selection, t));
    });
    return () => {
      stop();
      stopSelection();
    };
  }, [t]);
  return (
    <div role="status" aria-live="polite" data-announcer="" className="sr-only">
      {/* The same words again are said again. */}
      {said.text}
      {said.turn % 2 === 1 && '\u00a0'}
    </div>
  );
}
