/** The part for definitions that ask for a country. */
export { listCountries } from './model/country-codes.js';
