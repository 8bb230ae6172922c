/** What each back end is told of the fields that most forms have, where the definition gives them no other name. */
import { describe, expect, it } from 'vitest';
import { mapProfile } from '../../src/adapters/clevertap/map-submission.js';
import { sampleSubmission } from '../../src/adapters/contract/contract.js';
import { findUnmapped } from '../../src/adapters/map-check.js';
import { mapSubmission as mapHubSpot } from '../../src/adapters/hubspot/map-submission.js';
import { mapSubmission as mapMarketo } from '../../src/adapters/marketo/map-submission.js';
import { mapSubmission as mapMautic } from '../../src/adapters/mautic/map-submission.js';
import { mapSubmission as mapMixpanel } from '../../src/adapters/mixpanel/map-submission.js';
import { mapSubmission as mapPostHog } from '../../src/adapters/posthog/map-submission.js';
import { mapSubmission as mapSalesforce } from '../../src/adapters/salesforce-web-to-lead/map-submission.js';
import { mapSubmission as mapSegment } from '../../src/adapters/segment/map-submission.js';
import type { AdapterChoice } from '../../src/model/adapter-choice.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import { whitepaper } from '../fixtures/forms.js';

const answers = {
  salutation: 'Dr',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@analytical.example',
  company: 'Analytical Engines',
  jobTitle: 'Programmer',
  phone: '+442071234567',
  website: 'https://analytical.example',
  street: '12 St James’s Square',
  postalCode: 'SW1Y 4JH',
  city: 'London',
  country: 'GB',
  message: 'Please call.',
} as const;
const submission: Submission = { ...sampleSubmission, answers, consents: [] };

const known = Object.keys(answers);
/** Without what the adapter adds of its own. */
const answersAmong = (told: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(told).filter(([, value]) => (Object.values(answers) as unknown[]).includes(value)),
  );

describe('M13 the usual fields, without a map', () => {
  it('V5 are the properties that every HubSpot account has', () => {
    const { fields } = mapHubSpot(submission, {}) as {
      fields: readonly { objectTypeId: string; name: string; value: string }[];
    };
    expect(new Set(fields.map(({ objectTypeId }) => objectTypeId))).toEqual(new Set(['0-1']));
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toEqual({
      salutation: answers.salutation,
      firstname: answers.firstName,
      lastname: answers.lastName,
      email: answers.email,
      company: answers.company,
      jobtitle: answers.jobTitle,
      phone: answers.phone,
      website: answers.website,
      address: answers.street,
      zip: answers.postalCode,
      city: answers.city,
      country: answers.country,
      message: answers.message,
    });
  });

  it('are the aliases of Mautic’s own contact fields', () => {
    const employees = { ...submission, answers: { ...answers, employees: 42 } };
    const pairs = Object.fromEntries(mapMautic(employees, { formId: '7' }));
    expect(pairs).toEqual({
      'mauticform[title]': answers.salutation,
      'mauticform[firstname]': answers.firstName,
      'mauticform[lastname]': answers.lastName,
      'mauticform[email]': answers.email,
      'mauticform[company]': answers.company,
      'mauticform[position]': answers.jobTitle,
      'mauticform[companynumber_of_employees]': '42',
      'mauticform[phone]': answers.phone,
      'mauticform[website]': answers.website,
      'mauticform[address1]': answers.street,
      'mauticform[zipcode]': answers.postalCode,
      'mauticform[city]': answers.city,
      'mauticform[country]': answers.country,
      'mauticform[message]': answers.message,
      'mauticform[submission_id]': submission.id,
      'mauticform[formId]': '7',
    });
  });

  it('are the names that Marketo’s forms use', () => {
    const { message: _, ...others } = answers;
    expect(mapMarketo({ ...submission, answers: { ...others, employees: 42 } })).toEqual({
      Salutation: answers.salutation,
      FirstName: answers.firstName,
      LastName: answers.lastName,
      Email: answers.email,
      Company: answers.company,
      Title: answers.jobTitle,
      NumberOfEmployees: '42',
      Phone: answers.phone,
      Website: answers.website,
      Address: answers.street,
      PostalCode: answers.postalCode,
      City: answers.city,
      Country: answers.country,
    });
  });

  it('V6 are the names of Salesforce’s Web-to-Lead forms', () => {
    const pairs = mapSalesforce(submission, { orgId: '00D000000000001', returnTo: 'https://x.example' });
    expect(answersAmong(Object.fromEntries(pairs))).toEqual({
      salutation: answers.salutation,
      first_name: answers.firstName,
      last_name: answers.lastName,
      email: answers.email,
      company: answers.company,
      title: answers.jobTitle,
      phone: answers.phone,
      URL: answers.website,
      street: answers.street,
      zip: answers.postalCode,
      city: answers.city,
      country: answers.country,
      description: answers.message,
    });
  });

  it('V7 are Segment’s reserved traits, the address in one group', () => {
    const [identify] = mapSegment(submission);
    const { firstName, lastName, email, phone, website, salutation, message } = answers;
    expect(identify?.type === 'identify' && identify.traits).toEqual({
      ...{ firstName, lastName, email, phone, website, salutation, message },
      title: answers.jobTitle,
      company: { name: answers.company },
      address: {
        street: answers.street,
        postalCode: answers.postalCode,
        city: answers.city,
        country: answers.country,
      },
    });
  });

  it('V8 are Mixpanel’s own profile properties where it has one', () => {
    const { set } = mapMixpanel(submission);
    const own = Object.entries(answersAmong(set)).filter(([name]) => name.startsWith('$'));
    expect(Object.fromEntries(own)).toEqual({
      $first_name: answers.firstName,
      $last_name: answers.lastName,
      $email: answers.email,
      $phone: answers.phone,
      $city: answers.city,
    });
    expect(Object.keys(answersAmong(set))).toHaveLength(known.length);
  });

  it('are the names that PostHog’s own pages use', () => {
    const { person } = mapPostHog(submission);
    expect(answersAmong(person)).toMatchObject({
      first_name: answers.firstName,
      last_name: answers.lastName,
      job_title: answers.jobTitle,
      postal_code: answers.postalCode,
      email: answers.email,
    });
    expect(Object.keys(answersAmong(person))).toHaveLength(known.length);
  });

  it('V19 are CleverTap’s own properties where it has one', () => {
    expect(mapProfile(submission)).toMatchObject({
      Name: 'Ada Lovelace',
      Email: answers.email,
      Phone: answers.phone,
    });
  });
});

