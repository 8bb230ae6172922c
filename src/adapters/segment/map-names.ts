/** Segment's reserved traits, by their path (https://segment.com/docs/connections/spec/identify). */
export const names: Readonly<Record<string, string>> = {
  company: 'company.name',
  employees: 'company.employee_count',
  jobTitle: 'title',
  street: 'address.street',
  city: 'address.city',
  postalCode: 'address.postalCode',
  country: 'address.country',
};
