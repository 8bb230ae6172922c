/**
 * Reads a job title, German or English and in any gender, into a function and a level. The words are stems of closed
 * vocabularies: what none of them is in has no class. Written for titles folded to plain letters, see `fold`.
 */
export interface JobTitle {
  readonly function?: string | undefined;
  readonly level?: string | undefined;
}

type Stems = Readonly<Record<string, RegExp>>;

/** What stands first in the title decides; between two at one place, the one that is first here. */
const functions: Stems = {
  it: /\b(it|edv|cio|ciso|sap|erp|data(?! prot))\b|informati|administrator|netzwerk|network|infrastr|devops|cloud|business intel|digital off|site rel|cyber|security|datenbank|database|help ?desk/,
  marketing:
    /\b(cmo|pr|seo|sea)\b|(product )?market|brand|marken|kommunikation|communicat|offentlich|public rel|press|werbung|advert|campaign|kampagne|social media|content|redak|\beditor|copywrit|texter|\bmedia\b|event|growth/,
  sales:
    /\b(cso|cro)\b|sales|vertrieb|verkauf|revenu|account(?!ant|ing|s)|aussendienst|innendienst|business dev|geschaftsentw|commercial|handel/,
  finance:
    /\bcfo\b|financ|finanz|accountant|accounting|accounts|buchhal|bookkeep|controll|treasur|audit|steur(?!ung)|\btax|rechnungsw|wirtschaftspruf|bilanz|kaufmannisch|payroll|\bbank|\brisk/,
  hr: /\b(hr|chro|people)\b|human (res|cap)|personal(?! ass| train)|recruit|talent|ausbild(er|ungsl)/,
  purchasing: /einkauf|purchas|procure|buyer|sourcing|beschaff|materialwirt|category/,
  legal:
    /legal|recht|jurist|anwalt|lawyer|attorney|counsel|complianc|contract|datenschutz|privacy|data prot|justi[zt]/,
  research: /research|forsch|scien|wissenschaft|labor|r&d|f&e|doktorand|chemi|innovation/,
  operations:
    /\b(coo|ops|plant)\b|operati(on|ng)|arbeitsvorb|logisti|supply|lager|warehous|produktion|production|fertigung|manufact|werks?leit|betriebsl|qualit|facilit|dispon|dispatch|versand/,
  design: /design|\bu[xi]\b|grafik|graphi|creativ|kreativ|art dir|mediengest|produkt-?design/,
  product: /\bcpo\b|produ[ck]t(?!ion)/,
  service: /(customer|client|kunden).?(succ|serv|supp|care|betr|berat|dienst)|support|service|call.?cent/,
  engineering:
    /\b(cto|qa|cad)\b|engineer|ingeni|entwickl|develop|konstru|softwar|programmi?er|full.?stack|front.?end|back.?end|mechani|mechatron|elektr|electr|archite[ck]t|maschinenb|bauleit|bauing/,
  consulting: /consult|berat/,
};

/** For a title with none of the above: the first of these that is in it. */
const fallbacks: Stems = {
  administration: /assist|sekreta|secreta|office\b|buro|verwalt|recept|rezept|empfang/,
  engineering: /tech/,
  general:
    /\bceo\b|chief exec|geschaft|vorstand|managing|president|general man|prokur|owner|found|grunder|inhaber|eigentum|gesellschaft|unternehmer|selbst|freiberuf|freelan|self.?emp/,
};

/** The first that is in the title. A level may have several turns, since exceptions go before their rules. */
const levels: readonly (readonly [level: string, stems: RegExp])[] = [
  [
    'junior',
    /student|studier|\bintern(ship)?\b|praktik|trainee|azubi|auszubild|ausbildung zu|junior|apprentice|lehrling|volontar|graduate|masterand/,
  ],
  [
    'specialist',
    /art dir|product owner|(account|sales) exec|business partner|data prot|(assist|sekret|secret)\w*\b(?! (man|dir))/,
  ],
  [
    'owner',
    /owner|found(er|ing)|grunder|inhaber|eigentum|gesellschafter|unternehmer|selbst|freiberuf|freelan|self.?emp|managing partner/,
  ],
  ['executive', /\bc(hr|is|\w)o\b|chief|\b[se]?vp\b|president|geschafts[fl]|vorstand|managing dir|\bgf\b/],
  ['manager', /(team|gruppen|abteilungs|projekt|schicht|filial|lager|markt|bau).?(leit|lead)/],
  ['director', /dire[ck]tor|\bhead\b|leit(er|ung|end)|prokur/],
  ['manager', /manager|\blead(er)?\b|supervisor|(ion|werk|industrie)s?meister/],
  [
    'specialist',
    /consult|berat|speciali|spezial|analyst|referent|sachbearb|mitarbeit|anwalt|attorney|justi|[ck]oordin|counsel|paralegal/,
  ],
];

/** How names of occupations end; believed only where the field of work is known. */
const occupation = /(er|or|eur|ist|ant|[^m]ent|rand|ive|ian|tect|tekt|walt|frau|mann|kraft|stellte)(in)?\b/;

export function readJobTitle(title: string): JobTitle {
  const text = fold(title);
  const work = findFirst(text) ?? Object.keys(fallbacks).find((name) => fallbacks[name]?.test(text));
  const level = levels.find(([, stems]) => stems.test(text))?.[0];
  return { function: work, level: level ?? (work && occupation.test(text) ? 'specialist' : undefined) };
}

function findFirst(text: string): string | undefined {
  const found = Object.entries(functions)
    .map(([name, stems]) => ({ name, at: text.search(stems) }))
    .filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0]?.name;
}

/** Small plain letters, whether an umlaut came as such, in two letters or as its vowel alone. */
function fold(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/ß/g, 'ss').replace(/([aou])e/g, '$1');
}
