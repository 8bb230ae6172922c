/** ISO 8601 durations in the form `PnYnMnWnDTnHnMnS`; a year counts 365 days, a month 30. */
const pattern = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/;
/** Seconds in what each group of the pattern counts; the fifth only opens the time of day. */
const seconds = [31_536_000, 2_592_000, 604_800, 86_400, 0, 3_600, 60, 1];

/** Milliseconds, or `undefined` where the text is no such duration. */
export function parseDuration(text: string): number | undefined {
  const groups = pattern.exec(text)?.slice(1);
  return groups && seconds.reduce((sum, unit, i) => sum + unit * 1000 * (parseInt(groups[i] ?? '') || 0), 0);
}
