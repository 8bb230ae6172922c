/** Where answers go: every adapter that a definition can name, with its settings. Messages are remedies. */
import * as z from 'zod/mini';
import type { AdapterChoice, OneAdapter, SettingsOf } from '../model/adapter-choice.js';
import type { Shapes } from './shapes.js';

type Use = OneAdapter['use'];

/** The settings that an adapter has of its own. */
type SettingShapes<N extends Use> = {
  readonly [K in keyof SettingsOf<N> as SettingsOf<N>[K] extends undefined ? never : K]-?: z.ZodMiniType<
    SettingsOf<N>[K]
  >;
};

/** The members of each adapter stand beside its `use`; only the one that delivers has mirrors. */
export function createAdapterSchema(shapes: Shapes): z.ZodMiniType<AdapterChoice> {
  const address = like(/^https?:\/\//i, 'Write an absolute https address without credentials.');
  const common = createCommonShapes(shapes);
  const union = (from: z.ZodMiniType<string>, more: object) =>
    z.discriminatedUnion(
      'use',
      Object.entries(createSettingShapes(shapes, address, from)).map(([use, settings]) =>
        z.strictObject({ use: z.literal(use), ...settings, ...common, ...more }),
      ) as never,
    );
  // A page may name the address of the one that delivers on the element; of a mirror it cannot. Few have any.
  const mirrors = z.exactOptional(z.array(z.lazy(() => union(address, {}))));
  return union(z.exactOptional(address), { mirrors }) as unknown as z.ZodMiniType<AdapterChoice>;
}

/** Names that the reader takes as text wherever they stand: no words of conditions. */
const plainKey = /^(?!(all|any|not|in|notIn|within|only|when)$)[a-zA-Z]\w{0,63}$/;

function createCommonShapes({ text }: Shapes) {
  const field = like(plainKey, 'Write the name of a field.');
  const called = like(
    /^(?!(__proto__|constructor|prototype)$)[\w.:$ -]{0,128}$/,
    'Use a plain name, 128 characters at most, or an empty text for what is not sent.',
  );
  return { map: z.exactOptional(z.record(field, called)), purpose: z.exactOptional(text) };
}

function createSettingShapes(
  { text }: Shapes,
  address: z.ZodMiniType<string>,
  elsewhere: z.ZodMiniType<string>,
): { readonly [N in Use]: SettingShapes<N> } {
  const optional = z.exactOptional;
  const number = like(/^\d{1,19}$/, 'Write its number: digits alone.');
  const purpose = like(plainKey, 'Write the name of a purpose.');
  const key = like(/^[!-~]{1,256}$/, 'Write the key alone, without blanks.');
  return {
    http: { endpoint: elsewhere },
    webhook: { endpoint: elsewhere, format: optional(z.enum(['form', 'json'])) },
    hubspot: {
      portalId: number,
      formId: like(
        /^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/,
        'Write the GUID of the form, such as 8a1c4b2e-0d3f-4e5a-9b6c-7d8e9f0a1b2c.',
      ),
      region: optional(z.enum(['na1', 'eu1'])),
      subscriptions: optional(z.record(purpose, number)),
      trackingPurpose: optional(text),
    },
    mautic: { endpoint: address, formId: number, formName: optional(text) },
    marketo: {
      endpoint: address,
      munchkinId: like(/^\d{3}-[a-zA-Z]{3}-\d{3}$/, 'Write the Munchkin account id, such as 123-ABC-456.'),
      formId: number,
    },
    'salesforce-web-to-lead': {
      orgId: like(
        /^[a-zA-Z\d]{15}([a-zA-Z\d]{3})?$/,
        'Write the id of the organisation: 15 or 18 letters and digits.',
      ),
      endpoint: optional(address),
      leadSource: optional(text),
    },
    'pardot-form-handler': { endpoint: address },
    formspree: {
      formId: like(
        /^(p\/\w{1,64}\/f\/)?[\w-]{1,64}$/,
        'Write the id alone: what follows /f/ in the address of the form. Of a form in a project write p/<project>/f/<key>.',
      ),
    },
    netlify: {
      formName: like(/^.{1,128}$/, 'Write the name of the form.'),
      path: optional(like(/^\/(?![/\\])[^\s\\]*$/, 'Write a path that starts with one slash.')),
    },
    segment: { writeKey: key, endpoint: optional(address) },
    mixpanel: { token: key, endpoint: optional(address) },
    posthog: {
      projectKey: like(
        /^(?!phx_)[!-~]{1,256}$/,
        'Write the key of the project (phc_…): a personal key is a secret, and every visitor would see it.',
      ),
      endpoint: optional(address),
    },
    clevertap: { mailPurpose: optional(text) },
    auth0: { endpoint: address },
    'data-layer': {
      leadField: optional(like(plainKey, 'Write the name of a field.')),
      layer: optional(
        like(
          /^(?!__proto__$)[a-zA-Z_$][\w$]{0,63}$/,
          'Write the name of a list on window, such as dataLayer.',
        ),
      ),
      value: optional(like(/^\d{1,12}(\.\d{1,4})?$/, 'Write a number, such as 25 or 19.90.')),
      currency: optional(
        like(/^[A-Z]{3}$/, 'Write a code of ISO 4217, such as EUR.').check(
          z.refine(isCurrency, 'Write a code of ISO 4217, such as EUR.'),
        ),
      ),
    },
    console: {},
  };
}

/** Also said where there is nothing. */
const like = (pattern: RegExp, remedy: string) => z.string(remedy).check(z.regex(pattern, remedy));

const isCurrency = (code: string): boolean =>
  (Intl.supportedValuesOf('currency') as readonly string[]).includes(code);
