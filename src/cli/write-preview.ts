/** A preview as text to read in a terminal. */
import { didYouMean } from '../check/did-you-mean.js';
import type { AskWord } from '../model/plan.js';
import type { FormConfig } from '../model/form-config.js';
import type { Preview, PreviewedField, PreviewedView } from './preview.js';
import { writeTable } from './write-table.js';

const manners: Readonly<Record<AskWord, string>> = {
  missing: '',
  stale: 'once more',
  unconfirmed: 'to confirm',
  alwaysAsk: 'every time',
  prefilled: 'filled in',
};

export function writePreview(preview: Preview, { fields }: FormConfig): readonly string[] {
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  const { form, version, about, now, visit, identity, unused, unread, views } = preview;
  const budget = preview.fields[0]?.budget;
  return [
    `${form}, version ${version}: visit ${visit}, ${identity === 'none' ? 'nobody recognised' : `recognised by ${identity}`}, ${now}`,
    ...(about ? [about] : []),
    ...(budget ? [`Budget: ${budget.spent} of ${budget.questions} questions spent`] : []),
    ...(unused.length
      ? [`Not in this form: ${unused.map((name) => withGuess(name, [...labels.keys()])).join(', ')}`]
      : []),
    ...(unread.length
      ? [`Not read, since the form does not declare it or lacks the consent: ${unread.join(', ')}`]
      : []),
    '',
    ...(views.length
      ? views.flatMap((view, i) => writeView(view, i, views.length, labels))
      : ['Nothing is asked.', '']),
    'Every field:',
    ...writeTable(
      ['field', 'verdict', 'decided by', 'why'],
      preview.fields.map(({ field, verdict, rule, text }) => [field, verdict, rule, text]),
    ),
  ];
}

function withGuess(name: string, fields: readonly string[]): string {
  const guess = didYouMean(name, fields);
  return guess ? `${name} (${guess.replace('D', 'd')})` : name;
}

function writeView(
  { step, title, reason, ask, confirm }: PreviewedView,
  index: number,
  count: number,
  labels: ReadonlyMap<string, string>,
): readonly string[] {
  const line = ({ field, word }: PreviewedField, manner = manners[word]) =>
    `  - ${labels.get(field) ?? field}${manner ? ` (${manner})` : ''}`;
  return [
    `View ${index + 1} of ${count}, step ${step}${title === undefined ? '' : `: ${title}`}`,
    `  ${reason}`,
    ...confirm.map((one) => line(one, 'to confirm')),
    ...ask.map((one) => line(one)),
    '',
  ];
}
