/** The adapter for a system that goes by another name. */

const others: Readonly<Record<string, string>> = {
  salesforce: 'salesforce-web-to-lead',
  webtolead: 'salesforce-web-to-lead',
  pardot: 'pardot-form-handler',
  accountengagement: 'pardot-form-handler',
  zapier: 'webhook',
  make: 'webhook',
  rudderstack: 'segment',
  customerio: 'segment',
  gtm: 'data-layer',
  ga4: 'data-layer',
  googletagmanager: 'data-layer',
  googleanalytics: 'data-layer',
  collector: 'http',
};

/** A remedy, or nothing. */
export function suggestAdapter(word: string): string | undefined {
  const name = word.toLowerCase().replace(/[^a-z\d]/g, '');
  return Object.hasOwn(others, name) ? `Did you mean ${others[name]}?` : undefined;
}
