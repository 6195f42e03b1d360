/** A line's colour and dash, as its chart draws it. SVG attributes, since a style in markup is refused by the page's policy. */
export function Swatch({ color, isDashed }: { readonly color: string; readonly isDashed: boolean }) {
  return (
    <svg width="14" height="4" aria-hidden="true" className="shrink-0">
      <line x1="0" y1="2" x2="14" y2="2" stroke={`var(${color})`} strokeWidth="2.5" {...(isDashed ? { strokeDasharray: '4 2' } : {})} />
    </svg>
  );
}
