/** What an export is called: for Compose and file names, and for people. */
import type { View } from '../scenario/scenario.ts';
import { projectName } from './names.ts';
import type { ComposeOptions } from './options.ts';

export interface ProjectTitle {
  /** As Compose knows it; the same in both languages. */
  readonly project: string;
  /** The design's, or the project's name where it has none. */
  readonly title: string;
}

export function projectTitle({ title }: View, { name, language = 'en' }: Pick<ComposeOptions, 'name' | 'language'> = {}): ProjectTitle {
  const project = projectName(name ?? (typeof title === 'string' ? title : title.en));
  const text = typeof title === 'string' ? title : title[language];
  return { project, title: text.trim() === '' ? project : text };
}
