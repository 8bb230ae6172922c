/** Every state that a form can be in, as pages to take pictures of, each in a language from either side. */
import type { Page } from 'playwright/test';
import type { FormConfig } from '../../src/model/form-config.js';
import { expect } from './journey.js';
import { readDevice } from './look-around.js';

export type Direction = 'ltr' | 'rtl';

interface State {
  /** Of the form; nothing while it waits. */
  readonly definition: (say: Say) => object | undefined;
  /** What the visitor does to get there; ends when it is on screen. */
  readonly reach: (page: Page) => Promise<unknown>;
}

/** German from the left, Arabic from the right. */
type Say = (german: string, arabic: string) => string;

/** What the element says by itself, where it speaks no language of ours. */
const arabic: FormConfig['words'] = {
  send: 'إرسال',
  next: 'متابعة',
  back: 'رجوع',
  optional: 'اختياري',
  choose: 'الرجاء الاختيار',
  noAnswer: 'بدون إجابة',
  progress: 'الخطوة {n} من {total}',
  broken: 'لا يمكن عرض هذا النموذج.',
  problem: 'يرجى مراجعة إجاباتك',
  sending: 'جارٍ الإرسال…',
  later: 'ليس الآن',
  never: 'لا تسأل مرة أخرى',
  thanks: 'شكرًا لك.',
  sent: 'وصلت إجاباتك.',
  durable: 'إجاباتك محفوظة على هذا الجهاز وسترسل عند توفر الاتصال.',
  didYouMean: 'هل تقصد {address}؟',
  freeMail: 'يبدو هذا العنوان خاصًا. عنوان العمل يساعدنا أكثر.',
  draftKeep: 'احفظ ما أكتبه على هذا الجهاز حتى الإرسال، لمدة {time} على الأكثر',
  draftFound: 'بدأت هذا النموذج على هذا الجهاز {time}.',
  draftContinue: 'متابعة',
  draftAgain: 'البدء من جديد',
  required: 'يرجى الإجابة: {label}',
  email: '{label}: اكتب عنوانًا مثل name@example.com',
};

const options = (...labels: readonly string[]) => labels.map((label, i) => ({ value: `o${i}`, label }));
const pictures = ['bar', 'pie', 'line'];

const catalogue = (say: Say) => ({
  salutation: {
    type: 'select',
    label: say('Anrede', 'اللقب'),
    options: options(say('Frau', 'السيدة'), say('Herr', 'السيد'), say('Divers', 'آخر')),
  },
  firstName: { type: 'text', label: say('Vorname', 'الاسم'), required: true },
  lastName: { type: 'text', label: say('Nachname', 'اسم العائلة'), required: true },
  email: {
    type: 'email',
    label: say('Geschäftliche E-Mail-Adresse', 'البريد الإلكتروني للعمل'),
    hint: say('Dorthin schicken wir den Link zum Herunterladen.', 'نرسل رابط التنزيل إلى هذا العنوان.'),
    required: true,
    emailPolicy: 'warn',
  },
  phone: { type: 'tel', label: say('Telefon', 'الهاتف') },
  website: { type: 'url', label: say('Website', 'الموقع') },
  employees: {
    type: 'number',
    label: say('Wie viele Menschen arbeiten bei Ihnen?', 'كم عدد العاملين لديكم؟'),
  },
  start: { type: 'date', label: say('Wann soll es losgehen?', 'متى تريدون البدء؟') },
  country: { type: 'country', label: say('Land', 'البلد') },
  industry: {
    type: 'select',
    label: say('Branche', 'القطاع'),
    options: options(...Array.from({ length: 7 }, (_, i) => `${say('Branche', 'القطاع')} ${i + 1}`)),
  },
  role: {
    type: 'radio',
    label: say('Was trifft auf Sie zu?', 'ما الذي ينطبق عليك؟'),
    hint: say('Eine Antwort genügt.', 'إجابة واحدة تكفي.'),
    required: true,
    options: options(
      say('Ich entscheide', 'أنا صاحب القرار'),
      say('Ich bereite eine Entscheidung mit mehreren Abteilungen vor', 'أحضّر القرار مع عدة أقسام'),
      say('Ich sehe mich um', 'أستكشف فقط'),
    ),
  },
  topics: {
    type: 'multiselect',
    label: say('Wozu möchten Sie mehr wissen?', 'ما المواضيع التي تهمك؟'),
    options: options(
      say('Preise', 'الأسعار'),
      say('Einführung und Schulung', 'الإطلاق والتدريب'),
      say('Datenschutz', 'حماية البيانات'),
    ),
  },
  chart: {
    type: 'radio',
    label: say('Welche Auswertung brauchen Sie zuerst?', 'أي تحليل تحتاجه أولًا؟'),
    options: pictures.map((image, i) => ({
      value: image,
      label: [say('Balken', 'أعمدة'), say('Torte', 'دائرة'), say('Verlauf', 'خط')][i],
      image: `{url}/${image}.svg`,
    })),
  },
  message: { type: 'textarea', label: say('Was sollen wir noch wissen?', 'ماذا علينا أن نعرف أيضًا؟') },
  password: { type: 'password', label: say('Passwort', 'كلمة المرور'), transient: true },
  terms: {
    type: 'consent',
    label: say(
      'Ich bin mit der Verarbeitung nach der [Datenschutzerklärung](https://example.com/privacy) einverstanden.',
      'أوافق على المعالجة وفق [سياسة الخصوصية](https://example.com/privacy).',
    ),
    purpose: 'marketing',
    required: true,
  },
});

