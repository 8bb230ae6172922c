/** Lengths of time and dates in words, the same in every host: no locale of the machine is asked. */

const units: Readonly<Record<string, string>> = { Y: 'year', W: 'week', D: 'day', H: 'hour', S: 'second' };

/** `P30D` as `30 days`, `P1Y6M` as `1 year 6 months`; what is no duration stands for itself. */
export function describeDuration(duration: string): string {
  const [date = '', time = ''] = duration.split('T');
  const parts = [date, time].flatMap((half, i) =>
    [...half.matchAll(/(\d+)([YMWDHS])/g)].map(([, n = '', unit = '']) => {
      const name = unit === 'M' ? (i ? 'minute' : 'month') : (units[unit] ?? '');
      return `${n} ${name}${n === '1' ? '' : 's'}`;
    }),
  );
  return parts.join(' ') || duration;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `3 Nov 2026`, in UTC; nothing for what is no instant. */
export function describeDate(instant: string): string | undefined {
  const date = new Date(instant);
  const month = months[date.getUTCMonth()];
  return month && `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}
