/** What a path of a condition is called in a sentence. */

/** The words for a declared field, or nothing for what is none. */
export type LabelOf = (path: string) => string | undefined;

const names: Readonly<Record<string, string>> = {
  'visit.last': 'the last activity',
  'visit.first': 'the first visit',
  'visit.since': 'the start of this visit',
  'visit.submissions': 'the number of visits with a submission',
  'visit.logins': 'the number of sign-ins',
  'visit.steps': 'the number of steps done on this visit',
  'email.kind': 'the kind of e-mail address',
  'bant.complete': 'the number of BANT answers',
  'identity.strength': 'the way the visitor is recognised',
  stage: 'the stage',
  path: 'the path of the matrix',
  locale: 'the language',
  'page.path': 'the address of the page',
  'page.host': 'the host of the page',
  'page.referrer': 'the page before',
  'page.context': 'the context of the page',
  'page.scroll': 'the part of the page that was scrolled, in percent,',
  'page.seconds': 'the number of seconds on the page',
  'page.idle': 'the number of seconds without input',
  'page.events': 'what the page announced',
  'page.views': 'the number of pages seen',
  'device.kind': 'the kind of device',
  'device.region': 'the region',
  'device.timezone': 'the time zone',
  'form.seconds': 'the number of seconds that the view before took',
  'form.trap': 'the trap for machines',
  'now.hour': 'the hour',
  'now.weekday': 'the weekday',
  'now.date': 'the date',
};

const groups: Readonly<Record<string, (name: string) => string>> = {
  count: (name) => `the count of ${quote(name)}`,
  score: (name) => `the score ${quote(name)}`,
  segment: (name) => `the segment ${quote(name)}`,
  consent: (name) => `the consent to ${quote(name)}`,
  bant: (name) => `the ${name} (BANT)`,
  pause: (name) => `the pause ${quote(name)}`,
  utm: (name) => `the campaign's ${name}`,
  flag: (name) => `the variant of the flag ${quote(name)}`,
};

/** Fields by their label, the rest by what it means; a path that nobody knows stands for itself. */
export function describePath(path: string, label: LabelOf): string {
  const own = label(path);
  if (own) return quote(own);
  const [group = '', name = '', part] = path.split('.');
  if (Object.hasOwn(names, path)) return names[path] ?? path;
  if (group === 'page' && name === 'query') return `${quote(part ?? '')} in the address of the page`;
  if (group === 'count' && part) return `the ${part} ${quote(name)}`;
  const field = label(group);
  if (field) return `the ${name} of ${quote(field)}`;
  return Object.hasOwn(groups, group) && name
    ? (groups[group]?.(path.slice(group.length + 1)) ?? path)
    : quote(path);
}

const longest = 48;

/** A consent's label is a whole text: its beginning names it well enough. */
export function quote(text: string): string {
  return `“${text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text}”`;
}
