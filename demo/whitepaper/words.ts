/** The words of the whitepaper. Kessler Maschinenbau does not exist; the engineering is general knowledge. */

export interface Chapter {
  readonly title: string;
  readonly lead: string;
  readonly paragraphs: readonly string[];
  readonly list?: { readonly title: string; readonly items: readonly string[] };
  readonly figure?: { readonly alt: string; readonly captions: readonly string[] };
}

export const publisher = 'Kessler Maschinenbau';
export const title = 'Leichtbau in Serie';
export const subtitle = 'Wie Maschinenbauer Gewicht sparen, ohne die Fertigung umzubauen';

export const foreword: readonly string[] = [
  'Leichtbau gilt als Sache neuer Werkstoffe und neuer Hallen. Beides braucht es seltener, als man denkt. Dieses Heft beschreibt einen Weg, der mit den Maschinen auskommt, die heute schon laufen: zuerst die Masse finden, die wirklich kostet, dann die Form nutzen, dann erst den Werkstoff wechseln, und zuletzt das Ergebnis so absichern, dass es in Serie hält.',
  'Es richtet sich an Konstruktion, Arbeitsvorbereitung und Einkauf gemeinsam. Jedes Kapitel passt auf eine Seite und endet mit etwas, das Sie am selben Tag beginnen können.',
];

