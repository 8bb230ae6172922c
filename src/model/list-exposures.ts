/** The variants that a form is shown with, as submissions and the data layer tell them. */

/** `<flag>:<variant>` for each signal that is a choice; of signals by path. */
export const listExposures = (signals: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(signals)
    .filter(([path]) => path.startsWith('flag.'))
    .map(([path, variant]) => `${path.slice(5)}:${String(variant)}`);
