/** The desktop as host: every call goes to the main process, which asks the person where files lie. */
import type { Language } from '#core/scenario/issueText.ts';
import type { Bridge, FilePlace, MenuCommand, OpenedFile } from './bridge.ts';
import { desktopEnginePort } from './desktopEnginePort.ts';
import type { DesktopApi, DesktopPlace, Opened } from './desktopApi.ts';
import { fileTooLarge } from './fileTooLarge.ts';

export function electronBridge(api: DesktopApi, language: () => Language): Bridge {
  const fileOf = async (opened: Opened): Promise<OpenedFile | undefined> => {
    if (opened.kind === 'tooLarge') throw await fileTooLarge(opened.size, language());
    return opened.kind === 'file' ? { name: opened.name, text: opened.text, place: placeOf(opened.name, opened.place) } : undefined;
  };
  return {
    isDesktop: true,
    remembersFiles: true,
    openScenario: async () => fileOf(await api.openScenario()),
    async reopen({ token }) {
      const file = token === undefined ? undefined : await fileOf(await api.reopenScenario(token));
      return file === undefined ? { kind: 'missing' } : { kind: 'file', file };
    },
    async saveScenario({ name, text }, { place, mayOverwrite = false }) {
      const saved = await api.saveScenario(name, text, place?.token, mayOverwrite ? undefined : place?.modifiedMs);
      return saved.kind === 'saved' ? { ...saved, place: placeOf(saved.name, saved.place) } : saved;
    },
    isSamePlace: async (a, b) => a.token !== undefined && a.token === b.token,
    saveBytes: (name, data) => api.saveBytes(name, data),
    saveFolder: (files) => api.saveFolder([...files]),
    setLanguage: (next) => void api.setLanguage(next),
    enginePort: () => desktopEnginePort(api, window),
    onMenu: (listener) => api.onMenu((command) => isForText(command) || listener(command)),
  };
}

const placeOf = (name: string, { token, modifiedMs, folder }: DesktopPlace): FilePlace => ({ name, token, modifiedMs, folder });

/** Undo chosen from the menu while the person types takes back typing, not an edit of the design. */
function isForText(command: MenuCommand): boolean {
  if (command !== 'undo' && command !== 'redo') return false;
  const field = document.activeElement;
  const isTyping = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isTyping && document.execCommand(command);
}
