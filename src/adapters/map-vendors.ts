/** What each back end calls the usual fields, and whether it has a place for others. */
import type { OneAdapter } from '../model/adapter-choice.js';
import { names as clevertap } from './clevertap/map-names.js';
import { names as hubspot } from './hubspot/map-names.js';
import { names as marketo } from './marketo/map-names.js';
import { names as mautic } from './mautic/map-names.js';
import { names as mixpanel } from './mixpanel/map-names.js';
import type { NameMap } from './names.js';
import { names as pardot, required as pardotRequired } from './pardot-form-handler/map-names.js';
import { names as posthog } from './posthog/map-names.js';
import { names as salesforce, required as salesforceRequired } from './salesforce-web-to-lead/map-names.js';
import { names as segment } from './segment/map-names.js';

export interface Vendor {
  readonly title: string;
  /** `fixed`: what it does not know it drops. `open`: it takes any name. `none`: it is told no answer. */
  readonly vocabulary: 'fixed' | 'open' | 'none';
  /** By field name; a field that is not there goes by its own name. */
  readonly usual: NameMap;
  /** Names of which one must come, for each. */
  readonly needs: readonly (readonly string[])[];
  /** By one of these names alone it tells people apart: what comes before is refused, or is nobody's. */
  readonly knownBy?: readonly string[];
  /** So it must with every step, since each is a record of its own there. */
  readonly needsEachTime?: boolean;
  /** Its author has named all fields: one whose type is a name that must come will do. */
  readonly needsByType?: boolean;
  /** Answers may meet in one name: they become one text, or go by the names of their fields all the same. */
  readonly joins?: boolean;
  /** Names with a dot are of a group; these, of which a part is named by their whole, are that part of theirs. */
  readonly groups?: NameMap;
  /** `map` may give these a name there too: each `consent_<purpose>`, or also `submission_id`, `form_id` and `step`. */
  readonly namesOurs?: 'consents' | 'all';
}

/** Web-to-Lead has these by the names that most forms give them. */
const salesforceOwn: NameMap = {
  salutation: 'salutation',
  email: 'email',
  company: 'company',
  employees: 'employees',
  phone: 'phone',
  country: 'country',
  city: 'city',
  street: 'street',
};

const open = { vocabulary: 'open', usual: {}, needs: [] } as const;
const fixed = { vocabulary: 'fixed', usual: {}, needs: [] } as const;
const untold = { vocabulary: 'none', usual: {}, needs: [] } as const;

const vendors: Readonly<Record<OneAdapter['use'], Vendor>> = {
  http: { ...open, title: 'The collector', joins: true },
  webhook: { ...open, title: 'The webhook' },
  hubspot: { ...fixed, title: 'HubSpot', usual: hubspot, needs: [['email']], knownBy: ['email'] },
  mautic: { ...fixed, title: 'Mautic', usual: mautic, knownBy: ['email'] },
  marketo: {
    ...fixed,
    title: 'Marketo',
    usual: marketo,
    needs: [['Email']],
    knownBy: ['Email'],
    namesOurs: 'consents',
  },
  'salesforce-web-to-lead': {
    ...fixed,
    title: 'Salesforce',
    usual: { ...salesforceOwn, ...salesforce },
    needs: salesforceRequired.map((name) => [name]),
    needsEachTime: true,
    namesOurs: 'all',
  },
  'pardot-form-handler': {
    ...fixed,
    title: 'Pardot',
    usual: pardot,
    needs: pardotRequired.map((name) => [name]),
    knownBy: pardotRequired,
    needsByType: true,
    namesOurs: 'all',
  },
  formspree: { ...open, title: 'Formspree' },
  netlify: { ...open, title: 'Netlify' },
  segment: { ...open, title: 'Segment', usual: segment, groups: { company: 'name' } },
  mixpanel: { ...open, title: 'Mixpanel', usual: mixpanel },
  posthog: { ...open, title: 'PostHog', usual: posthog },
  clevertap: {
    ...open,
    title: 'CleverTap',
    usual: clevertap,
    needs: [['Email', 'Identity']],
    knownBy: ['Email', 'Identity'],
    joins: true,
    namesOurs: 'consents',
  },
  auth0: { ...open, title: 'Auth0', namesOurs: 'consents' },
  'data-layer': { ...untold, title: 'The data layer' },
  console: { ...untold, title: 'The console' },
};

export const vendorOf = (use: OneAdapter['use']): Vendor => vendors[use];
