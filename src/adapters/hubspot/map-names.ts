/**
 * Properties of contacts that every HubSpot account has, by the names that most forms give their fields. Not the number
 * of employees: HubSpot takes only its own ranges there.
 */

/** Where the two differ. */
export const renamed = {
  firstName: 'firstname',
  lastName: 'lastname',
  jobTitle: 'jobtitle',
  postalCode: 'zip',
  street: 'address',
};

export const names: Readonly<Record<string, string>> = {
  ...renamed,
  salutation: 'salutation',
  email: 'email',
  company: 'company',
  phone: 'phone',
  website: 'website',
  country: 'country',
  city: 'city',
  message: 'message',
};
