/** A scenario file that is refused before it is read, in the person's language. The words are fetched when they are needed. */
import { LIMITS } from '#core/base/limits.ts';
import type { Language } from '#core/scenario/issueText.ts';
import { tooLarge } from '#core/scenario/parse.ts';

export async function fileTooLarge(size: number, language: Language): Promise<Error> {
  const { issueText } = await import('#core/scenario/issueText.ts');
  return new Error(issueText(tooLarge(size), language));
}

export async function checkSize(size: number, language: Language): Promise<void> {
  if (size > LIMITS.scenarioFileBytes) throw await fileTooLarge(size, language);
}
