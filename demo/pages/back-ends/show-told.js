/** Shows what arrived at each back end, as it arrived: nothing here knows what should have. */
import { spellJson } from './spell-json.js';

/** `use` is who delivers, `received` as the server tells it, `layer` as it lies in the window, `sent` the answers given. */
export function showTold({ use, received, layer, fields, sent = {} }) {
  const main = received.filter(({ by }) => by === use);
  const segment = received.filter(({ by }) => by === 'segment');
  const pushed = layer.map((entry) => ({ words: entry.event, body: JSON.stringify(entry) }));
  const questions = fields.map((field) => describeQuestion(field, sent));
  const otherwise = main.length ? 'not told' : 'nothing yet';
  show('main', main.map(describe), questions, otherwise);
  show('segment', segment.map(describe), questions, otherwise);
  show('data-layer', pushed, questions, otherwise);
  summarize(main, segment, layer);
}

const describe = ({ at, outcome, body }) => ({
  words: `${new Date(at).toLocaleTimeString('en-GB')} ${outcome}`,
  body,
});

/** A consent is told in its words. */
const describeQuestion = ({ name, type, label, purpose }, sent) =>
  type === 'consent'
    ? { title: 'Consent', name: `consent_${purpose}`, given: sent[name] && label }
    : { title: label, name: name.toLowerCase(), given: sent[name] };

function show(panelName, told, questions, otherwise) {
  const panel = document.querySelector(`[data-panel=${panelName}]`);
  const pairs = told.flatMap(({ body }) => readPairs(body));
  const rows = questions.flatMap(({ title, name, given }) => {
    const found = pairs.findLast((pair) => pair.name === name || (given && pair.value === given));
    return [make('dt', title), make('dd', found?.value ?? otherwise, !found && 'untold')];
  });
  replace(panel.querySelector('[data-answers]'), rows);
  replace(
    panel.querySelector('[data-log]'),
    told.map(({ words }) => make('li', words)),
  );
  const whole = told.map(({ body }) => spell(body)).join('\n\n');
  replace(panel.querySelector('[data-raw] pre'), [whole || 'Nothing yet.']);
}

/** Every value in a body, JSON or form-encoded, however deep, with the innermost of its names. */
function readPairs(body) {
  const walk = (value, name) =>
    typeof value === 'object' && value
      ? Object.entries(value).flatMap(([inner, part]) => walk(part, inner))
      : [{ name: name.toLowerCase(), value }];
  if (body.startsWith('{')) return walk(JSON.parse(body), '');
  return [...new URLSearchParams(body)].flatMap(([name, value]) => walk(value, /\w+(?=\]?$)/.exec(name)[0]));
}

/** As it came, set out to be read. */
const spell = (body) =>
  body.startsWith('{')
    ? spellJson(JSON.parse(body))
    : [...new URLSearchParams(body)].map((pair) => pair.join(' = ')).join('\n');

function summarize(main, segment, layer) {
  const name = document.querySelector('[data-name]').textContent;
  const taken = main.filter(({ outcome }) => outcome === 'taken').length;
  const leads = layer.filter(({ event }) => event === 'generate_lead').length;
  const words = {
    failed: `${name} failed. The answers wait on this device, and nobody else was told.`,
    refused: `${name} refused an answer, and nobody else was told.`,
    taken: [
      `${name} got the answers${times(taken)}.`,
      `Segment was told${times(segment.length)}.`,
      `The data layer knows of ${leads || 'no'} lead${leads > 1 ? 's' : ''}.`,
    ].join(' '),
  };
  const place = document.querySelector('[data-summary]');
  const text = words[main.at(-1)?.outcome] ?? 'Nothing was sent yet.';
  if (place.textContent !== text) place.textContent = text;
}

const times = (n) => ` ${['nothing', 'once', 'twice'][n] ?? `${n} times`}`;

function make(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Touched only where it differs, so that a selection stays. */
function replace(place, content) {
  const fresh = document.createElement('div');
  fresh.append(...content);
  if (fresh.innerHTML !== place.innerHTML) place.replaceChildren(...fresh.childNodes);
}
