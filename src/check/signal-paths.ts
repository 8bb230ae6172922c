/** What may be read of page, device and behaviour: the paths that `signals` may declare. */

export const plainSignals: readonly string[] = [
  'page.path',
  'page.host',
  'page.referrer',
  'page.context',
  'device.kind',
  'device.region',
  'device.timezone',
  'locale',
  'now.hour',
  'now.weekday',
  'now.date',
  'form.seconds',
  'form.trap',
];
export const namedSignals: readonly string[] = [
  'page.query.<name>',
  'utm.<name>',
  'flag.<name>',
  'count.<name>',
];

export const isSignalPath = (path: string): boolean =>
  plainSignals.includes(path) || /^(page\.query\.[\w.-]{1,64}|(flag|utm|count)\.[\w-]{1,64})$/.test(path);

/** The declaration that a path needs: `count.pricing` for `count.pricing.last`. */
export const signalOf = (path: string): string => path.replace(/^(count\.[^.]+)\.(first|last)$/, '$1');
