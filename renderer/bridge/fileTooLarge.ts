/** Refuses a scenario file before it is read, in the person's language. */
import { LIMITS } from '#core/base/limits.ts';
import { issueText, type Language } from '#core/scenario/issueText.ts';
import { tooLarge } from '#core/scenario/parse.ts';

export function checkSize(size: number, language: Language): void {
  if (size > LIMITS.scenarioFileBytes) throw new Error(issueText(tooLarge(size), language));
}
