/** Where the device's own record lies in the store. */
export const deviceKey = 'p/device';
/** And the keys to what it holds sealed. */
export const keysKey = 'p/keys';
