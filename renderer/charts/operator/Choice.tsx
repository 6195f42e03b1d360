/** One of two or three views, side by side. */
import type { OneOf } from '../../parts/oneOf.ts';

export function Choice<Value extends string>({ label, value, options, onChange }: OneOf<Value>) {
  return (
    <div role="group" aria-label={label} className="flex shrink-0 rounded-md border border-(--border) p-px">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={`h-5.5 cursor-pointer rounded-[5px] px-2 text-[12px] whitespace-nowrap ${option.value === value ? 'bg-(--surface-2) font-medium text-(--text)' : 'text-(--text-2) hover:text-(--text)'}`}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
