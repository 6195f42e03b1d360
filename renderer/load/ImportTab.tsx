/** A load from another program's text, pasted, opened or dropped: read at once, looked at, and only then taken. */
import { FolderOpen, X } from 'lucide-react';
import { type DragEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { LIMITS } from '#core/base/limits.ts';
import { type LoadFileFault, loadFileFaultText } from '#core/load/fileFaults.ts';
import type { NodeId } from '#core/scenario/scenario.ts';
import { formatBytes } from '#core/base/quantity.ts';
import { formatExact } from '../charts/format.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Edit, FieldValue } from '../document/edits.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Select } from '../parts/Select.tsx';
import { toast } from '../parts/toasts.ts';
import { useUi } from '../ui/uiStore.ts';
import { Choice } from '../parts/Choice.tsx';
import { loadPath } from './editing.ts';
import { type FoundLoad, isBareList, kindOfText, readLoads } from './files.ts';
import { timeText } from './handles.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { SAMPLES } from './sampleFiles.ts';
import { useHorizonUs } from './useRunOf.ts';
import { instantText } from './words.ts';

/** A longer text is not put into a field: it would be slow, and nobody reads it. */
const FIELD_MAX = 100_000;

export function ImportTab({ node, onDone }: { readonly node: NodeId; readonly onDone: () => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const [targets, setTargets] = useState<'rates' | 'users'>('rates');
  const [chosen, setChosen] = useState(0);
  const [lengthens, setLengthens] = useState(true);
  const horizonUs = useHorizonUs();
  const read = useDeferredValue(text);
  const found = useMemo(() => (read.trim() === '' ? undefined : readLoads(read, targets)), [read, targets]);
  const loads = found?.ok === true ? found.value : [];
  const one = loads[Math.min(chosen, loads.length - 1)];
  const isLonger = one !== undefined && one.endsUs > horizonUs;
  const take = () => {
    if (one === undefined) return;
    documentStore.getState().apply(importEdit(node, one, isLonger && lengthens));
    onDone();
  };
  return (
    <div className="grid h-full grid-cols-2">
      <Source text={text} onText={setText} />
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto border-l border-(--border) p-4">
        {found === undefined && <Hints onSample={setText} />}
        {found?.ok === false && <Fault fault={found.error} text={read} />}
        {isBareList(read) && found !== undefined && (
          <Choice
            label={t('studio.targets')}
            value={targets}
            options={[
              { value: 'rates', label: t('studio.targets.rates') },
              { value: 'users', label: t('studio.targets.users') },
            ]}
            onChange={setTargets}
          />
        )}
        {loads.length > 1 && (
          <Select
            label={t('studio.scenario')}
            value={String(Math.min(chosen, loads.length - 1))}
            options={loads.map(({ name }, i) => ({ value: String(i), label: name }))}
            onChange={(i) => setChosen(Number(i))}
          />
        )}
        {one !== undefined && (
          <>
            <ImportPreview node={node} found={one} horizonUs={isLonger && lengthens ? one.endsUs : horizonUs} />
            {isLonger && (
              <label className="flex cursor-pointer items-start gap-2 leading-5">
                <input type="checkbox" className="mt-1 accent-(--accent)" checked={lengthens} onChange={(event) => setLengthens(event.target.checked)} />
                {t('studio.lengthen', { length: instantText(one.endsUs), horizon: instantText(horizonUs) })}
              </label>
            )}
            <div>
              <Button variant="primary" onClick={take}>
                {t('studio.take')}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** The load, and the length of the run if it is to be as long: one step of undo. */
function importEdit(node: NodeId, { load, endsUs }: FoundLoad, lengthens: boolean): Edit {
  const own: Edit = { kind: 'setField', path: loadPath(node), value: load as FieldValue };
  return lengthens ? { kind: 'batch', label: 'change', edits: [own, { kind: 'setField', path: ['model', 'horizon'], value: timeText(endsUs) }] } : own;
}

function Source({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const t = useT();
  const id = useId();
  const language = useUi((s) => s.language);
  const picker = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > LIMITS.scenarioFileBytes) toast(t('studio.tooLarge', { size: formatBytes(LIMITS.scenarioFileBytes) }), undefined, 'bad');
    else onText(await file.text());
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void open(event.dataTransfer.files[0]);
  };
  return (
    // Dropping is one more way: the button opens a file as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="flex min-h-0 flex-col gap-2 p-4" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="flex-1 text-(--text-2)">
          {t('studio.paste')}
        </label>
        {text !== '' && (
          <Button icon={<X size={14} />} onClick={() => onText('')}>
            {t('studio.clear')}
          </Button>
        )}
        <Button variant="outline" icon={<FolderOpen size={15} />} onClick={() => picker.current?.click()}>
          {t('studio.open')}
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.json,.js,.ts,.mjs"
          onChange={(event) => {
            void open(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {text.length > FIELD_MAX ? (
        <p className="flex-1 rounded-md border border-(--border) bg-(--surface-2) p-3 leading-5 text-(--text-2)">
          {t('studio.long', { lines: formatExact(text.split('\n').length, language) })}
        </p>
      ) : (
        <textarea
          id={id}
          value={text}
          spellCheck={false}
          autoComplete="off"
          placeholder={t('studio.placeholder')}
          onChange={(event) => onText(event.target.value)}
          className="min-h-0 flex-1 resize-none rounded-md border border-(--border) bg-(--surface) p-3 font-(family-name:--font-number) text-[12px] leading-[18px] placeholder:text-(--text-3) hover:border-(--border-strong)"
        />
      )}
    </div>
  );
}

/** What can be read, with something to try. */
function Hints({ onSample }: { readonly onSample: (text: string) => void }) {
  const t = useT();
  return (
    <div className="flex flex-col gap-3 leading-5 text-(--text-2)">
      <p>{t('studio.reads')}</p>
      <ul className="flex flex-col gap-2">
        {SAMPLES.map(({ name, text }) => (
          <li key={name} className="rounded-md border border-(--border) p-3">
            <div className="flex items-center justify-between gap-2">
              <strong className="font-medium text-(--text)">{t(`studio.sample.${name}`)}</strong>
              <Button variant="outline" onClick={() => onSample(text)}>
                {t('studio.try')}
              </Button>
            </div>
            <p className="text-[12px]">{t(`studio.sample.${name}.about`)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is wrong, and the row it is in. */
function Fault({ fault, text }: { readonly fault: LoadFileFault; readonly text: string }) {
  const language = useUi((s) => s.language);
  const row = kindOfText(text) === 'csv' ? Number(fault.params['where']) : Number.NaN;
  const line = text.split(/\r?\n/)[row - 1];
  return (
    <div role="alert" className="flex flex-col gap-2">
      <p className="leading-5 text-(--bad)">{loadFileFaultText(fault, language)}</p>
      {line !== undefined && (
        <code className="block overflow-x-auto rounded-md border border-(--border) bg-(--surface-2) px-3 py-2 font-(family-name:--font-number) text-[12px] whitespace-pre">
          <span className="pr-3 text-(--text-3)">{row}</span>
          {line.slice(0, 200)}
        </code>
      )}
    </div>
  );
}
