/**
 * Where in the world a clock stands, as coarse as rules and legal texts need it: no permission, no address, no guess
 * below that. A hint, since a clock may be set to anything.
 */

/**
 * `EEA` (with the outermost regions of the Union), `UK`, `CH`, `US` (the fifty states), else the continent; nothing for
 * zones without a place. Takes names of the IANA time zone database.
 */
export function regionOf(timeZone: string): string | undefined {
  return regions.find(([, zones]) => zones.test(timeZone))?.[0];
}

/** The first that fits. */
const regions: readonly (readonly [region: string, zones: RegExp])[] = [
  [
    'EEA',
    /^(Europe\/(Amsterdam|Athens|Berlin|Bratislava|Brussels|Bucharest|Budapest|Busingen|Copenhagen|Dublin|Helsinki|Lisbon|Ljubljana|Luxembourg|Madrid|Malta|Mariehamn|Nicosia|Oslo|Paris|Prague|Riga|Rome|Sofia|Stockholm|Tallinn|Vaduz|Vienna|Vilnius|Warsaw|Zagreb)|Atlantic\/(Azores|Canary|Madeira|Reykjavik)|Asia\/(Nicosia|Famagusta)|Africa\/Ceuta|America\/(Cayenne|Guadeloupe|Marigot|Martinique)|Indian\/(Mayotte|Reunion))$/,
  ],
  ['UK', /^Europe\/(London|Belfast)$/],
  ['CH', /^Europe\/Zurich$/],
  ['Europe', /^(Europe|Arctic|Atlantic\/Fa)/],
  [
    'US',
    /^(America\/(Adak|Anchorage|Boise|Chicago|Denver|Detroit|Indiana|Juneau|Kentucky|Los_|Louisville|Menominee|Metlakatla|New_|Nome|North_|Phoenix|Sitka|Yakutat)|Pacific\/Honolulu)/,
  ],
  ['Americas', /^(America|Atlantic\/(Ber|Sta)|Pacific\/(Easter|Gal))/],
  ['Africa', /^(Africa|Atlantic\/(Cape|St_)|Indian\/(Ant|Com|Mah|Mau))/],
  ['Asia', /^(Asia|Indian\/(Chag|Mal))/],
  ['Oceania', /^(Australia|Pacific|Indian\/(Chr|Coc))/],
];
