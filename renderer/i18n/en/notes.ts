/** Notes and frames as they stand on the canvas. */
export const notes = {
  'note.name': 'Note: {{text}}',
  'note.nameEmpty': 'Empty note',
  'note.text': 'Text of the note',
  'note.placeholder': '**bold**, `code`, - lists',
  'note.empty': 'Double-click to write',
  'note.tooMany': 'A design holds at most {{limit}} notes and frames.',
  'frame.label': 'Frame: {{text}}',
  'frame.name': 'Name of the frame',
  'frame.unnamed': 'Frame',
} as const;
