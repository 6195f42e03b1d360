/** A row of bars with words below: what keys and sizes come to. */
export interface BarsProps {
  /** Heights; the highest fills the picture. */
  readonly values: readonly number[];
  readonly words: string;
  /** Name of a colour token. */
  readonly color: string;
  /** Bars beyond this are paler: they stand for more than one. */
  readonly pale?: number;
}

const WIDTH = 256;
const HEIGHT = 34;

export function Bars({ values, words, color, pale = values.length }: BarsProps) {
  const top = values.reduce((highest, value) => Math.max(highest, value), 0);
  const step = WIDTH / values.length;
  return (
    <figure className="rounded-md border border-(--border) bg-(--canvas) p-2">
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block h-9 w-full"
        preserveAspectRatio="none"
        style={{ color: `var(${color})` }}
      >
        {values.map((value, i) => {
          // What is there at all is seen.
          const height = top > 0 && value > 0 ? Math.max(1, (value / top) * HEIGHT) : 0;
          return (
            // Bars are told apart by their place alone.
            <rect
              key={i}
              x={i * step}
              width={Math.max(0.5, step - 1)}
              y={HEIGHT - height}
              height={height}
              className={`fill-current ${i < pale ? 'opacity-70' : 'opacity-30'}`}
            />
          );
        })}
      </svg>
      <figcaption className="pt-1 text-[11px] leading-4 text-(--text-3) tabular-nums">{words}</figcaption>
    </figure>
  );
}
