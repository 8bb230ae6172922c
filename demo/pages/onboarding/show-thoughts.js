/**
 * Shows what the form thinks: why each question is asked or not, and what follows from what is known. All of it comes
 * from the form on this page, and goes nowhere.
 */
const form = document.querySelector('progressive-form');
const rows = new Map();

const verdicts = {
  asked: 'Asked',
  confirm: 'To be confirmed',
  prefilled: 'Filled in',
  deferred: 'Waits',
  skipped: 'Skipped',
  forbidden: 'Not allowed',
};

/** One look at a time, and one more after the last change. */
let looking;
let again = false;

function look() {
  if (looking) again = true;
  else
    looking = show().finally(() => {
      looking = undefined;
      if (!again) return;
      again = false;
      look();
    });
  return looking;
}

async function show() {
  const { session } = form;
  if (!session) return;
  const [{ explainSession }, classes] = await Promise.all([form.inspection(), readClasses(session)]);
  const explained = explainSession(session);
  const { config } = session;
  for (const one of explained) showReason(one, config);
  const budget = explained[0]?.budget;
  const told = {
    ...tell(classes, config),
    ...(budget && { budget: `${budget.left} of ${budget.questions}` }),
  };
  for (const place of document.querySelectorAll('[data-told]'))
    replaceText(place, told[place.dataset.told] ?? 'none yet');
}

/** What follows from what is known, taken together with what stands in the form. */
async function readClasses(session) {
  const { profile, answers } = session.state;
  const at = new Date().toISOString();
  const typed = Object.entries(answers).filter(([, value]) => value !== '');
  const facts = Object.fromEntries(typed.map(([name, value]) => [name, { value, source: 'typed', at }]));
  const { derive } = await session.tools();
  return derive({ ...profile, facts: { ...profile.facts, ...facts } }).classes;
}

function tell(classes, { matrix, steps, segments, stages, pauses }) {
  const path = matrix.find(({ id }) => id === classes.path);
  const title = (id) => steps.find((step) => step.id === id).title;
  const bant = ['budget', 'authority', 'need', 'timeline'].filter((name) => classes[`bant.${name}`]);
  const now = new Date().toISOString();
  const rests = pauses.map(({ id }) => classes[`pause.${id}`]).filter((until) => until > now);
  return {
    ...(path && { path: `${path.id}: ${path.steps.map(title).join(' → ')}` }),
    segments: list(Object.keys(segments).filter((id) => classes[`segment.${id}`])),
    stage: stages.find(({ id }) => id === classes.stage)?.label,
    interest: `${Math.round(classes['score.interest'])} points`,
    bant: `${list(bant)} (${bant.length} of 4)`,
    rest: rests.length ? `everything until ${new Date(rests[0]).toLocaleDateString('en-GB')}` : 'nothing',
  };
}

const list = (words) => words.join(', ') || 'none';

function showReason({ field, verdict, text, rule }, config) {
  const row = rows.get(field) ?? addRow(field, config);
  const before = row.verdict.dataset.verdict;
  row.verdict.dataset.verdict = verdict;
  replaceText(row.verdict, verdicts[verdict]);
  replaceText(row.text, text);
  replaceText(row.rule, rule);
  if (before && before !== verdict) mark(row.line);
}

function addRow(name, { fields, purposes }) {
  const { label, type, purpose } = fields.find((field) => field.name === name);
  const [line, verdict, text, rule] = ['tr', 'span', 'span', 'code'].map((tag) =>
    document.createElement(tag),
  );
  const head = document.createElement('th');
  head.scope = 'row';
  head.append(type === 'consent' ? `Consent: ${purposes[purpose].label}` : label, verdict);
  verdict.className = 'verdict';
  const small = document.createElement('small');
  small.append('Rule: ', rule);
  const cell = document.createElement('td');
  cell.append(text, small);
  line.append(head, cell);
  document.querySelector('[data-explained]').append(line);
  const row = { line, verdict, text, rule };
  rows.set(name, row);
  return row;
}

/** Starts the mark from the beginning, also where it is still there from the last change. */
function mark(line) {
  line.classList.remove('turned');
  requestAnimationFrame(() => requestAnimationFrame(() => line.classList.add('turned')));
}

/** Touched only where it differs, so that a selection stays. */
function replaceText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

for (const type of ['pf-ready', 'pf-answer', 'pf-submit', 'pf-step', 'pf-complete'])
  form.addEventListener(type, look);

form.addEventListener('pf-ready', async () => {
  await form.updateComplete;
  form.dataset.ready = '';
});

/** Said aloud only where somebody pressed a button for it: the form itself has enough to say. */
for (const button of document.querySelectorAll('[data-signal]'))
  button.addEventListener('click', async () => {
    const name = button.dataset.signal;
    document.dispatchEvent(new CustomEvent('pf-signal', { detail: name }));
    // The form counts as soon as it has these as well.
    await form.session?.tools();
    await look();
    const { n } = form.session?.state.profile.counts[name] ?? {};
    const points = document.querySelector('[data-told=interest]').textContent;
    if (n) document.querySelector('[data-heard]').textContent = `Noted, ${n} in all. Interest: ${points}.`;
  });

const feedback = document.querySelector('[data-feedback]');
feedback.addEventListener('pf-ready', (event) => (feedback.hidden = event.complete));
// Nothing to thank for where it was put off.
feedback.addEventListener('pf-complete', () => {
  const { session } = feedback.querySelector('progressive-form');
  if (!session.state.done.length) feedback.hidden = true;
});
