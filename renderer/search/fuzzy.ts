/**
 * How well what was typed names a text: every letter in order, each following the one before or beginning a word. 'expdoc'
 * finds 'Export docker-compose', 'rp' finds 'Run or pause', and no text matches by letters strewn about in it. Pure.
 */
import { searchText } from './searchText.ts';

/** Words of a query may come in any order; each must match. Higher is better, undefined is no match. */
export function matchScore(query: string, text: string): number | undefined {
  const words = searchText(query).split(' ').filter(Boolean);
  const target = searchText(text);
  let sum = 0;
  for (const word of words) {
    const score = wordScore(word, target);
    if (score === undefined) return undefined;
    sum += score;
  }
  // Of two that match alike, the shorter says less that was not asked for.
  return words.length === 0 ? 0 : sum / words.length - target.length / 1_000;
}

const WHOLE = 100;
const BEGINNING = 80;
const WORD = 60;
const INSIDE = 40;
/** Letters that begin words: at most this much, less for each leap. */
const LEAPING = 35;

function wordScore(word: string, text: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return word.length === text.length ? WHOLE : BEGINNING;
  if (at > 0) {
    for (let next = at; next >= 0; next = text.indexOf(word, next + 1)) if (beginsWord(text, next)) return WORD;
    // One letter somewhere in a word says nothing; a Chinese sign is a word.
    return word.length > 1 || isHan(word) ? INSIDE : undefined;
  }
  const leaps = fewestLeaps(word, text);
  return leaps === undefined || leaps > word.length / 2 + 1 ? undefined : LEAPING - leaps;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const isLetter = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);
const beginsWord = (text: string, at: number): boolean => !isLetter(text[at - 1]) || isHan(text[at] ?? '');

/** The fewest jumps from word to word that spell `word`; undefined when it cannot be spelt so. */
function fewestLeaps(word: string, text: string): number | undefined {
  // best[i]: fewest leaps with the letter before `at` being the i-th of the word.
  let best: (number | undefined)[] = [];
  const free: (number | undefined)[] = [0];
  for (let at = 0; at < text.length; at++) {
    const next: (number | undefined)[] = [];
    for (let i = 0; i < word.length; i++) {
      if (text[at] !== word[i]) continue;
      const going = i === 0 ? undefined : best[i];
      const leaping = beginsWord(text, at) ? free[i] : undefined;
      const least = Math.min(going ?? Number.POSITIVE_INFINITY, leaping === undefined ? Number.POSITIVE_INFINITY : leaping + 1);
      if (Number.isFinite(least)) next[i + 1] = least;
    }
    for (let i = 1; i <= word.length; i++) {
      const [a, b] = [free[i], next[i]];
      if (b !== undefined && (a === undefined || b < a)) free[i] = b;
    }
    best = next;
  }
  return free[word.length];
}
