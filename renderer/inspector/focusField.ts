/** Moves the keyboard into the inspector: to a field by its path in the document, or to the first one. */
import type { Path } from '../document/edits.ts';
import { uiStore } from '../ui/uiStore.ts';

const CONTROL = 'input, textarea, select, button, [tabindex="0"]';
/** Sections: a list to choose from is closed too, and stays so. */
const FOLDED = 'button[aria-expanded="false"]:not([aria-haspopup], [role])';
/** A section that unfolds and a panel that opens take a few frames. */
const TRIES = 20;

export const fieldName = (path: Path): string => path.join('.');

export function focusField(path?: Path, isSelecting = false): void {
  uiStore.getState().setPanel('inspector', true);
  seek(path, isSelecting, TRIES);
}

function seek(path: Path | undefined, isSelecting: boolean, tries: number): void {
  requestAnimationFrame(() => {
    const inspector = document.querySelector<HTMLElement>('[data-inspector]');
    const field = inspector && (path === undefined ? inspector.querySelector('[data-field]') : fieldAt(inspector, path));
    if (field) {
      const control = field.querySelector<HTMLElement>(CONTROL);
      control?.focus();
      if (isSelecting && control instanceof HTMLInputElement) control.select();
      return undefined;
    }
    // What is folded away is not there to be found.
    if (tries === TRIES - 5) for (const folded of inspector?.querySelectorAll<HTMLElement>(FOLDED) ?? []) folded.click();
    if (tries > 0) return seek(path, isSelecting, tries - 1);
    return inspector?.querySelector<HTMLElement>(CONTROL)?.focus();
  });
}

/** The field of exactly this path, else of what it is a part of. */
function fieldAt(inspector: HTMLElement, path: Path): Element | undefined {
  const wanted = fieldName(path);
  const fields = [...inspector.querySelectorAll<HTMLElement>('[data-field]')].filter(({ dataset }) => {
    const name = dataset.field ?? '';
    return name === wanted || wanted.startsWith(`${name}.`) || name.startsWith(`${wanted}.`);
  });
  return fields.toSorted((a, b) => closeness(b, wanted) - closeness(a, wanted))[0];
}

const closeness = ({ dataset: { field = '' } }: HTMLElement, wanted: string): number => -Math.abs(field.length - wanted.length);
