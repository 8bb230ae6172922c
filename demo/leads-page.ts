/** /leads/: what the collector recorded, as its operator sees it. */
import { html } from 'hono/html';
import type { AnswerTimes, DuplicatePair } from '../src/collector/collector.js';
import type {
  Lead,
  LeadConflict,
  LeadConsent,
  LeadFact,
  LeadMove,
  LeadSubmission,
  SubmissionWithoutPerson,
} from '../src/collector/lead.js';
import type { FactSource } from '../src/model/profile.js';
import { page, time, type Html } from './page.js';

export function leadsPage(
  leads: readonly Lead[],
  nameless: readonly SubmissionWithoutPerson[],
  pairs: readonly DuplicatePair[] = [],
  times: readonly AnswerTimes[] = [],
): Html {
  const nameById = new Map(leads.map((lead) => [lead.id, nameOf(lead) || nobody]));
  const body = html`<h1>Leads</h1>
    <p class="lead">
      Everything the collector holds. Each fact tells where it came from and when, each consent the exact
      words that were agreed to.
    </p>
    <div id="leads" data-live>
      <h2>People</h2>
      ${leads.length > 0 ? legend() : ''}
      ${leads.length > 0 ? leads.map(leadCard) : html`<p class="empty">Nobody yet.</p>`}
      ${pairs.length > 0 ? duplicates(pairs, nameById) : ''}
      <h2>Submissions without a person</h2>
      <p>Sent without agreeing to be remembered: the request is served, no person and no fact is kept.</p>
      ${nameless.length > 0 ? submissionTable(nameless) : html`<p class="empty">None.</p>`}
      ${times.length > 0 ? timesTable(times) : ''}
    </div>`;
  return page({ title: 'Leads', path: '/leads/', body, live: true });
}

const nobody = 'Somebody without a name';

/** What stands before the time of a fact. */
const sources: Readonly<Record<FactSource, string>> = {
  typed: 'by somebody who gave her address on the same visit, or came by a link that is hers',
  login: 'from the account that somebody signed in to',
  link: 'from a link that somebody was sent',
  host: 'from the page around the form',
  backend: 'written by the operator, such as from a CRM',
  device:
    'in a browser that was recognised, by somebody who did not say who she is: she is not asked again, and nobody is shown it',
  enrichment: 'looked up at a service',
  inferred: 'a guess',
};

function legend(): Html {
  return html`<details>
    <summary>Where a fact came from</summary>
    <dl class="pairs">
      ${Object.entries(sources).map(
        ([name, words]) =>
          html`<dt>${name}</dt>
            <dd>${words}</dd>`,
      )}
    </dl>
  </details>`;
}

function duplicates(pairs: readonly DuplicatePair[], nameById: ReadonlyMap<string, string>): Html {
  const name = (id: string) => nameById.get(id) ?? nobody;
  return html`<details>
    <summary>May be the same person: ${pairs.length}</summary>
    <p>To be looked at: nobody is ever merged by this.</p>
    <ul>
      ${pairs.map(
        ({ a, b, reasons, score }) =>
          html`<li>
            ${name(a)} and ${name(b)} <small>${reasons.join(', ')}, ${Math.round(score * 100)} of 100</small>
          </li>`,
      )}
    </ul>
  </details>`;
}

function timesTable(times: readonly AnswerTimes[]): Html {
  return html`<h2>How long people take</h2>
    <table>
      <caption>
        Seconds a step
      </caption>
      <thead>
        <tr>
          <th scope="col">Form and step</th>
          <th scope="col">Half of them, nine of ten, and the planner's estimate</th>
        </tr>
      </thead>
      <tbody>
        ${times.map(
          ({ formId, formVersion, step, count, median, p90, estimate }) =>
            html`<tr>
              <th scope="row">${formId}, ${step}</th>
              <td>
                ${Math.round(median)}, ${Math.round(p90)}, ${estimate ?? 'none'}
                <small>${count} times, form version ${formVersion}</small>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function leadCard(lead: Lead): Html {
  const confirmed = lead.confirmedAt
    ? html`Address confirmed ${time(lead.confirmedAt)}.`
    : 'Address not confirmed.';
  return html`<article class="card">
    <h3>${nameOf(lead) || nobody}</h3>
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

function factRow({ name, label, conflicts = [], ...fact }: LeadFact): Html {
  return html`<tr>
    <th scope="row">${label ?? name}</th>
    <td>
      ${said(fact)}
      ${conflicts.map((other) => html`<br /><small>Also said: ${wordsOf(other)}, ${origin(other)}</small>`)}
    </td>
  </tr>`;
}

function said(fact: LeadConflict & Pick<LeadFact, 'confirmedAt'>): Html {
  const confirmed = fact.confirmedAt ? html`, confirmed ${time(fact.confirmedAt)}` : '';
  return html`${wordsOf(fact)} <small>${origin(fact)}${confirmed}</small>`;
}

const wordsOf = ({ value, text }: LeadConflict): string =>
  text ?? (Array.isArray(value) ? value.join(', ') : String(value));

function origin({ source, provider, at }: LeadConflict): Html {
  return html`${provider === undefined ? source : `${source} (${provider})`}, ${time(at)}`;
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
