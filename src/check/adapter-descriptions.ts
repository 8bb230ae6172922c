/** What every setting of an adapter means. In angle brackets the adapter that a word is about. */
export const adapterDescriptions: Readonly<Record<string, string>> = {
  adapter: 'Where answers go.',
  'adapter.map':
    'By field name, what it is called there; wins over mapsTo. An empty text: it is not sent. A mirror is told sensitive answers only where they are named here.',
  'adapter.purpose':
    'Of a mirror: it is told only of visitors who have agreed to this purpose, now or before.',
  'adapter.mirrors':
    'Adapters that are told too, once, when the answers have been delivered; never tried again.',
  'adapter<http>.use': 'Our collector, or anything that answers as it does.',
  'adapter<http>.endpoint':
    'Absolute https address of the collector, or http on localhost, without /v1. The endpoint attribute of the element wins over it.',
  'adapter<webhook>.use': 'Zapier, Make, or a script of your own.',
  'adapter<webhook>.endpoint':
    'Absolute https address. Whoever knows it can post to it, and every visitor can read it.',
  'adapter<webhook>.format':
    'form needs no preflight and suits Zapier and Make; json is for an end point of your own.',
  'adapter<hubspot>.use': 'A form of HubSpot.',
  'adapter<hubspot>.portalId': 'Number of the account.',
  'adapter<hubspot>.formId':
    'GUID of the form. It must hold every field sent and require email alone, or HubSpot refuses the answers of a step; with a CAPTCHA it refuses all.',
  'adapter<hubspot>.region': 'Where the account is kept; na1 if absent.',
  'adapter<hubspot>.subscriptions': 'By purpose, the id of the subscription type that the consent is for.',
  'adapter<hubspot>.trackingPurpose':
    "The purpose whose consent allows HubSpot's cookie to be read and sent; never without it.",
  'adapter<mautic>.use': 'A form of Mautic.',
  'adapter<mautic>.endpoint':
    'Base address of the installation, which must list the origin of the page in its CORS settings.',
  'adapter<mautic>.formId': 'Number of the form.',
  'adapter<mautic>.formName': 'Alias of the form.',
  'adapter<marketo>.use': 'A form of Marketo, by the Forms2 script, which the page loads.',
  'adapter<marketo>.endpoint': 'Base address of your Marketo pages, e.g. https://app-ab12.marketo.com.',
  'adapter<marketo>.munchkinId': 'Munchkin account id, e.g. 123-ABC-456.',
  'adapter<marketo>.formId': 'Number of the form.',
  'adapter<salesforce-web-to-lead>.use':
    'Web-to-Lead of Salesforce, which never says whether it took a lead: 500 a day, last_name and company are required.',
  'adapter<salesforce-web-to-lead>.orgId': 'Id of the organisation, 15 or 18 characters.',
  'adapter<salesforce-web-to-lead>.endpoint':
    'https://webto.salesforce.com if absent; another for sandboxes and domains of your own.',
  'adapter<salesforce-web-to-lead>.leadSource': 'What the lead source says.',
  'adapter<pardot-form-handler>.use':
    'A form handler of Account Engagement (Pardot), which never says whether it took a lead.',
  'adapter<pardot-form-handler>.endpoint': 'The whole address of the form handler, on the tracker domain.',
  'adapter<formspree>.use': 'A form of Formspree.',
  'adapter<formspree>.formId':
    'What follows /f/ in the address of the form; of a form in a project p/<project>/f/<key>.',
  'adapter<netlify>.use':
    'Netlify Forms on the same site. The form with every field must stand in static HTML when the site is deployed; others are dropped.',
  'adapter<netlify>.formName': 'The name of the form in static HTML.',
  'adapter<netlify>.path': 'A page of the site; / if absent.',
  'adapter<segment>.use': 'Segment; by the host of endpoint also RudderStack and Customer.io Pipelines.',
  'adapter<segment>.writeKey': 'Write key of the source, which is public.',
  'adapter<segment>.endpoint':
    'https://api.segment.io if absent. It must be of the region of the workspace (e.g. https://eu1.api.segmentapis.com): the wrong one answers as the right one does and loses the data silently.',
  'adapter<mixpanel>.use': 'Mixpanel.',
  'adapter<mixpanel>.token': 'Token of the project, which is public.',
  'adapter<mixpanel>.endpoint':
    'https://api.mixpanel.com if absent; https://api-eu.mixpanel.com or https://api-in.mixpanel.com for projects kept there.',
  'adapter<posthog>.use': 'PostHog.',
  'adapter<posthog>.projectKey': 'Key of the project, which can only write; never a personal key.',
  'adapter<posthog>.endpoint':
    'https://us.i.posthog.com if absent; https://eu.i.posthog.com for projects kept there.',
  'adapter<clevertap>.use': 'CleverTap, by its script, which the page loads.',
  'adapter<clevertap>.mailPurpose': 'The purpose whose consent allows mails.',
  'adapter<auth0>.use':
    'Metadata of an Auth0 user, through an end point of your own that knows who is signed in.',
  'adapter<auth0>.endpoint': 'Address of that end point.',
  'adapter<data-layer>.use':
    'window.dataLayer of Google Tag Manager: generate_lead and events of our own (pf_…), never an answer. A mirror with a purpose gives it no pf_… events, only the lead.',
  'adapter<data-layer>.leadField': 'The field by which somebody becomes a lead; email if absent.',
  'adapter<data-layer>.layer': 'Another name of the list on window.',
  'adapter<data-layer>.value': 'What a lead is worth, a number as text; with currency.',
  'adapter<data-layer>.currency': 'ISO 4217 code of the currency of value, e.g. EUR.',
  'adapter<console>.use': 'Tells on the console that a submission came, never what is in it.',
};
