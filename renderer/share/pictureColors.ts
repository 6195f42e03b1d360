/** The colours of a picture: those of theme.css as values, for a picture stands outside of the page; or as its names, for one within a page. */
import type { NodeKind, NoteDoc } from '#core/scenario/scenario.ts';

type Token =
  | 'canvas'
  | 'surface'
  | 'border'
  | 'border-strong'
  | 'text'
  | 'text-2'
  | 'text-3'
  | 'accent'
  | 'ok'
  | 'warn'
  | 'bad'
  | 'flow'
  | 'flow-hot'
  | `kind-${NodeKind}`
  | `note-${NoteDoc['color']}`
  | `note-${NoteDoc['color']}-line`;
export type PictureColors = Readonly<Record<Token, string>>;
export type PictureTheme = 'light' | 'dark';

export const FONT =
  'Inter, system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

export const PICTURE_COLORS: Readonly<Record<PictureTheme, PictureColors>> = {
  light: {
    canvas: '#fbfcfd',
    surface: '#ffffff',
    border: '#d9dee5',
    'border-strong': '#b4bcc8',
    text: '#16202c',
    'text-2': '#52606f',
    'text-3': '#66717f',
    accent: '#0b63ce',
    ok: '#1a7f4b',
    warn: '#9a6100',
    bad: '#c02a2a',
    flow: '#2d7ff0',
    'flow-hot': '#d9480f',
    'kind-producer': '#0e7a6d',
    'kind-topic': '#5a45c8',
    'kind-queue': '#a34d06',
    'kind-exchange': '#8a6100',
    'kind-broadcast': '#a82477',
    'kind-channel': '#4b5b6d',
    'kind-consumer': '#0b63ce',
    'kind-broker': '#64748b',
    'kind-external': '#5f6b7a',
    'note-yellow': '#fff4bf',
    'note-yellow-line': '#cfb341',
    'note-blue': '#dcecff',
    'note-blue-line': '#7ea9dc',
    'note-green': '#dbf3e2',
    'note-green-line': '#7fb893',
    'note-pink': '#fde0ee',
    'note-pink-line': '#d897b8',
    'note-gray': '#eceff3',
    'note-gray-line': '#a9b3c0',
  },
  dark: {
    canvas: '#121820',
    surface: '#19212b',
    border: '#2d3947',
    'border-strong': '#46566a',
    text: '#e8edf3',
    'text-2': '#a9b6c4',
    'text-3': '#91a0b0',
    accent: '#4d9bff',
    ok: '#4cc38a',
    warn: '#e0a83c',
    bad: '#ff7b72',
    flow: '#6db1ff',
    'flow-hot': '#ff8f5a',
    'kind-producer': '#3fc9b5',
    'kind-topic': '#a497ff',
    'kind-queue': '#f0a35e',
    'kind-exchange': '#d9c04f',
    'kind-broadcast': '#f27dc4',
    'kind-channel': '#9fb0c3',
    'kind-consumer': '#6db1ff',
    'kind-broker': '#8899ad',
    'kind-external': '#93a1b1',
    'note-yellow': '#463c14',
    'note-yellow-line': '#8f7c2f',
    'note-blue': '#17334f',
    'note-blue-line': '#3f6f9f',
    'note-green': '#173b29',
    'note-green-line': '#3f7f5c',
    'note-pink': '#4a2238',
    'note-pink-line': '#95577a',
    'note-gray': '#27313d',
    'note-gray-line': '#5d6d80',
  },
};
