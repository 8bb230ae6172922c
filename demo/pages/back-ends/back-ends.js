/**
 * Opens the form with back ends of this visit's own, lets them refuse or fail, and shows what each of them was told. The
 * visit is this tab's, so that what waits is sent after a reload as well; what was told before is forgotten then.
 */
import { showTold } from './show-told.js';
import { spellJson } from './spell-json.js';

const form = document.querySelector('progressive-form');
const visit = (sessionStorage.backEnds ??= crypto.randomUUID());
const place = `/demo/back-ends/${visit}`;
const headers = { 'content-type': 'application/json' };

await fetch(place, { method: 'DELETE' });
const written = (await (await fetch('/back-ends/form.json')).text())
  .replaceAll('{visit}', visit)
  .replaceAll('http://localhost:4173', location.origin);

/** What is called otherwise there, or has no usual name, is said in `map`. */
const mauticAt = (endpoint) => ({ use: 'mautic', endpoint, formId: '7', map: { allergies: 'allergies' } });

/** The same definition, but for the one that delivers. */
function choose(use) {
  const definition = JSON.parse(written);
  delete definition.$schema;
  const { mirrors, ...webhook } = definition.adapter;
  const main = { webhook, mautic: mauticAt(`${location.origin}${place}/mautic`) }[use];
  definition.adapter = { ...main, mirrors };
  form.config = definition;
  document.querySelector('[data-definition]').textContent = spellJson(definition);
  document.querySelector('[data-name]').textContent = use === 'mautic' ? 'Mautic' : 'The webhook';
  document.querySelector('[data-next=refuse]').disabled = use !== 'mautic';
}

const buttons = document.querySelectorAll('[data-next]');

async function setNext(next) {
  await fetch(`${place}/next`, { method: 'POST', headers, body: JSON.stringify({ next }) });
  await look();
}

for (const button of buttons)
  button.addEventListener('click', () =>
    setNext(button.getAttribute('aria-pressed') === 'true' ? 'take' : button.dataset.next),
  );

for (const radio of document.querySelectorAll('[name=use]'))
  radio.addEventListener('change', () => {
    choose(radio.value);
    void setNext('take');
  });

/** What was sent last: it must be found again wherever it went, by whatever name. */
let sent;
form.addEventListener('pf-before-submit', ({ answers }) => (sent = answers));

async function look() {
  const { received, next } = await (await fetch(place)).json();
  for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.next === next));
  const { use } = form.config.adapter;
  showTold({ use, received, layer: window.dataLayer ?? [], fields: form.session?.config.fields ?? [], sent });
}

/** The server may be starting again; the next second asks once more. */
const lookAgain = () => void look().catch(() => undefined);

form.addEventListener('pf-ready', async () => {
  await form.updateComplete;
  form.dataset.ready = '';
});

// A browser may have kept the choice of before.
choose(document.querySelector('[name=use]:checked').value);
for (const type of ['pf-ready', 'pf-queued', 'pf-rejected', 'pf-delivered'])
  form.addEventListener(type, lookAgain);
lookAgain();
setInterval(lookAgain, 1000);
