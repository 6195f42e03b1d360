/** Whether what a service stores outlives its container. */
import type { ComposeService } from './project.ts';

/** A volume or a folder of the host holds the directory, or part of it. */
export function isKept({ mounts }: ComposeService, directory: string): boolean {
  const plain = directory.replace(/\/+$/, '');
  return mounts.some(({ kind, target }) => {
    const at = target.replace(/\/+$/, '');
    return (kind === 'volume' || kind === 'bind') && (at === plain || plain.startsWith(`${at}/`) || at.startsWith(`${plain}/`));
  });
}

/** Where the directory is not known: any named volume, or folder that looks like data. */
export const keepsAnything = ({ mounts }: ComposeService): boolean =>
  mounts.some(({ kind, target }) => kind === 'volume' || (kind === 'bind' && /data|lib|log|store|mnesia/i.test(target)));
