/** /leads/: what the collector recorded, as its operator sees it. */
import { html } from 'hono/html';
import type {
  Lead,
  LeadConsent,
  LeadFact,
  LeadMove,
  LeadSubmission,
  SubmissionWithoutPerson,
} from '../src/collector/lead.js';
import { page, time, type Html } from './page.js';

export function leadsPage(leads: readonly Lead[], nameless: readonly SubmissionWithoutPerson[]): Html {
  const body = html`<h1>Leads</h1>
    <p class="lead">
      Everything the collector holds. Each fact tells where it came from and when, each consent the exact
      words that were agreed to.
    </p>
    <div id="leads" data-live>
      <h2>People</h2>
      ${leads.length > 0 ? leads.map(leadCard) : html`<p class="empty">Nobody yet.</p>`}
      <h2>Submissions without a person</h2>
      <p>Sent without agreeing to be remembered: the request is served, no person and no fact is kept.</p>
      ${nameless.length > 0 ? submissionTable(nameless) : html`<p class="empty">None.</p>`}
    </div>`;
  return page({ title: 'Leads', path: '/leads/', body, live: true });
}

function leadCard(lead: Lead): Html {
  const confirmed = lead.confirmedAt
    ? html`Address confirmed ${time(lead.confirmedAt)}.`
    : 'Address not confirmed.';
  return html`<article class="card">
    <h3>${nameOf(lead) || 'Somebody without a name'}</h3>
    <p>${confirmed} First seen ${time(lead.createdAt)}.</p>
    ${standing(lead)} ${factTable(lead.facts)} ${lead.moves.length > 0 ? moveTable(lead.moves) : ''}
    ${submissionTable(lead.submissions)} ${lead.consents.map(consent)}
  </article>`;
}

/** Where the forms say so: the stage reached, what the answers are worth, and what is known for a sale. */
function standing({ stage, moves, scores, bant }: Lead): readonly Html[] {
  const criteria = Object.entries(bant ?? {}).flatMap(([name, is]) => (is === true ? [name] : []));
  const told = [
    ...(stage === undefined ? [] : [`Stage: ${moves.at(-1)?.label ?? stage}.`]),
    ...scores.map(({ id, points }) => `Score ${id}: ${points}.`),
    ...(bant ? [`Known of budget, authority, need, timeline: ${criteria.join(', ') || 'nothing'}.`] : []),
  ];
  return told.length > 0 ? [html`<p>${told.join(' ')}</p>`] : [];
}

function moveTable(moves: readonly LeadMove[]): Html {
  return html`<table>
    <caption>
      Lifecycle
    </caption>
    <thead>
      <tr>
        <th scope="col">Stage</th>
        <th scope="col">Why and when</th>
      </tr>
    </thead>
    <tbody>
      ${moves.map(moveRow)}
    </tbody>
  </table>`;
}

/** The reason as the comparisons that held, in the words of the definition. */
function moveRow({ to, label, formId, reason, at }: LeadMove): Html {
  const why = reason.filter(({ ok }) => ok).map(({ path, op, want }) => `${path} ${op} ${String(want)}`);
  return html`<tr>
    <th scope="row">${label ?? to}</th>
    <td>
      ${why.join(', ')}
      <small>${formId}, ${time(at)}</small>
    </td>
  </tr>`;
}

function nameOf({ facts }: Lead): string {
  const value = (name: string): string => String(facts.find((fact) => fact.name === name)?.value ?? '');
  return `${value('firstName')} ${value('lastName')}`.trim();
}

function factTable(facts: readonly LeadFact[]): Html {
  return html`<table>
    <caption>
      What is known
    </caption>
    <thead>
      <tr>
        <th scope="col">Fact</th>
        <th scope="col">Value, source and time</th>
      </tr>
    </thead>
    <tbody>
      ${facts.map(factRow)}
    </tbody>
  </table>`;
}

function factRow({ name, label, value, text, source, at }: LeadFact): Html {
  return html`<tr>
    <th scope="row">${label ?? name}</th>
    <td>
      ${text ?? (Array.isArray(value) ? value.join(', ') : String(value))}
      <small>${source}, ${time(at)}</small>
    </td>
  </tr>`;
}

function submissionTable(submissions: readonly (LeadSubmission | SubmissionWithoutPerson)[]): Html {
  return html`<table>
    <caption>
      Submissions
    </caption>
    <thead>
      <tr>
        <th scope="col">Form and step</th>
        <th scope="col">Id and time of arrival</th>
      </tr>
    </thead>
    <tbody>
      ${submissions.map(submissionRow)}
    </tbody>
  </table>`;
}

function submissionRow(submission: LeadSubmission | SubmissionWithoutPerson): Html {
  return html`<tr>
    <th scope="row">${submission.formId}, ${submission.step}</th>
    <td>
      <code>${submission.id}</code>
      <small>
        ${time(submission.receivedAt)}${
          'confirmed' in submission && submission.confirmed ? ', address confirmed' : ''
        }
      </small>
    </td>
  </tr>`;
}

function consent({ text, locale, purpose, at, version }: LeadConsent): Html {
  return html`<figure class="consent">
    <blockquote lang="${locale}">${text}</blockquote>
    <figcaption>Agreed to ${time(at)}, for ${purpose}, form version ${version}.</figcaption>
  </figure>`;
}
