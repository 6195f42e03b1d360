/** The dialogs that `dialogs.ts` asks for: leaving unsaved changes, writing over somebody else's, and a file that cannot be opened. */
import { useEffect } from 'react';
import { formatPath } from '#core/scenario/issues.ts';
import { issueText } from '#core/scenario/issueText.ts';
import { saveFile } from '../document/files.ts';
import { useT } from '../i18n/i18n.ts';
import { isForeign } from '../import/foreign.ts';
import { openImport } from '../import/importStore.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { type DiscardQuestion, type OverwriteQuestion, type RejectedFile, showRejected, useDialogs } from './dialogs.ts';
import { useUi } from './uiStore.ts';

export function Dialogs() {
  const question = useDialogs((s) => s.question);
  const overwrite = useDialogs((s) => s.overwrite);
  const rejected = useDialogs((s) => s.rejected);
  return (
    <>
      {question && <DiscardDialog question={question} />}
      {overwrite && <OverwriteDialog question={overwrite} />}
      {rejected && (isForeign(rejected.text ?? '') ? <ImportInstead rejected={rejected} /> : <RejectedDialog rejected={rejected} />)}
    </>
  );
}

function DiscardDialog({ question }: { readonly question: DiscardQuestion }) {
  const t = useT();
  const no = () => question.answer(false);
  return (
    <Dialog
      isOpen
      onClose={no}
      title={t('file.discard.title')}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button variant="outline" onClick={no}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger" onClick={() => question.answer(true)}>
            {t('common.discard')}
          </Button>
        </>
      }
    >
      <p className="leading-5">{t('file.discard.body', { title: question.title })}</p>
    </Dialog>
  );
}

function OverwriteDialog({ question }: { readonly question: OverwriteQuestion }) {
  const t = useT();
  const no = () => question.answer(false);
  const elsewhere = () => {
    no();
    void saveFile({ as: true });
  };
  return (
    <Dialog
      isOpen
      onClose={no}
      title={t('file.overwrite.title', { name: question.name })}
      closeLabel={t('common.close')}
      actions={
        <>
          <Button variant="outline" onClick={no}>
            {t('common.cancel')}
          </Button>
          <Button variant="outline" onClick={elsewhere}>
            {t('file.saveAs')}
          </Button>
          <Button variant="danger" onClick={() => question.answer(true)}>
            {t('file.overwrite.do')}
          </Button>
        </>
      }
    >
      <p className="leading-5">{t('file.overwrite.body')}</p>
    </Dialog>
  );
}

/** No design, but a file that can become one. */
function ImportInstead({ rejected: { name, text = '' } }: { readonly rejected: RejectedFile }) {
  useEffect(() => {
    showRejected(undefined);
    openImport({ files: [{ path: name, text }] });
  }, [name, text]);
  return null;
}

function RejectedDialog({ rejected }: { readonly rejected: RejectedFile }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const close = () => showRejected(undefined);
  return (
    <Dialog
      isOpen
      onClose={close}
      width="medium"
      title={t('file.rejected.title', { name: rejected.name })}
      closeLabel={t('common.close')}
      actions={
        <Button variant="primary" onClick={close}>
          {t('common.ok')}
        </Button>
      }
    >
      <p className="pb-3 leading-5 text-(--text-2)">{t('file.rejected.body')}</p>
      <ul className="divide-y divide-(--border) rounded-md border border-(--border)">
        {rejected.issues.map((one, i) => (
          // Issues have no id, and the list never changes while it is shown.
          <li key={`${formatPath(one.path)} ${i}`} className="px-3 py-2">
            <p className="leading-5">{issueText(one, language)}</p>
            <code className="text-[12px] break-all text-(--text-3)">{formatPath(one.path)}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
