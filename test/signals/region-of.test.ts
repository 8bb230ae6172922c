import { describe, expect, test } from 'vitest';
import { regionOf } from '../../src/element/signals/region-of.js';

/** The clocks of each place, as browsers name them. */
const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EEA: {
    Austria: 'Europe/Vienna',
    Belgium: 'Europe/Brussels',
    Bulgaria: 'Europe/Sofia',
    Croatia: 'Europe/Zagreb',
    Cyprus: 'Asia/Nicosia Asia/Famagusta Europe/Nicosia',
    Czechia: 'Europe/Prague',
    Denmark: 'Europe/Copenhagen',
    Estonia: 'Europe/Tallinn',
    Finland: 'Europe/Helsinki Europe/Mariehamn',
    France: 'Europe/Paris',
    'French Guiana': 'America/Cayenne',
    Germany: 'Europe/Berlin Europe/Busingen',
    Greece: 'Europe/Athens',
    Guadeloupe: 'America/Guadeloupe',
    Hungary: 'Europe/Budapest',
    Iceland: 'Atlantic/Reykjavik',
    Ireland: 'Europe/Dublin',
    Italy: 'Europe/Rome',
    Latvia: 'Europe/Riga',
    Liechtenstein: 'Europe/Vaduz',
    Lithuania: 'Europe/Vilnius',
    Luxembourg: 'Europe/Luxembourg',
    Malta: 'Europe/Malta',
    Martinique: 'America/Martinique',
    Mayotte: 'Indian/Mayotte',
    Netherlands: 'Europe/Amsterdam',
    Norway: 'Europe/Oslo',
    Poland: 'Europe/Warsaw',
    Portugal: 'Europe/Lisbon Atlantic/Azores Atlantic/Madeira',
    Réunion: 'Indian/Reunion',
    Romania: 'Europe/Bucharest',
    'Saint Martin': 'America/Marigot',
    Slovakia: 'Europe/Bratislava',
    Slovenia: 'Europe/Ljubljana',
    Spain: 'Europe/Madrid Atlantic/Canary Africa/Ceuta',
    Sweden: 'Europe/Stockholm',
  },
  UK: { 'United Kingdom': 'Europe/London Europe/Belfast' },
  CH: { Switzerland: 'Europe/Zurich' },
  Europe: {
    Albania: 'Europe/Tirane',
    Belarus: 'Europe/Minsk',
    'Faroe Islands': 'Atlantic/Faroe Atlantic/Faeroe',
    Guernsey: 'Europe/Guernsey',
    Moldova: 'Europe/Chisinau',
    Russia: 'Europe/Moscow Europe/Samara',
    Serbia: 'Europe/Belgrade',
    Svalbard: 'Arctic/Longyearbyen',
    Türkiye: 'Europe/Istanbul',
    Ukraine: 'Europe/Kiev Europe/Kyiv',
  },
  US: {
    Alaska: 'America/Anchorage America/Juneau America/Sitka America/Nome America/Yakutat America/Metlakatla',
    Arizona: 'America/Phoenix',
    California: 'America/Los_Angeles',
    Colorado: 'America/Denver',
    Hawaii: 'Pacific/Honolulu America/Adak',
    Idaho: 'America/Boise',
    Illinois: 'America/Chicago',
    Indiana: 'America/Indiana/Knox America/Indianapolis',
    Kentucky: 'America/Kentucky/Monticello America/Louisville',
    Michigan: 'America/Detroit America/Menominee',
    'New York': 'America/New_York',
    'North Dakota': 'America/North_Dakota/Center',
  },
  Americas: {
    Argentina: 'America/Argentina/Salta America/Buenos_Aires',
    Bermuda: 'Atlantic/Bermuda',
    Brazil: 'America/Sao_Paulo',
    Canada: 'America/Toronto America/Vancouver America/St_Johns',
    Chile: 'America/Santiago Pacific/Easter',
    Ecuador: 'America/Guayaquil Pacific/Galapagos',
    'Falkland Islands': 'Atlantic/Stanley',
    Greenland: 'America/Godthab America/Nuuk',
    Mexico: 'America/Mexico_City America/Monterrey',
    'Puerto Rico': 'America/Puerto_Rico',
    'Saint Barthélemy': 'America/St_Barthelemy',
  },
  Africa: {
    'Cape Verde': 'Atlantic/Cape_Verde',
    Egypt: 'Africa/Cairo',
    Madagascar: 'Indian/Antananarivo',
    Mauritius: 'Indian/Mauritius',
    Nigeria: 'Africa/Lagos',
    'Saint Helena': 'Atlantic/St_Helena',
    'South Africa': 'Africa/Johannesburg',
  },
  Asia: {
    China: 'Asia/Shanghai Asia/Urumqi',
    India: 'Asia/Calcutta Asia/Kolkata',
    Japan: 'Asia/Tokyo',
    Maldives: 'Indian/Maldives',
    Siberia: 'Asia/Novosibirsk Asia/Vladivostok',
    'United Arab Emirates': 'Asia/Dubai',
  },
  Oceania: {
    Australia: 'Australia/Sydney Australia/Perth Australia/Lord_Howe',
    'Christmas Island': 'Indian/Christmas',
    'Cocos Islands': 'Indian/Cocos',
    Fiji: 'Pacific/Fiji',
    'New Zealand': 'Pacific/Auckland Pacific/Chatham',
  },
};

const vectors = Object.entries(places).flatMap(([region, countries]) =>
  Object.entries(countries).map(([country, zones]) => ({ region, country, zones: zones.split(' ') })),
);

describe('the region of a clock', () => {
  test.each(vectors)('S36 S63 of $country is $region', ({ region, zones }) => {
    expect(zones.map(regionOf)).toEqual(zones.map(() => region));
  });

  test('S63 is nothing for clocks without a place', () => {
    const nowhere = [
      '',
      'UTC',
      'Etc/GMT+5',
      'GMT',
      'Antarctica/Troll',
      'europe/berlin',
      'XEurope/Berlin',
      'EST',
    ];
    expect(nowhere.map(regionOf)).toEqual(nowhere.map(() => undefined));
  });

  test('S36 is there for every zone with people in it, and the legal regions hold no others than these', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const lost = zones.filter((zone) => !regionOf(zone) && !/^(Antarctica|Etc)\/|^[^/]*$/.test(zone));
    expect(lost).toEqual(['Atlantic/South_Georgia', 'Indian/Kerguelen']);
    for (const region of ['EEA', 'UK', 'CH']) {
      const told = new Set(vectors.flatMap((one) => (one.region === region ? one.zones : [])));
      expect(zones.filter((zone) => regionOf(zone) === region && !told.has(zone))).toEqual([]);
    }
  });

  test('S63 is one of nine, whatever the clock says', () => {
    const all = new Set(Intl.supportedValuesOf('timeZone').flatMap((zone) => regionOf(zone) ?? []));
    expect([...all].sort()).toEqual(Object.keys(places).sort());
  });
});
