/** Where answers go, as a definition says it. Only what every visitor may see can stand here: no secret. */

/** What all of them may have. */
interface Choice {
  /** By field name, what it is called there; wins over the field's `mapsTo`. An empty text: it is not sent. */
  readonly map?: Readonly<Record<string, string>>;
  /** Of a mirror: only where the visitor agreed to this purpose. */
  readonly purpose?: string;
}

/** Where it is sent to stands fast, or is for the page to say. */
interface Placed extends Choice {
  readonly endpoint?: never;
}

/** Our collector, or anything that answers as it does. */
export interface HttpChoice extends Choice {
  readonly use: 'http';
  /** Absolute https address (http on localhost), without `/v1/…`. The element's `endpoint` attribute wins over it. */
  readonly endpoint?: string;
}

/** Zapier, Make, a script of one's own. */
export interface WebhookChoice extends Choice {
  readonly use: 'webhook';
  /** Absolute https address, or http on localhost. The element's `endpoint` attribute wins over it. */
  readonly endpoint?: string;
  /** `form` where absent, which needs no preflight; `json` for an end point of one's own. */
  readonly format?: 'form' | 'json';
}

export interface HubSpotChoice extends Placed {
  readonly use: 'hubspot';
  /** Number of the account. */
  readonly portalId: string;
  /** GUID of the form, of which only `email` may be required. */
  readonly formId: string;
  /** Where the account is kept; `na1` where absent. */
  readonly region?: 'na1' | 'eu1';
  /** By purpose, the id of the subscription type that the consent is for. */
  readonly subscriptions?: Readonly<Record<string, string>>;
  /** The purpose whose consent allows HubSpot's cookie to be read and sent; never without it. */
  readonly trackingPurpose?: string;
}

export interface MauticChoice extends Choice {
  readonly use: 'mautic';
  /** Base address of the installation, which must list the page's origin in its CORS settings. */
  readonly endpoint: string;
  readonly formId: string;
  /** Its alias. */
  readonly formName?: string;
}

/** By the Forms2 script of the subscription, which the page loads. */
export interface MarketoChoice extends Choice {
  readonly use: 'marketo';
  /** Base address of the subscription's pages, e.g. `https://app-ab12.marketo.com`. */
  readonly endpoint: string;
  readonly munchkinId: string;
  readonly formId: string;
}

export interface WebToLeadChoice extends Choice {
  readonly use: 'salesforce-web-to-lead';
  /** Id of the organisation, 15 or 18 characters. */
  readonly orgId: string;
  /** `https://webto.salesforce.com` where absent; another for sandboxes and own domains. */
  readonly endpoint?: string;
  readonly leadSource?: string;
}

export interface PardotChoice extends Choice {
  readonly use: 'pardot-form-handler';
  /** The whole address of the form handler, on the tracker domain. */
  readonly endpoint: string;
}

export interface FormspreeChoice extends Placed {
  readonly use: 'formspree';
  /** The id in the form's address: what follows `/f/`; of a form in a project the whole path, `p/<project>/f/<key>`. */
  readonly formId: string;
}

export interface NetlifyChoice extends Placed {
  readonly use: 'netlify';
  /** The `name` of the form that stands in static HTML of the same site. */
  readonly formName: string;
  /** A page of the site; `/` where absent. */
  readonly path?: string;
}

/** Segment, and by the host of `endpoint` also RudderStack and Customer.io Pipelines. */
export interface SegmentChoice extends Choice {
  readonly use: 'segment';
  /** Write key of the source, which is public. */
  readonly writeKey: string;
  /** `https://api.segment.io` where absent; the region must be that of the workspace. */
  readonly endpoint?: string;
}

export interface MixpanelChoice extends Choice {
  readonly use: 'mixpanel';
  /** Token of the project, which is public. */
  readonly token: string;
  /** `https://api.mixpanel.com` where absent; `https://api-eu.mixpanel.com`, `https://api-in.mixpanel.com`. */
  readonly endpoint?: string;
}

export interface PostHogChoice extends Choice {
  readonly use: 'posthog';
  /** Key of the project, which can only write. */
  readonly projectKey: string;
  /** `https://us.i.posthog.com` where absent. */
  readonly endpoint?: string;
}

/** By CleverTap's script, which the page loads. */
export interface CleverTapChoice extends Placed {
  readonly use: 'clevertap';
  /** The purpose whose consent allows mails from CleverTap (`MSG-email`). */
  readonly mailPurpose?: string;
}

/** Through an end point of the page's own, which knows who is signed in. */
export interface Auth0Choice extends Choice {
  readonly use: 'auth0';
  readonly endpoint: string;
}

/** `window.dataLayer` of Google Tag Manager: no answer is ever in it. */
export interface DataLayerChoice extends Placed {
  readonly use: 'data-layer';
  /** The field by which somebody becomes a lead; `email` where absent. */
  readonly leadField?: string;
  /** Another name of the list on `window`. */
  readonly layer?: string;
  /** Of a lead, with `currency`: a number as text. */
  readonly value?: string;
  /** ISO 4217. */
  readonly currency?: string;
}

/** Tells on the console that a submission came, and never what is in it. */
export interface ConsoleChoice extends Placed {
  readonly use: 'console';
}

export type OneAdapter =
  | HttpChoice
  | WebhookChoice
  | HubSpotChoice
  | MauticChoice
  | MarketoChoice
  | WebToLeadChoice
  | PardotChoice
  | FormspreeChoice
  | NetlifyChoice
  | SegmentChoice
  | MixpanelChoice
  | PostHogChoice
  | CleverTapChoice
  | Auth0Choice
  | DataLayerChoice
  | ConsoleChoice;

/** One delivers; its mirrors are told once that has happened. */
export type AdapterChoice = OneAdapter & { readonly mirrors?: readonly OneAdapter[] };

/** The settings of one adapter by its name, without what all have. */
export type SettingsOf<N extends OneAdapter['use']> = Omit<
  Extract<OneAdapter, { use: N }>,
  'use' | 'map' | 'purpose'
>;
