/** The form that everybody builds: seven fields, or more of the same kinds. Pure: pages use it too. */
export interface LeadField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel' | 'select';
  readonly autocomplete: string;
  readonly minLength?: number;
  readonly options?: readonly string[];
  /** An answer without fault. */
  readonly sample: string;
}

/** So many that nobody makes radio buttons of them. */
const sizes = ['1–10', '11–50', '51–200', '201–500', '501–1,000', '1,001–5,000', '5,001–10,000', 'more'];

/** All are required. */
const fields: readonly LeadField[] = [
  {
    name: 'firstName',
    label: 'First name',
    type: 'text',
    autocomplete: 'given-name',
    minLength: 2,
    sample: 'Ada',
  },
  {
    name: 'lastName',
    label: 'Last name',
    type: 'text',
    autocomplete: 'family-name',
    minLength: 2,
    sample: 'Lovelace',
  },
  { name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email', sample: 'ada@example.com' },
  {
    name: 'company',
    label: 'Company',
    type: 'text',
    autocomplete: 'organization',
    sample: 'Analytical Engines',
  },
  {
    name: 'jobTitle',
    label: 'Job title',
    type: 'text',
    autocomplete: 'organization-title',
    sample: 'Engineer',
  },
  {
    name: 'companySize',
    label: 'Company size',
    type: 'select',
    autocomplete: 'off',
    options: sizes,
    sample: '51–200',
  },
  { name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', sample: '+44 20 7946 0000' },
];
const oneLine = fields.filter(({ type }) => type !== 'select');

/** Beyond the seven come one-line fields of the same kinds, each under a name of its own. */
export function leadFields(count: number): readonly LeadField[] {
  const more = Array.from({ length: Math.max(0, count - fields.length) }, (_, i): LeadField => {
    const like = oneLine[i % oneLine.length] as LeadField;
    const nth = Math.floor(i / oneLine.length) + 2;
    return { ...like, name: `${like.name}${nth}`, label: `${like.label} ${nth}`, autocomplete: 'off' };
  });
  return [...fields, ...more].slice(0, count);
}

/** For those who take JSON Schema. */
export function leadSchema(list: readonly LeadField[]) {
  const properties = list.map(({ name, label, type, minLength, options }) => [
    name,
    {
      type: 'string',
      title: label,
      ...(type === 'email' && { format: 'email' }),
      ...(minLength && { minLength }),
      ...(options && { enum: options }),
    },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: list.map(({ name }) => name),
  };
}
