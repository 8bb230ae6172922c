/** Numbers as people write them, with their units; what may be read in two ways is not read. */

/**
 * `units`: by unit, how much of the wanted one it is, such as `{ m: 1, km: 1000 }`. A number without a unit is one of
 * the wanted unit; one with a unit that is not there is refused. `1,200` and `1.200` are a thousand to some and one to
 * others: refused.
 */
export function normaliseNumber(
  text: string,
  units: Readonly<Record<string, number>> = {},
): number | undefined {
  const [, sign = '', digits = '', unit = ''] =
    /^([-−+]?)\s?(\d[\d.,'’ \u00a0\u202f]*)([^\d]*)$/.exec(text.trim()) ?? [];
  const number = readDigits(digits.trim());
  const name = unit.trim();
  const factor = name === '' ? 1 : Object.hasOwn(units, name) ? units[name] : undefined;
  if (number === undefined || factor === undefined) return undefined;
  return number * factor * (sign === '-' || sign === '−' ? -1 : 1);
}

/** Groups of three and one mark for the fraction, which is another than the one between the groups. */
function readDigits(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}([ \u00a0\u202f'’]\d{3})+([.,]\d+)?$/.test(text))
    return toNumber(text.replace(/[^\d.,]/g, ''));
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ''));
  if (/^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(,\d{3})+\.\d+$/.test(text)) {
    const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    return toNumber(text.slice(0, at).replace(/[.,]/g, '') + text.slice(at));
  }
  const isOne = /^\d+[.,]\d+$/.test(text) && !/^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return isOne ? toNumber(text) : undefined;
}

const toNumber = (text: string): number => Number(text.replace(',', '.'));