export const chapters: readonly Chapter[] = [
  {
    title: 'Wo das Gewicht wirklich sitzt',
    lead: 'Leichtbau beginnt nicht mit einem neuen Werkstoff, sondern mit einer Waage und einer Stückliste.',
    paragraphs: [
      'Wer eine Maschine leichter machen will, denkt zuerst an das größte Teil. Meist ist das Gestell, und meist ist das Gestell der falsche Anfang: Es steht still, es dämpft, und sein Gewicht kostet im Betrieb fast nichts. Teuer ist die Masse, die sich bewegt. Jeder Schlitten, jeder Greifer, jede Achse, die beschleunigt und wieder gebremst wird, zieht Antrieb, Führung, Lager und Energiekette mit sich.',
      'Deshalb lohnt eine einfache Rechnung vor der ersten Zeichnung. Ordnen Sie jedes Bauteil in eine von drei Gruppen: Masse, die ruht; Masse, die gelegentlich bewegt wird; Masse, die in jedem Takt beschleunigt wird. In der dritten Gruppe wirkt jedes gesparte Kilogramm mehrfach. Ein leichterer Greifer erlaubt eine kleinere Achse, die kleinere Achse einen kleineren Motor, der kleinere Motor ein schmaleres Portal. Erst am Ende dieser Kette wird auch das Gestell leichter, ohne dass es jemand angefasst hätte.',
      'Die zweite Frage gilt der Ursache. Viele Wandstärken in gewachsenen Konstruktionen sind nicht gerechnet, sondern geerbt: aus einem Vorgängermodell, aus einem Blechlager mit drei Dicken, aus einem Schadensfall vor fünfzehn Jahren. Fragen Sie bei jedem Teil der dritten Gruppe, welche Last seine Dicke bestimmt. Wo niemand antworten kann, liegt das leichteste Gewicht: das, das nie gebraucht wurde.',
    ],
    list: {
      title: 'In einer Woche zu schaffen',
      items: [
        'Stückliste um zwei Spalten ergänzen: Masse und Gruppe.',
        'Die zehn schwersten Teile der dritten Gruppe auswählen.',
        'Zu jedem die bestimmende Last notieren, oder dass keine bekannt ist.',
      ],
    },
  },
  {
    title: 'Steifigkeit aus der Form',
    lead: 'Eine Sicke kostet einen Hub der Presse. Ein dickeres Blech kostet bei jedem Stück.',
    paragraphs: [
      'Die Biegesteifigkeit einer Platte wächst mit der dritten Potenz ihrer Höhe, ihr Gewicht nur mit der ersten. Material, das weit außen liegt, trägt also mehr als Material in der Mitte. Alle Formen des Leichtbaus sind Abwandlungen dieses einen Satzes: die Kante, die Sicke, die Rippe, das Hohlprofil, das Sandwich.',
      'Für die Serie ist entscheidend, welche dieser Formen auf den vorhandenen Maschinen entsteht. Eine Abkantung braucht nur die Biegemaschine, die ohnehin in der Halle steht. Eine Sicke braucht ein Werkzeug, aber keinen weiteren Arbeitsgang, wenn sie beim Stanzen mitläuft. Eine aufgeschweißte Rippe dagegen bringt Wärme, Verzug und eine Richtbank mit. Prüfen Sie deshalb in dieser Reihenfolge: kanten, prägen, fügen.',
      'Löcher sind der zweite Hebel. Aussparungen in der Nähe der neutralen Faser nehmen Gewicht und kaum Steifigkeit; auf der Laserschneidanlage kosten sie Sekunden. Ein umgestellter Rand macht aus dem Loch sogar eine Versteifung. Achten Sie auf die Ecken: Ein großzügiger Radius ist kostenlos und entscheidet über die Lebensdauer.',
    ],
    list: {
      title: 'Reihenfolge, die sich bewährt',
      items: [
        'Erst die Höhe des Querschnitts nutzen, dann die Dicke senken.',
        'Aussparungen an die neutrale Faser legen, Radien groß wählen.',
        'Jede neue Form an der langsamsten vorhandenen Maschine erproben.',
      ],
    },
    figure: {
      alt: 'Drei Querschnitte nebeneinander: ein ebenes Blech, ein Blech mit Sicken und ein Sandwich aus zwei dünnen Deckschichten mit Kern.',
      captions: ['Ebenes Blech', 'Mit Sicken', 'Sandwich'],
    },
  },
  {
    title: 'Werkstoff wechseln, Fertigung behalten',
    lead: 'Der beste Werkstoff ist der leichteste, den Ihre Halle morgen früh verarbeiten kann.',
    paragraphs: [
      'Höherfester Feinkornstahl ist der unauffälligste Schritt. Er lässt sich schneiden, kanten und schweißen wie gewohnt, wenn Biegeradien und Wärmeführung angepasst sind. Er hilft dort, wo die Festigkeit die Dicke bestimmt. Wo die Steifigkeit sie bestimmt, hilft er nicht: Der Elastizitätsmodul aller Stähle ist nahezu gleich. Dünner heißt dann nur weicher.',
      'Aluminium wiegt ein Drittel und federt dreimal so weit. Wer ein Stahlteil eins zu eins nachbaut, gewinnt wenig; wer die Höhe des Querschnitts nutzt, gewinnt viel. Strangpressprofile bringen Nuten, Kanäle und Schraubkanten gleich mit und ersetzen Schweißgruppen durch Zuschnitt. Trennen Sie die Werkstoffe an der Fügestelle elektrisch, sonst beginnt die Korrosion am ersten feuchten Tag.',
      'Faserverbund lohnt sich für wenige, schnell bewegte Teile: Greiferarme, Traversen, Wellen. Kaufen Sie ihn als fertiges Rohr oder fertige Platte mit eingeklebten Anschlüssen. So bleibt das neue Verfahren beim Zulieferer, und Ihre Montage schraubt wie bisher.',
      'Beim Fügen gilt: Kleben und Nieten verbinden, was sich nicht schweißen lässt, und verziehen nichts. Beides verlangt saubere Flächen und eine Prüfung, die ohne Zerstörung auskommt. Planen Sie diese Prüfung mit dem Teil, nicht nach der ersten Reklamation.',
    ],
    list: {
      title: 'Drei Fragen vor jedem Wechsel',
      items: [
        'Bestimmt Festigkeit, Steifigkeit oder Schwingung die Dicke?',
        'Welche vorhandene Maschine übernimmt jeden Arbeitsgang?',
        'Wie wird das Teil geprüft, repariert und am Ende getrennt?',
      ],
    },
  },
  {
    title: 'Vom Versuchsteil zur Serie',
    lead: 'Ein leichtes Einzelstück gelingt fast immer. Die Kunst ist das tausendste.',
    paragraphs: [
      'Beginnen Sie mit einem einzigen Teil, das häufig gebaut wird, selten ausfällt und an klaren Schnittstellen hängt. Halten Sie diese Schnittstellen fest: gleiche Bohrbilder, gleiche Anschlussmaße, gleiche Ersatzteilnummer mit neuem Index. So lässt sich das leichte Teil in jede bestehende Maschine setzen, und der Rückweg bleibt offen.',
      'Messen Sie vorher und nachher dasselbe: Masse, erste Eigenfrequenz, Taktzeit, Antriebsstrom. Vier Zahlen reichen, wenn sie an derselben Maschine entstanden sind. Die Eigenfrequenz ist die ehrlichste davon. Sinkt sie, haben Sie nicht Gewicht gespart, sondern Steifigkeit verkauft.',
      'Sprechen Sie früh mit denen, die das Teil in der Hand haben. Der Einrichter weiß, wo beim Kanten der Anschlag fehlt; die Monteurin weiß, welche Schraube niemand erreicht; der Einkauf weiß, welches Profil in drei Wochen kommt und welches in zwölf. Eine Stunde an der Maschine ersetzt manche Berechnung.',
    ],
    list: {
      title: 'Checkliste für die Freigabe',
      items: [
        'Bestimmende Last benannt und nachgewiesen.',
        'Alle Arbeitsgänge auf vorhandenen Maschinen erprobt.',
        'Eigenfrequenz nicht unter dem Vorgängerteil.',
        'Prüfverfahren für jede neue Fügestelle beschrieben.',
        'Anschlussmaße unverändert, Rücktausch erprobt.',
        'Werkstoffe am Lebensende trennbar.',
      ],
    },
  },
];

export const imprint = {
  title: 'Über dieses Dokument',
  paragraphs: [
    'Dies ist ein Vorführdokument. Es gehört zur Demo von progressive-form und zeigt, was am Ende eines Whitepaper-Formulars steht.',
    'Kessler Maschinenbau ist erfunden; Ähnlichkeiten mit bestehenden Unternehmen sind nicht beabsichtigt. Der Inhalt gibt allgemeines Ingenieurwissen wieder und ersetzt keine Auslegung im Einzelfall. Zahlen aus Versuchen oder Erhebungen kommen darin nicht vor.',
  ],
} as const;
