/** A burst of load at the press of a button: which producer, how many times its rate, for how long. Shows what is left of it. */
import { Zap } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatDuration } from '../charts/format.ts';
import { useDocument } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useFigure } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Select } from '../parts/Select.tsx';
import { useUi } from '../ui/uiStore.ts';

const FACTORS = ['2', '5', '10', '20'] as const;
const SECONDS = ['5', '10', '30'] as const;
const SECOND_US = 1_000_000;

export function SpikeControl() {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const selected = useUi((s) => s.selection.nodes);
  const canSpike = useRun((s) => s.phase === 'ready' || s.phase === 'running' || s.phase === 'paused');
  const [chosen, setChosen] = useState('');
  const [factor, setFactor] = useState<(typeof FACTORS)[number]>('10');
  const [seconds, setSeconds] = useState<(typeof SECONDS)[number]>('10');
  const producers = useMemo(
    () =>
      Object.entries(nodes)
        .filter(([, doc]) => doc.kind === 'producer')
        .map(([value, doc]) => ({ value, label: doc.name })),
    [nodes],
  );
  const isProducer = (id: string | undefined) => producers.some((producer) => producer.value === id);
  // A selected producer is the one meant, unless another was picked here.
  const node = [chosen, ...selected, producers[0]?.value].find(isProducer);
  if (node === undefined) return null;
  return (
    <fieldset className="m-0 flex items-center gap-1 border-0 p-0">
      <legend className="sr-only">{t('spike.label')}</legend>
      <SpikeButton node={node} isDisabled={!canSpike} onFire={() => runControl.spike(node, Number(factor), Number(seconds) * SECOND_US)} />
      {producers.length > 1 && <Select label={t('spike.producer')} value={node} options={producers} onChange={setChosen} className="max-w-36" />}
      <Select label={t('spike.factor')} value={factor} options={FACTORS.map((value) => ({ value, label: `×${value}` }))} onChange={setFactor} />
      <Select label={t('spike.duration')} value={seconds} options={SECONDS.map((value) => ({ value, label: `${value} s` }))} onChange={setSeconds} />
    </fieldset>
  );
}

function SpikeButton({ node, isDisabled, onFire }: { readonly node: string; readonly isDisabled: boolean; readonly onFire: () => void }) {
  const t = useT();
  const spike = useRun((s) => s.spikes.find((active) => active.node === node));
  const left = useFigure((run) => {
    const active = run.spikes.find((s) => s.node === node);
    return active && formatDuration(Math.ceil(Math.max(0, active.untilUs - (run.status?.nowUs ?? 0)) / SECOND_US) * SECOND_US, 'en');
  });
  const isActive = spike !== undefined && left !== undefined;
  return (
    <Button
      data-tour="spike"
      variant="outline"
      disabled={isDisabled}
      onClick={onFire}
      icon={<Zap size={15} aria-hidden="true" className={isActive ? 'fill-current' : ''} />}
      className={`min-w-24 tabular-nums ${isActive ? 'border-(--flow-hot) text-(--flow-hot)' : ''}`}
    >
      {isActive ? t('spike.active', { factor: spike.factor, left }) : t('spike.fire')}
    </Button>
  );
}
