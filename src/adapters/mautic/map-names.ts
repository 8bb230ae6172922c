/** Aliases that Mautic's own contact fields have, by the names that most forms give their fields. */
export const names: Readonly<Record<string, string>> = {
  salutation: 'title',
  firstName: 'firstname',
  lastName: 'lastname',
  email: 'email',
  company: 'company',
  jobTitle: 'position',
  employees: 'companynumber_of_employees',
  phone: 'phone',
  website: 'website',
  country: 'country',
  city: 'city',
  postalCode: 'zipcode',
  street: 'address1',
  message: 'message',
};
