/** As many digits as mean something. */
export function roundDigits(value: number, digits = 3): string {
  return value >= 10 ** (digits - 1) ? value.toFixed(0) : String(Number(value.toPrecision(digits)));
}
