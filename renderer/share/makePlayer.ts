/** Makes a player of a recorded run: fetches the programs it consists of and draws the pictures of its designs in both languages. */
import type { Recording } from '#core/scenario/recording.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { FIGURE_LABELS, type FigureLabel } from '../canvas/flow/nodeFigures.ts';
import { localText, textsIn } from '../i18n/i18n.ts';
import { share as en } from '../i18n/en/share.ts';
import { share as zh } from '../i18n/zh/share.ts';
// Addresses of built files: nothing is loaded by these two lines.
// oxlint-disable-next-line import/default
import programUrl from '../player/main.ts?worker&url';
import style from '../player/player.css?inline';
import { LANGUAGES, PLAYER_WORDS, type PlayerData, type PlayerLanguage, type PlayerTexts, type PlayerWord } from '../player/playerData.ts';
// oxlint-disable-next-line import/default
import engineUrl from '../worker/simWorker.ts?worker&url';
import { canvasSvg, type Drawn } from './canvasSvg.ts';
import { PICTURE_COLORS, type PictureColors, type PictureTheme } from './pictureColors.ts';
import { playerHtml } from './playerHtml.ts';

/** Designs that are drawn; of a run that was changed more often the last ones look like the one before. */
const PICTURES_MAX = 24;

export async function makePlayer(recording: Recording, language: PlayerLanguage, theme: PictureTheme): Promise<string> {
  const [program, engine, texts] = await Promise.all([fetched(programUrl), fetched(engineUrl), textsOf(recording)]);
  const data: PlayerData = { language, theme, texts };
  return playerHtml({ recording, data, program, engine, style });
}

/** Only a built app has them as files of their own. */
export const canMakePlayer = import.meta.env.PROD;

async function fetched(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.text();
}

async function textsOf(recording: Recording): Promise<Record<PlayerLanguage, PlayerTexts>> {
  const designs = [recording.scenario, ...recording.inputs.flatMap((input) => (input.kind === 'design' ? [input.scenario] : []))].slice(0, PICTURES_MAX);
  const own = { en, zh };
  const both = await Promise.all(
    LANGUAGES.map(async (language): Promise<[PlayerLanguage, PlayerTexts]> => {
      const t = await textsIn(language);
      const pictures = designs.flatMap((scenario) => picture(scenario, language, t) ?? []);
      const labels = Object.fromEntries(FIGURE_LABELS.map((label) => [label, t(`flow.${label}`)])) as Record<FigureLabel, string>;
      const words = Object.fromEntries(PLAYER_WORDS.map((word) => [word, own[language][`share.player.${word}`]])) as Record<PlayerWord, string>;
      return [language, { title: localText(recording.scenario.view.title, language) || 'Spillway', words, labels, pictures }];
    }),
  );
  return Object.fromEntries(both) as Record<PlayerLanguage, PlayerTexts>;
}

/** In a page the picture takes its colours from it, so that one does for both themes. */
const BY_NAME = Object.fromEntries(Object.keys(PICTURE_COLORS.light).map((name) => [name, `var(--${name})`])) as unknown as PictureColors;

const picture = (scenario: Scenario, language: PlayerLanguage, t: Awaited<ReturnType<typeof textsIn>>): Drawn | undefined =>
  canvasSvg({ scenario, t, language, colors: BY_NAME, hasGround: false });
