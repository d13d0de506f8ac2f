import type { Piece } from './queries';

/** A text with the places marked that were looked for. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, place) =>
    piece.mark ? <mark key={place}>{piece.t}</mark> : <span key={place}>{piece.t}</span>,
  );
}
