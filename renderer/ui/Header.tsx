/** The top row: what this is, the document and its state, undo, and this window's settings. */
import { CircleHelp, Container, GraduationCap, Languages, Monitor, Moon, PanelBottom, PanelLeft, PanelRight, Redo2, Share2, Sun, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { documentStore, useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { toggleLessons } from '../lessons/openLessons.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Menu, MenuChoice } from '../parts/Menu.tsx';
import { IconToggle } from '../parts/Toggle.tsx';
import { DocumentTitle } from './DocumentTitle.tsx';
import { FileMenu } from './FileMenu.tsx';
import { IssueCount } from './IssueCount.tsx';
import { shortcutText } from './keys.ts';
import { Logo } from './Logo.tsx';
import type { Language, Theme } from './preferences.ts';
import { type PanelName, uiStore, useUi } from './uiStore.ts';

export function Header() {
  const t = useT();
  return (
    <header className="flex h-11 shrink-0 items-center gap-1 border-b border-(--border) bg-(--surface) px-2">
      <h1 className="flex items-center gap-2 pr-2 pl-1 text-[15px] font-semibold tracking-tight">
        <Logo />
        {t('app.name')}
      </h1>
      <FileMenu />
      <UndoButtons />
      <DocumentTitle />
      <IssueCount />
      <Button icon={<Container size={16} />} onClick={() => uiStore.getState().setOverlay('compose')} aria-label={t('file.exportCompose')}>
        {t('file.exportShort')}
      </Button>
      <LearnButton />
      <Button icon={<Share2 size={16} />} onClick={() => uiStore.getState().setOverlay('share')}>
        {t('file.share')}
      </Button>
      <Divider />
      <PanelToggles />
      <Divider />
      <LanguageMenu />
      <ThemeMenu />
      <IconButton label={t('shortcuts.title')} shortcut="?" onClick={() => uiStore.getState().setOverlay('shortcuts')}>
        <CircleHelp size={16} />
      </IconButton>
    </header>
  );
}

function LearnButton() {
  const t = useT();
  const isLearning = useUi((s) => s.isLearning);
  return (
    <Button data-tour="learn" icon={<GraduationCap size={16} />} aria-pressed={isLearning} className="aria-pressed:bg-(--surface-2)" onClick={toggleLessons}>
      {t('learn.button')}
    </Button>
  );
}

const Divider = () => <span className="mx-1 h-5 w-px bg-(--border)" />;

function UndoButtons() {
  const t = useT();
  const { canUndo, canRedo, undoLabel, redoLabel } = useDocument((s) => s);
  return (
    <>
      <IconButton
        label={undoLabel ? t('edit.undoStep', { step: t(`edit.step.${undoLabel}`) }) : t('edit.undo')}
        shortcut={shortcutText('mod+z')}
        disabled={!canUndo}
        onClick={() => documentStore.getState().undo()}
      >
        <Undo2 size={16} />
      </IconButton>
      <IconButton
        label={redoLabel ? t('edit.redoStep', { step: t(`edit.step.${redoLabel}`) }) : t('edit.redo')}
        shortcut={shortcutText('mod+shift+z')}
        disabled={!canRedo}
        onClick={() => documentStore.getState().redo()}
      >
        <Redo2 size={16} />
      </IconButton>
    </>
  );
}

const PANELS: readonly { readonly name: PanelName; readonly icon: ReactNode }[] = [
  { name: 'palette', icon: <PanelLeft size={16} /> },
  { name: 'dashboard', icon: <PanelBottom size={16} /> },
  { name: 'inspector', icon: <PanelRight size={16} /> },
];

function PanelToggles() {
  const t = useT();
  const panels = useUi((s) => s.panels);
  return PANELS.map(({ name, icon }) => (
    <IconToggle
      key={name}
      label={t(panels[name] ? 'view.hide' : 'view.show', { panel: t(`view.${name}`) })}
      isOn={panels[name]}
      onChange={(isOn) => uiStore.getState().setPanel(name, isOn)}
    >
      {icon}
    </IconToggle>
  ));
}

/** Each language in itself: who looks for one can read it. */
const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh', label: '简体中文' },
];

function LanguageMenu() {
  const t = useT();
  const language = useUi((s) => s.language);
  const trigger = (
    <IconButton label={t('view.language')}>
      <Languages size={16} />
    </IconButton>
  );
  return (
    <Menu align="end" trigger={trigger}>
      <MenuChoice value={language} options={LANGUAGES} onChange={(next) => uiStore.getState().setLanguage(next)} />
    </Menu>
  );
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const THEME_ICONS: Record<Theme, ReactNode> = { system: <Monitor size={16} />, light: <Sun size={16} />, dark: <Moon size={16} /> };

function ThemeMenu() {
  const t = useT();
  const theme = useUi((s) => s.theme);
  return (
    <Menu align="end" trigger={<IconButton label={t('view.theme')}>{THEME_ICONS[theme]}</IconButton>}>
      <MenuChoice
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`view.theme.${value}`) }))}
        onChange={(next) => uiStore.getState().setTheme(next)}
      />
    </Menu>
  );
}
