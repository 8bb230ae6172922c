/** What we use of Marketo's Forms2 script. */

type Values = Readonly<Record<string, unknown>>;

export interface MarketoForm {
  /** Listeners stay, and cannot be taken away one by one. Where one returns false, the page is not left. */
  onSuccess(listener: (values: Values, followUpUrl: string) => boolean): unknown;
  addHiddenFields(values: Values): unknown;
  /** Sets the values given, and tells those of all fields. */
  vals(values?: Values): Values | undefined;
  validate?(): boolean;
  submit(): unknown;
}

export interface MarketoForms {
  loadForm(base: string, munchkinId: string, formId: string, ready: (form: MarketoForm) => void): unknown;
}

/** Nothing where the page has not loaded the script. */
export function findForms(): MarketoForms | undefined {
  if (!Object.hasOwn(globalThis, 'MktoForms2')) return undefined;
  const { MktoForms2: forms } = globalThis as { MktoForms2?: MarketoForms };
  return typeof forms?.loadForm === 'function' ? forms : undefined;
}
