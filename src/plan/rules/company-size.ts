/**
 * Reads how many people a company has, from a number or from how people and lists of options write it: `1,000+`,
 * `10 – 99`, `50 bis 249 Mitarbeiter`, `über 1000`, `< 10`, `1k`. What is no such text has no size.
 */
export interface CompanySize {
  /** The least it can be. */
  readonly size: number;
  readonly band: SizeBand;
}

export type SizeBand = 'solo' | 'micro' | 'small' | 'medium' | 'large' | 'enterprise';

/** From how many people on; the steps below 250 are those of the European definition of small companies. */
const bands: readonly (readonly [from: number, band: SizeBand])[] = [
  [1000, 'enterprise'],
  [250, 'large'],
  [50, 'medium'],
  [10, 'small'],
  [2, 'micro'],
  [1, 'solo'],
];

/** A word before the number, the number, to another one, `+`, and words after. */
const pattern =
  /^(?:(>(?!=)|über|ueber|mehr als|more than|over)|(<=?|≤|unter|weniger als|bis(?: zu)?|under|less than|fewer than|up to|max\.?)|>=|≥|ab|from|von|mindestens|at least|min\.?|zwischen|between|ca\.?|circa|etwa|about|approx\.?|~)?\s*(\d[\d.,' ’]*)(k\b|tsd|tausend|thousand)?(?:\s*(?:[-–—]|bis(?: zu)?|to|und|and)\s*(\d[\d.,' ’]*)(?:k\b|tsd)?)?\s*\+?[\p{L}\s.,:*()/-]*$/u;

export function readCompanySize(value: string | number): CompanySize | undefined {
  const written = String(typeof value === 'number' ? Math.floor(value) : value);
  const text = written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  const [, above, below, first = '', thousands, last] = (text.length < 60 && pattern.exec(text)) || [];
  const from = below ? 1 : Math.floor(readNumber(first) * (thousands ? 1000 : 1)) + (above ? 1 : 0);
  const to = below ? readNumber(first) : last ? readNumber(last) : from;
  if (!(to > 0)) return undefined;
  const size = Math.max(1, from);
  // What begins with one and goes beyond it is hardly ever one person.
  const least = to > size ? Math.max(2, size) : size;
  const band = bands.find(([start]) => least >= start)?.[1];
  return band && { size, band };
}

/** Marks before three digits group them, a last one before others is the decimal point; `NaN` for neither. */
const readNumber = (digits: string): number =>
  Number(
    digits
      .trim()
      .replace(/[.,' ’](?=\d{3}(?!\d))/g, '')
      .replace(',', '.') || NaN,
  );