type Name = keyof ReturnType<typeof catalogue>;
const few: readonly Name[] = ['firstName', 'lastName', 'email'];

interface Shape {
  readonly fields: readonly Name[];
  /** Of the one view. */
  readonly title?: false;
  readonly second?: readonly Name[];
  readonly more?: object;
}

const form =
  ({ fields, title, second, more }: Shape) =>
  (say: Say) => {
    const all = catalogue(say);
    const names = [...fields, ...(second ?? [])];
    return {
      ...{ schemaVersion: 1, id: 'pictures', version: '1', locale: say('de', 'ar') },
      ...(say('', 'words') && { words: arabic }),
      purposes: {
        reply: { label: say('Antworten', 'الرد'), legalBasis: 'implicit', retention: 'P30D' },
        marketing: { label: say('Werbung', 'التسويق'), legalBasis: 'explicit', retention: 'P1Y' },
      },
      fields: names.map((name) => ({ name, purpose: 'reply', ...all[name] })),
      steps: [
        {
          id: 'first',
          ...(title !== false && { title: say('Wer liest das Whitepaper?', 'من سيقرأ الدراسة؟') }),
          reason: say('Damit wir es Ihnen schicken können.', 'حتى نتمكن من إرسالها إليك.'),
          fields,
          skippable: Boolean(second),
        },
        ...(second
          ? [{ id: 'second', title: say('Ihre Firma', 'شركتك'), reason: 'B2B', fields: second }]
          : []),
      ],
      ...more,
    };
  };

const part = (page: Page, name: string) => page.locator(`progressive-form [part=${name}]`);
const send = (page: Page) => part(page, 'submit-button').click();
const fill = async (page: Page, email: string) => {
  await page.locator('[name=firstName]').fill('Ada');
  await page.locator('[name=lastName]').fill('Lovelace');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=email]').press('Tab');
};
const sendAll = async (page: Page) => {
  await fill(page, 'ada@firma.example');
  await send(page);
};
const shown = (page: Page) => part(page, 'submit-button').waitFor();

const offer = (say: Say) =>
  form({
    fields: few,
    more: {
      afterSubmit: {
        message: say('Vielen Dank, **viel Freude beim Lesen**.', 'شكرًا لك، **قراءة ممتعة**.'),
        asset: { id: 'paper', label: say('Whitepaper herunterladen (PDF)', 'تنزيل الدراسة (PDF)') },
      },
    },
  })(say);

export const states = {
  waiting: { definition: () => undefined, reach: (page) => page.locator('progressive-form').waitFor() },
  first: {
    definition: form({ fields: ['salutation', ...few], second: ['industry'] }),
    reach: async (page) => {
      await shown(page);
      await page.keyboard.press('Tab'); // what has the focus shows it
    },
  },
  long: {
    definition: (say) => form({ fields: Object.keys(catalogue(say)) as Name[] })(say),
    reach: async (page) => {
      await page.locator('[name=country] option').nth(9).waitFor({ state: 'attached' });
      await page.locator('[name=role]').first().check();
      await page.locator('[name=topics]').nth(1).check();
    },
  },
  lone: { definition: form({ fields: ['role'], title: false }), reach: shown },
  errors: {
    definition: form({ fields: ['firstName', 'email', 'role', 'terms'] }),
    reach: async (page) => {
      await shown(page);
      await send(page);
      await part(page, 'error-summary').waitFor();
    },
  },
  error: {
    definition: form({ fields: few }),
    reach: async (page) => {
      await fill(page, 'ada');
      await send(page);
      await part(page, 'error').waitFor();
    },
  },
  advice: {
    definition: form({ fields: few, more: { draft: { keepFor: 'P7D' } } }),
    reach: async (page) => {
      await fill(page, 'ada@gmial.com');
      await part(page, 'suggestion-button').waitFor();
    },
  },
  draft: {
    definition: form({ fields: ['firstName', 'message'], more: { draft: { keepFor: 'P7D' } } }),
    reach: async (page) => {
      await part(page, 'draft-choice').locator('input').check();
      await page.locator('[name=firstName]').fill('Ada');
      await expect.poll(async () => (await readDevice(page)).keys.join()).toContain('draft/');
      await page.reload();
      await part(page, 'draft').waitFor();
    },
  },
  submitting: {
    definition: form({ fields: few }),
    reach: async (page) => {
      await page.evaluate(() =>
        document.addEventListener('pf-before-submit', (event) => {
          event.waitUntil(new Promise(() => undefined));
        }),
      );
      await sendAll(page);
      await page.locator('progressive-form:state(submitting)').waitFor();
    },
  },
  offline: {
    definition: form({ fields: few }),
    reach: async (page) => {
      await sendAll(page);
      await page.locator('progressive-form:state(done) [role=status]:not(:empty)').waitFor();
    },
  },
  done: {
    definition: offer,
    reach: async (page) => {
      await sendAll(page);
      await page.locator('progressive-form:state(done)').waitFor();
      await page.locator('progressive-form').evaluate((element) => {
        const form = element as HTMLElementTagNameMap['progressive-form'];
        if (form.session) Object.assign(form.session.state, { asset: { url: 'https://example.com/paper' } });
        form.requestUpdate();
      });
      await part(page, 'asset').waitFor();
    },
  },
  broken: {
    definition: (say) => ({ locale: say('de', 'ar'), schemaVersion: 1, id: 'broken' }),
    reach: (page) => part(page, 'error-summary').waitFor(),
  },
} satisfies Record<string, State>;

export type StateName = keyof typeof states;
