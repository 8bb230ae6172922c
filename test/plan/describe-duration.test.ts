import { describe, expect, it } from 'vitest';
import { describeDate, describeDuration } from '../../src/plan/describe-duration.js';

describe('lengths of time', () => {
  it.each([
    ['P1Y', '1 year'],
    ['P2M', '2 months'],
    ['P1W', '1 week'],
    ['P1D', '1 day'],
    ['PT1H', '1 hour'],
    ['PT2M', '2 minutes'],
    ['PT30S', '30 seconds'],
    ['P1Y2M3DT4H5M6S', '1 year 2 months 3 days 4 hours 5 minutes 6 seconds'],
    ['P10Y', '10 years'],
    ['P11M', '11 months'],
    ['PT1M', '1 minute'],
    ['P1M', '1 month'],
  ])('F1 are told in words: %s is %s', (duration, words) => expect(describeDuration(duration)).toBe(words));

  it.each(['', 'P', 'PT', 'soon', 'P30'])('F1 stand for themselves where they are none: "%s"', (text) =>
    expect(describeDuration(text)).toBe(text),
  );
});

describe('dates', () => {
  it('F1 are told with the name of every month', () => {
    const words = Array.from({ length: 12 }, (_, month) =>
      describeDate(new Date(Date.UTC(2026, month, 28)).toISOString()),
    );
    const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
    expect(words).toEqual(names.map((name) => `28 ${name} 2026`));
  });

  it('F1 are those of Greenwich, wherever the host is', () => {
    expect(describeDate('2026-01-01T00:30:00+02:00')).toBe('31 Dec 2025');
    expect(describeDate('2026-11-03')).toBe('3 Nov 2026');
  });

  it('F1 say nothing of what is no instant', () => expect(describeDate('soon')).toBeUndefined());
});
