/** A few figures in two columns, as the live figures above them. */
export interface FactsProps {
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-1 text-[12px]">
      {facts.map(([label, value]) => (
        <div key={label} className="flex min-w-0 items-baseline justify-between gap-2">
          <dt className="truncate text-(--text-2)">{label}</dt>
          <dd className="font-medium whitespace-nowrap tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
