/** What Web-to-Lead calls the fields that most forms have: `employees` there is a whole number, never a range. */
export const names: Readonly<Record<string, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  jobTitle: 'title',
  website: 'URL',
  postalCode: 'zip',
  message: 'description',
};

/** Salesforce drops a lead without one of these, and tells nobody. */
export const required: readonly string[] = ['last_name', 'company'];
