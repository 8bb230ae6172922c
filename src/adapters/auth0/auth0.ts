/** Delivers to the metadata of an Auth0 user. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createDirectAdapter, type Auth0DirectOptions } from './direct.js';
import { createWire, type Auth0Options } from './wire.js';

/**
 * With `endpoint`: posts `{ submission_id, session_id, anonymous_id?, user_metadata?, last_profiling_step? }` as JSON to
 * an end point of the page's own, which finds out who is signed in and writes with a token of its own. Cookies go with
 * it on the page's own origin only; elsewhere its CORS answer must allow `content-type`, and the end point cannot know
 * by cookies who it is. A 2xx whose JSON has the id as `submission_id` or `id` means `delivered`, any other 2xx
 * `accepted`, but one with a page, e.g. to sign in, is tried again. Where `user_metadata` is missing, nothing was given
 * that could be written.
 *
 * What waits on the device is sent with the cookies of whoever is signed in then. So the end point should note who is
 * signed in when a `session_id`, one per opened form, or an `anonymous_id`, that of the device, first comes, write
 * nothing where it is somebody else later, and answer that with a 403, which parks the submission.
 *
 * With `domain`, `userId` and `getToken`: writes by `PATCH /api/v2/users/{id}` itself, which Auth0 advises against: a
 * token that lets users change their metadata lets them change it in ways that harm the application, and lets anybody
 * use up the rate limit of the tenant's Management API (auth0.com/docs, "Get Management API Access Tokens for
 * Single-Page Applications"). Trust nothing in `user_metadata` then, and allow the page's origin in the application's
 * CORS settings. `delivered` where the user in the answer holds what was written. There is no place for the
 * submission's id: to write the same again changes nothing.
 *
 * `last_profiling_step` is the place in the definition, counted from 1, of the step that was completed last: not how
 * many were, since what is known or does not apply is passed over, and lower again where an earlier one is asked anew.
 * Throws a `ConfigError` for an address that answers
 * may not be sent to.
 */
export function createAuth0Adapter(options: (Auth0Options & WireOptions) | Auth0DirectOptions): Adapter {
  return 'endpoint' in options
    ? createWireAdapter(createWire(options), options)
    : createDirectAdapter(options);
}

export type { Auth0DirectOptions, Auth0Options };
