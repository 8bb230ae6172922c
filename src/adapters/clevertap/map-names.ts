/** CleverTap's own properties (developer.clevertap.com, "Web User Profiles"); names that meet are one text there. */
export const names: Readonly<Record<string, string>> = {
  firstName: 'Name',
  lastName: 'Name',
  email: 'Email',
  phone: 'Phone',
};
