/** Which way a language (BCP 47) is written. */
export const textDirection = (lang: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ps|ur|yi)\b/.test(lang) ? 'rtl' : 'ltr';
