/** The figures of one component, in groups: each with its value at the instant shown, where it is going, and what it means. */
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import type { Direction } from '#core/metrics/derived.ts';
import { useFigure } from '../../engine/useSlot.ts';
import { useUi } from '../../ui/uiStore.ts';
import { type Figure, figuresOf, GROUPS, type Subject } from './figures.ts';
import { MetricHelp } from './MetricHelp.tsx';
import { formatFigure, metricText, useWords } from './metricTexts.ts';

const ARROWS = { rising: ArrowUpRight, falling: ArrowDownRight, level: ArrowRight } as const;
const ARROW_COLORS = { rising: 'text-(--bad)', falling: 'text-(--ok)', level: 'text-(--text-3)' } as const;

interface FigureListProps {
  readonly subject: Subject;
  /** The figure whose curve is drawn. */
  readonly drawn: string | undefined;
  readonly onDraw: (figure: Figure) => void;
}

export function FigureList({ subject, drawn, onDraw }: FigureListProps) {
  const words = useWords();
  const figures = figuresOf(subject);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="ops-figures">
        {GROUPS.map((group) => {
          const own = figures.filter((figure) => figure.group === group);
          if (own.length === 0) return null;
          return (
            <section key={group} className="break-inside-avoid-column px-3 pb-2">
              <h4 className="pb-0.5 text-[11px] font-semibold text-(--text-3)">{words(`ops.group.${group}`)}</h4>
              <ul>
                {own.map((figure) => (
                  <FigureRow key={figure.name} figure={figure} subject={subject} isDrawn={drawn === figure.name} onDraw={onDraw} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}

interface FigureRowProps {
  readonly figure: Figure;
  readonly subject: Subject;
  readonly isDrawn: boolean;
  readonly onDraw: (figure: Figure) => void;
}

function FigureRow({ figure, subject, isDrawn, onDraw }: FigureRowProps) {
  const words = useWords();
  const language = useUi((s) => s.language);
  const text = useFigure(() => formatFigure(figure.value(subject), figure.unit, language, words('ops.never')));
  const direction = useFigure(() => figure.direction?.(subject));
  const name = metricText(language, figure.name, 'name');
  const row = (
    <>
      <span className="min-w-0 flex-1 truncate text-left text-(--text-2)">{name}</span>
      {direction !== undefined && <Arrow direction={direction} />}
      <span className="shrink-0 text-right font-medium tabular-nums">{text}</span>
    </>
  );
  const layout = 'flex h-6 min-w-0 flex-1 items-center gap-1.5 rounded px-1 text-[12px]';
  return (
    <li className="flex items-center">
      {figure.line === undefined ? (
        <span className={layout}>{row}</span>
      ) : (
        <button
          type="button"
          aria-pressed={isDrawn}
          title={words('ops.draw', { name })}
          onClick={() => onDraw(figure)}
          className={`${layout} cursor-pointer hover:bg-(--surface-2) ${isDrawn ? 'bg-(--surface-2)' : ''}`}
        >
          {row}
        </button>
      )}
      <MetricHelp name={figure.name} unit={figure.unit} />
    </li>
  );
}

/** Said as well as drawn. */
function Arrow({ direction }: { readonly direction: Direction }) {
  const words = useWords();
  const Icon = ARROWS[direction];
  return <Icon size={14} className={`shrink-0 ${ARROW_COLORS[direction]}`} role="img" aria-label={words(`ops.${direction}`)} />;
}
