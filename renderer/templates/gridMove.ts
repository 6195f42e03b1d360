/** Where an arrow key leads in a grid of cards, by where the cards lie: rows need not be full, nor of one length. */
export interface CardBox {
  readonly left: number;
  readonly top: number;
}

/** The index it leads to; `from` itself at an edge; undefined for a key that does not move. */
export function moveInGrid(cards: readonly CardBox[], from: number, key: string): number | undefined {
  const at = cards[from];
  if (at === undefined) return undefined;
  switch (key) {
    case 'ArrowRight':
      return Math.min(cards.length - 1, from + 1);
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return cards.length - 1;
    case 'ArrowDown':
      return nearest(cards, at, rowAfter(cards, at.top)) ?? from;
    case 'ArrowUp':
      return nearest(cards, at, rowBefore(cards, at.top)) ?? from;
    default:
      return undefined;
  }
}

const rowAfter = (cards: readonly CardBox[], top: number): number => Math.min(...cards.flatMap((card) => (card.top > top ? [card.top] : [])));
const rowBefore = (cards: readonly CardBox[], top: number): number => Math.max(...cards.flatMap((card) => (card.top < top ? [card.top] : [])));

/** Of the cards of a row, the one nearest in line. */
function nearest(cards: readonly CardBox[], at: CardBox, row: number): number | undefined {
  let best: number | undefined;
  cards.forEach((card, i) => {
    if (card.top !== row) return;
    const rival = best === undefined ? undefined : cards[best];
    if (rival === undefined || Math.abs(card.left - at.left) < Math.abs(rival.left - at.left)) best = i;
  });
  return best;
}
