/** As PostHog's own pages write them. */
export const names: Readonly<Record<string, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  jobTitle: 'job_title',
  postalCode: 'postal_code',
};
