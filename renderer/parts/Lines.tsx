/** Grey lines where text or fields will be. */
export function Lines({ count }: { readonly count: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3 p-3">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} className={`block h-3 rounded bg-(--surface-2) ${i % 3 === 0 ? 'w-1/2' : 'w-4/5'}`} />
      ))}
    </div>
  );
}