describe('M13 a field that has no usual name', () => {
  const text = { type: 'text', label: 'x', purpose: 'delivery' } as const;
  const config = (adapter: AdapterChoice): FormConfig => ({
    ...whitepaper,
    fields: ['lastName', 'company', 'favouriteColour']
      .map((name) => ({ ...text, name }))
      .concat({ ...text, name: 'email', type: 'email' } as never),
    steps: [{ id: 'a', reason: 'Because.', fields: ['lastName', 'company', 'favouriteColour', 'email'] }],
    adapter,
  });
  const found = (adapter: AdapterChoice) => findUnmapped(config(adapter)).map(({ path }) => path);
  const endpoint = 'https://x.example';

  it.each<[string, AdapterChoice]>([
    ['V5 HubSpot', { use: 'hubspot', portalId: '1', formId: 'f' }],
    ['Mautic', { use: 'mautic', endpoint, formId: '1' }],
    ['Marketo', { use: 'marketo', endpoint, munchkinId: '123-ABC-456', formId: '1' }],
    ['V6 Salesforce', { use: 'salesforce-web-to-lead', orgId: '00D000000000001' }],
    ['Pardot', { use: 'pardot-form-handler', endpoint }],
  ])('is told of with %s, which knows its own names alone', (_, adapter) => {
    expect(found(adapter)).toContain('fields[2].mapsTo');
  });

  it.each<[string, AdapterChoice]>([
    ['V32 a webhook', { use: 'webhook', endpoint }],
    ['Formspree', { use: 'formspree', formId: 'f' }],
    ['V7 Segment', { use: 'segment', writeKey: 'k' }],
    ['V8 Mixpanel', { use: 'mixpanel', token: 't' }],
    ['PostHog', { use: 'posthog', projectKey: 'p' }],
    ['V19 CleverTap', { use: 'clevertap' }],
    ['V1 Auth0', { use: 'auth0', endpoint }],
  ])('goes by its own with %s, which takes any', (_, adapter) => {
    expect(found(adapter)).toEqual([]);
  });
});
