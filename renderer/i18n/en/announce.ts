/** What is said aloud of edits and selections. */
export const announce = {
  'say.added': 'Added: {{what}}.',
  'say.removed': 'Deleted: {{what}}.',
  'say.connected': 'Connected: {{what}}.',
  'say.cut': 'Deleted: {{what}}.',
  'say.components_one': '{{count}} component',
  'say.components': '{{count}} components',
  'say.connections_one': '{{count}} connection',
  'say.connections': '{{count}} connections',
  'say.wire': '{{from}} to {{to}}',
  'say.moved': '{{name}} moved to {{x}}, {{y}}.',
  'say.movedMany': '{{count}} components moved.',
  'say.did': 'Done: {{step}}.',
  'say.undone': 'Undone: {{step}}.',
  'say.redone': 'Done again: {{step}}.',
  'say.selected': '{{count}} selected.',
} as const;
