/** Mixpanel's own profile properties (https://docs.mixpanel.com/docs/data-structure/user-profiles). */
export const names: Readonly<Record<string, string>> = {
  firstName: '$first_name',
  lastName: '$last_name',
  email: '$email',
  phone: '$phone',
  city: '$city',
};
