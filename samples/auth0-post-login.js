/* global exports */
/**
 * Auth0 post-login Action: tells the page, in the ID token, what is known of who signs in, so that no form asks for it
 * again. (It takes the place of a Rule: those reached their end of life on 18 November 2026.)
 *
 * Set-up
 * 1. Auth0 Dashboard → Actions → Library → Create Action → Login / Post Login. Paste this file, deploy it, and drag it
 *    into the Login flow.
 * 2. Put a namespace that is yours into `namespace`, and the keys of user_metadata or app_metadata into `known`. An ID
 *    token can be read by whoever holds it: name only what your forms ask for, and nothing sensitive.
 * 3. On the page, after sign-in (auth0-spa-js):
 *      import { createClaimsSource } from 'progressive-form/profile/claims-source';
 *      const { __raw: idToken } = await auth0.getIdTokenClaims();
 *      form.profile = createClaimsSource({
 *        idToken,
 *        provider: 'auth0',
 *        mapping: {
 *          company: 'https://example.com/company',
 *          jobTitle: 'https://example.com/jobTitle',
 *          employees: 'https://example.com/employees',
 *          phone: 'https://example.com/phone',
 *          'visit.logins': 'https://example.com/logins',
 *        },
 *      });
 * 4. For the collector to know them on every device: `logins: [{ issuer: 'https://TENANT.auth0.com/', audience:
 *    'CLIENT_ID' }]`.
 *
 * It reads only. What the visitor answers goes to your back end, which may write it to user_metadata with a token of
 * its own; pages are better not given one.
 */

/** Yours, or Auth0 leaves the claims out; it is never fetched. */
const namespace = 'https://example.com/';

/** Names of facts, as they are kept in the metadata. */
const known = ['company', 'jobTitle', 'employees', 'phone'];

/** Longer ones do not belong into a token. */
const longest = 200;

exports.onExecutePostLogin = async (event, api) => {
  const { user_metadata: own = {}, app_metadata: ours = {} } = event.user;
  for (const name of known) {
    // What the visitor may change herself comes first.
    const value = [read(own, name), read(ours, name)].find((one) => one !== undefined);
    if (value !== undefined) api.idToken.setCustomClaim(namespace + name, value);
  }
  const logins = event.stats && event.stats.logins_count;
  if (Number.isSafeInteger(logins)) api.idToken.setCustomClaim(`${namespace}logins`, logins);
};

function read(metadata, name) {
  const value = Object.prototype.hasOwnProperty.call(metadata, name) ? metadata[name] : undefined;
  if (typeof value === 'string') return value.trim() && value.length <= longest ? value.trim() : undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
