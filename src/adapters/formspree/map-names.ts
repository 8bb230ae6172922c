/** Formspree calls fields what the form calls them; by `email` it knows whom an answer goes to. */
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
