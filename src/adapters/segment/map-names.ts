/**
 * Segment's reserved traits, by their path (https://segment.com/docs/connections/spec/identify). A group replaces the one
 * before it: `address` is asked for in one step as a rule, the size of a company in another than its name.
 */
export const names: Readonly<Record<string, string>> = {
  jobTitle: 'title',
  address: 'address.street',
  street: 'address.street',
  city: 'address.city',
  postalCode: 'address.postalCode',
  country: 'address.country',
};
