/** Text with links and emphasis, as a page author writes it: `[text](address)` and `**text**`. Never HTML. */
import { isSafeRedirect } from './safe-url.js';

export interface Piece {
  readonly text: string;
  readonly strong?: boolean;
  readonly href?: string;
}

/** What leads nowhere safe stays the text that was written. Links may lead to a page beside this one, and to a mail. */
export function readRichText(text: string): readonly Piece[] {
  return text.split(/(\[[^[\]]+]\([^\s()]+\)|\*\*[^*]+\*\*)/).map((piece, i) => {
    const [, label = piece, href = ''] = /^\[(.+)]\((.+)\)$/.exec(piece) ?? [];
    if (href && (isSafeRedirect(href) || /^mailto:./.test(href))) return { text: label, href };
    return i % 2 && !href ? { text: piece.slice(2, -2), strong: true } : { text: piece };
  });
}

/** As it is read aloud. */
export const plainText = (text: string): string =>
  readRichText(text)
    .map((piece) => piece.text)
    .join('');
