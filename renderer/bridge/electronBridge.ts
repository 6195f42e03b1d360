/** The desktop as host: every call goes to the main process, which asks the person where files lie. */
import type { Language } from '#core/scenario/issueText.ts';
import type { Bridge, MenuCommand } from './bridge.ts';
import { desktopEnginePort } from './desktopEnginePort.ts';
import type { DesktopApi } from './desktopApi.ts';
import { fileTooLarge } from './fileTooLarge.ts';

export function electronBridge(api: DesktopApi, language: () => Language): Bridge {
  return {
    isDesktop: true,
    async openScenario() {
      const opened = await api.openScenario();
      if (opened.kind === 'tooLarge') throw await fileTooLarge(opened.size, language());
      return opened.kind === 'file' ? { name: opened.name, text: opened.text } : undefined;
    },
    saveScenario: ({ name, text }, { as }) => api.saveScenario(name, text, as),
    saveBytes: (name, data) => api.saveBytes(name, data),
    saveFolder: (files) => api.saveFolder([...files]),
    setLanguage: (next) => void api.setLanguage(next),
    enginePort: () => desktopEnginePort(api, window),
    onMenu: (listener) => api.onMenu((command) => isForText(command) || listener(command)),
  };
}

/** Undo chosen from the menu while the person types takes back typing, not an edit of the design. */
function isForText(command: MenuCommand): boolean {
  if (command !== 'undo' && command !== 'redo') return false;
  const field = document.activeElement;
  const isTyping = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isTyping && document.execCommand(command);
}
