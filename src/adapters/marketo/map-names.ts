/** Names that Marketo's forms give its own fields, by the names that most forms give theirs. */
export const names: Readonly<Record<string, string>> = {
  salutation: 'Salutation',
  firstName: 'FirstName',
  lastName: 'LastName',
  email: 'Email',
  company: 'Company',
  jobTitle: 'Title',
  employees: 'NumberOfEmployees',
  phone: 'Phone',
  website: 'Website',
  country: 'Country',
  city: 'City',
  postalCode: 'PostalCode',
  street: 'Address',
};
