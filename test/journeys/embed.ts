/** Small definitions, and the markup that puts them onto somebody's page. */

export interface AskedField {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly required?: boolean;
}

export const text = (name: string, label: string): AskedField => ({ name, type: 'text', label });

/** One step with all of them. */
export const define = (fields: readonly AskedField[], more: object = {}) => ({
  schemaVersion: 1,
  id: 'embedded',
  version: '1',
  locale: 'en',
  purposes: { reply: { label: 'Answer', legalBasis: 'implicit', retention: 'P30D' } },
  fields: fields.map((field) => ({ ...field, purpose: 'reply' })),
  steps: [
    {
      id: 'all',
      title: 'About you',
      reason: 'So that we can answer.',
      fields: fields.map(({ name }) => name),
    },
  ],
  ...more,
});

export const element = (definition: object, attributes = ''): string =>
  `<progressive-form ${attributes}><script type="application/json">${JSON.stringify(definition)}</script></progressive-form>`;

/** Gives every form of the page a back end of the page's own, which keeps what it gets in `taken`. */
export const ownAdapter = `<script>
  const taken = [];
  for (const form of document.querySelectorAll('progressive-form'))
    form.adapter = { name: 'own', send: (submission) => void taken.push(submission) };
</script>`;

export const moduleTag = (origin = ''): string =>
  `<script type="module" src="${origin}/dist/progressive-form.js"></script>`;
export const classicTag = (origin = ''): string =>
  `<script src="${origin}/dist/progressive-form.iife.js"></script>`;

/** What is said where the back end shows that it has them, and where it does not. */
export const arrived = 'Your answers have arrived.';
export const sent = 'Your answers have been sent.';
