/** Where the device's own record lies in the store. */
export const deviceKey = 'p/device';
