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
  /^(?:(>(?!=)|über|ueber|mehr als|more than|over)|(<=?|≤|unter|weniger als|bis(?: zu)?|under|less than|fewer than|up to|max\.?)|>=|≥|ab|from|von|mindestens|at least|min\.?|zwischen|between|ca\.?|circa|etwa|about|approx\.?|~)?\s*(\d[\d.,' ’]*)(k(?!\p{L})|tsd|tausend|thousand)?\.?(?:\s*(?:[-–—]|bis(?: zu)?|to|und|and)\s*(\d[\d.,' ’]*)(k(?!\p{L})|tsd|tausend|thousand)?)?\s*\+?([\p{L}\s.,:*()/-]*)$/u;

/** What may stand behind the number: words for people and for more of them. Of any other unit nothing is known. */
const unit =
  /^(mitarbeit.*|beschäftigt.*|angestellt.*|arbeitnehm.*|innen|employ.*|people|persons?|personen|leute|mann|ma|staff|team|workers?|members?|head.*|fte|full|time|vollzeit.*|köpfe|or|oder|und|and|more|mehr|plus|in|total|insgesamt|gesamt|weltweit|worldwide|global.*)?$/;

export function readCompanySize(value: string | number): CompanySize | undefined {
  const written = String(typeof value === 'number' ? Math.floor(value) : value);
  const text = written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  const [, above, below, first = '', k, last = '', lastK, units = ''] =
    (text.length < 60 && pattern.exec(text)) || [];
  if (!units.split(/[^\p{L}]+/u).every((word) => unit.test(word))) return undefined;
  // In `1-5k` both are thousands, in `500-1k` the second alone.
  const both = k ?? (readNumber(first) < readNumber(last) ? lastK : undefined);
  const number = Math.floor(readNumber(first) * (both ? 1000 : 1));
  const from = below ? 1 : number + (above ? 1 : 0);
  const to = below ? number : last ? readNumber(last) * (lastK ? 1000 : 1) : from;
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
