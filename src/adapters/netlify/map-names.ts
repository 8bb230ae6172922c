/** Netlify calls fields what the static form calls them. */
export const names: Readonly<Record<string, string>> = {
  salutation: 'salutation',
  firstName: 'firstName',
  lastName: 'lastName',
  email: 'email',
  company: 'company',
  jobTitle: 'jobTitle',
  employees: 'employees',
  phone: 'phone',
  website: 'website',
  country: 'country',
  city: 'city',
  postalCode: 'postalCode',
  street: 'street',
  message: 'message',
};
