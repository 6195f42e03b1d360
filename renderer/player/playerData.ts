/** What a player's page holds beside its programs: the run as it was recorded, pictures of its designs, and words in both languages. */
import type { FigureLabel } from '../canvas/flow/nodeFigures.ts';
import type { Drawn } from '../share/canvasSvg.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type PlayerLanguage = (typeof LANGUAGES)[number];

export const PLAYER_WORDS = [
  'play',
  'pause',
  'speed',
  'position',
  'repeating',
  'same',
  'differs',
  'failed',
  'language',
  'theme',
  'offered',
  'consumed',
  'stored',
  'lost',
  'about',
] as const;
export type PlayerWord = (typeof PLAYER_WORDS)[number];

export interface PlayerTexts {
  readonly title: string;
  readonly words: Readonly<Record<PlayerWord, string>>;
  readonly labels: Readonly<Record<FigureLabel, string>>;
  /** By the designs that were in force, oldest first. */
  readonly pictures: readonly Drawn[];
}

export interface PlayerData {
  readonly language: PlayerLanguage;
  readonly theme: 'light' | 'dark';
  readonly texts: Readonly<Record<PlayerLanguage, PlayerTexts>>;
}

/** Ids of the elements that hold them. */
export const DATA_ID = 'spillway-data';
export const ENGINE_ID = 'spillway-engine';
