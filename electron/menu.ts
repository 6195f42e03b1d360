/**
 * The application menu in both languages. Keys are shown but left to the page, which knows whether the person is typing;
 * macOS alone always handles them here, after the page.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Language, MenuCommand } from './ipc.ts';

const en = {
  file: 'File',
  new: 'New',
  open: 'Open…',
  save: 'Save',
  saveAs: 'Save As…',
  import: 'Import docker-compose…',
  exportCompose: 'Export docker-compose…',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  run: 'Run',
  runPause: 'Run or Pause',
  reset: 'Reset',
  view: 'View',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullscreen: 'Full Screen',
  devTools: 'Developer Tools',
  close: 'Close Window',
  quit: 'Quit',
} as const;
const zh: Record<keyof typeof en, string> = {
  file: '文件',
  new: '新建',
  open: '打开…',
  save: '保存',
  saveAs: '另存为…',
  import: '导入 docker-compose…',
  exportCompose: '导出 docker-compose…',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  run: '运行',
  runPause: '运行或暂停',
  reset: '重置',
  view: '视图',
  resetZoom: '实际大小',
  zoomIn: '放大',
  zoomOut: '缩小',
  fullscreen: '全屏',
  devTools: '开发者工具',
  close: '关闭窗口',
  quit: '退出',
};

export interface MenuContext {
  readonly language: Language;
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly send: (command: MenuCommand) => void;
}

export function menuTemplate({ language, isMac, isPackaged, send }: MenuContext): MenuItemConstructorOptions[] {
  const words = language === 'zh' ? zh : en;
  const command = (name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label: words[name],
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => send(name),
  });
  const role = (label: keyof typeof en, name: MenuItemConstructorOptions['role']): MenuItemConstructorOptions => ({ label: words[label], role: name });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        command('new', 'CmdOrCtrl+N'),
        command('open', 'CmdOrCtrl+O'),
        line,
        command('save', 'CmdOrCtrl+S'),
        command('saveAs', 'CmdOrCtrl+Shift+S'),
        line,
        command('import'),
        command('exportCompose', 'CmdOrCtrl+E'),
        line,
        isMac ? role('close', 'close') : role('quit', 'quit'),
      ],
    },
    {
      label: words.edit,
      submenu: [
        command('undo', 'CmdOrCtrl+Z'),
        command('redo', 'CmdOrCtrl+Shift+Z'),
        line,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
      ],
    },
    { label: words.run, submenu: [command('runPause', 'Space'), command('reset', 'CmdOrCtrl+R')] },
    {
      label: words.view,
      submenu: [
        role('resetZoom', 'resetZoom'),
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('fullscreen', 'togglefullscreen'),
        ...(isPackaged ? [] : [line, role('devTools', 'toggleDevTools')]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
  ];
}
