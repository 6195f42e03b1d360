/** The colours of notes and frames, as classes; tokens of both themes are in theme.css. */
import type { NoteDoc } from '#core/scenario/scenario.ts';

type NoteColor = NoteDoc['color'];

/** Class names are spelled out: the style sheet is built from what stands in the source. */
export const NOTE_STYLES: Record<NoteColor, { readonly sheet: string; readonly frame: string; readonly line: string; readonly dot: string }> = {
  yellow: {
    sheet: 'bg-(--note-yellow) border-(--note-yellow-line)',
    frame: 'bg-(--note-yellow)/35',
    line: 'border-(--note-yellow-line)',
    dot: 'bg-(--note-yellow) border-(--note-yellow-line)',
  },
  blue: {
    sheet: 'bg-(--note-blue) border-(--note-blue-line)',
    frame: 'bg-(--note-blue)/35',
    line: 'border-(--note-blue-line)',
    dot: 'bg-(--note-blue) border-(--note-blue-line)',
  },
  green: {
    sheet: 'bg-(--note-green) border-(--note-green-line)',
    frame: 'bg-(--note-green)/35',
    line: 'border-(--note-green-line)',
    dot: 'bg-(--note-green) border-(--note-green-line)',
  },
  pink: {
    sheet: 'bg-(--note-pink) border-(--note-pink-line)',
    frame: 'bg-(--note-pink)/35',
    line: 'border-(--note-pink-line)',
    dot: 'bg-(--note-pink) border-(--note-pink-line)',
  },
  gray: {
    sheet: 'bg-(--note-gray) border-(--note-gray-line)',
    frame: 'bg-(--note-gray)/35',
    line: 'border-(--note-gray-line)',
    dot: 'bg-(--note-gray) border-(--note-gray-line)',
  },
};
