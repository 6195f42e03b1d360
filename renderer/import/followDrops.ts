/**
 * Several files, or a folder, dropped on the window are a project to import. One file is opened by the canvas, which hands on what
 * turns out to be no design.
 */
import { openImport } from './importStore.ts';
import { ofDrop } from './offered.ts';

/** Returns what stops it. */
export function followDrops(): () => void {
  const onDrop = (event: DragEvent) => {
    const { dataTransfer, target } = event;
    const isInDialog = target instanceof Element && target.closest('[data-modal]') !== null;
    if (dataTransfer === null || isInDialog || !isProject(dataTransfer)) return;
    event.preventDefault();
    event.stopPropagation();
    void ofDrop(dataTransfer).then((dropped) => openImport({ dropped }));
  };
  window.addEventListener('drop', onDrop, true);
  return () => window.removeEventListener('drop', onDrop, true);
}

const isProject = ({ files, items }: DataTransfer): boolean =>
  files.length > 1 || [...items].some((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory === true);
