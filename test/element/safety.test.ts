import { expect } from 'chai';
import type { ProgressiveForm } from '../../src/element/progressive-form.js';
import { backEnd, cleanUp, definition, email, name, open, quiet, twoViews, until, type BackEnd, type Page } from './page.js'; // prettier-ignore

const retryable = { kind: 'retryable' } as const;
const delivered = { kind: 'delivered' } as const;
const saved = 'Your answers are saved on this device. They will be sent as soon as possible.';
const failed = 'That did not work. Please try again.';
const lost = 'Your answers are not sent yet. Please keep this page open.';

/** Whether the page asks before it closes. */
const isHeld = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

function send(page: Page): void {
  page.type('firstName', 'Ada');
  page.press();
}

/** As in browsers that keep nothing. */
function blockStorage(): () => void {
  const { open: real } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => {
    throw new DOMException('Blocked', 'SecurityError');
  };
  return () => void (IDBFactory.prototype.open = real);
}

/** Holds what is only said once a screen reader has followed the focus; what comes of it lets it be said. */
function holdWords(): { say(): Promise<void>; end(): void } {
  const { setTimeout: real, clearTimeout: clear } = window;
  const held = new Map<number, () => void>();
  window.setTimeout = ((act: () => void, ms = 0) => {
    const isWord = ms > 100 && ms <= 150;
    const id = isWord ? real(() => undefined) : real(act, ms);
    if (isWord) held.set(id, act);
    return id;
  }) as typeof setTimeout;
  window.clearTimeout = (id) => {
    held.delete(Number(id));
    clear(id);
  };
  return {
    async say() {
      await quiet();
      for (const act of held.values()) act();
      held.clear();
      await quiet();
    },
    end: () => void Object.assign(window, { setTimeout: real, clearTimeout: clear }),
  };
}

/** Answered, thanked and then refused, before the thanks were said. */
async function beRefused(page: Page): Promise<void> {
  send(page);
  await page.done();
  page.backEnd.answer = { kind: 'rejected', issues: [], status: 422 };
  dispatchEvent(new Event('online'));
  await until(() => page.all('form').length);
}

describe('how safe answers are', () => {
  let unblock = () => {};
  let words = { end: () => {} };

  afterEach(async () => {
    unblock();
    words.end();
    await cleanUp();
  });

  it('M12 says that answers have arrived only where the back end has them', async () => {
    const page = await open(definition([name]));
    send(page);
    await page.done();
    await until(() => page.status === 'Your answers have arrived.');
    expect(page.text).to.contain('Thank you.');
    await until(() => page.heard('pf-delivered').length === 1);
    expect(isHeld()).to.equal(false);
  });

  it('F4 says no more than that answers were sent where the back end has not shown that it has them', async () => {
    const page = await open(definition([name]), { backEnd: backEnd({ kind: 'accepted' }) });
    send(page);
    await page.done();
    await until(() => page.status === 'Your answers have been sent.');
    await until(() => page.heard('pf-delivered').length === 1);
    expect(page.heard('pf-delivered')[0]?.event).to.include({ outcome: 'accepted' });
  });

  it('F4 says that answers are saved while the back end is away, and that they arrived when they have', async () => {
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(page);
    await page.done();
    await until(() => page.status === saved);
    expect(page.heard('pf-queued')).to.have.length(1);
    expect(isHeld()).to.equal(false);
    page.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await until(() => page.status === 'Your answers have arrived.');
    expect(page.heard('pf-delivered')[0]?.event['id']).to.equal(page.backEnd.sent[0]?.id);
    expect(page.heard('pf-complete')).to.have.length(1);
  });

  it('F4 gives the view back, with its answers, when the back end refuses what was kept for it', async () => {
    const held = (words = holdWords());
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    await beRefused(page);
    await held.say();
    expect(page.status).to.equal(failed);
    expect(page.control('firstName').value).to.equal('Ada');
    held.end();
    page.backEnd.answer = delivered;
    page.press();
    await until(() => page.status === 'Your answers have arrived.');
    expect(new Set(page.backEnd.sent.map(({ id }) => id)).size).to.equal(2);
  });

  it('A11Y 17 F4 a view that is given back begins at its heading, or at its first question where it has none', async () => {
    const titled = await open(definition([name]), { backEnd: backEnd(retryable) });
    await beRefused(titled);
    await until(() => titled.status === failed);
    expect(titled.focused).to.equal('title');
    const steps = [{ id: 'one', reason: 'r', fields: ['firstName', 'email'] }];
    const plain = await open(definition([name, { ...email, required: false }], { steps }), {
      backEnd: backEnd(retryable),
    });
    await beRefused(plain);
    await until(() => plain.status === failed);
    expect(plain.all('#title')).to.have.length(0);
    expect(plain.focused).to.equal('f-firstName');
  });

  it('A11Y 17 F4 a view that is given back leaves the focus where the visitor has gone meanwhile', async () => {
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    const elsewhere = document.body.appendChild(document.createElement('input'));
    elsewhere.id = 'elsewhere';
    send(page);
    await until(() => page.focused === 'done');
    elsewhere.focus();
    page.backEnd.answer = { kind: 'rejected', issues: [], status: 422 };
    dispatchEvent(new Event('online'));
    await until(() => page.status === failed);
    expect(document.activeElement?.id).to.equal('elsewhere');
  });

  it('F4 M11 says nothing under the next form of what became of the one before', async () => {
    const held = (words = holdWords());
    const page = await open(definition([name]));
    const next = definition([email]);
    page.element.addEventListener('pf-complete', () => (page.element.config = next), { once: true });
    send(page);
    await until(() => page.all('#f-email').length);
    await held.say();
    expect(page.status).to.equal('');
  });

  it('F4 shows the page what was refused, without answers, and sends it again at its wish, under its old id', async () => {
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(page);
    await page.done();
    page.backEnd.answer = { kind: 'rejected', issues: [], status: 422 };
    dispatchEvent(new Event('online'));
    await until(() => page.heard('pf-rejected').length === 1);
    expect(page.heard('pf-rejected')[0]?.event).to.include({ status: 422, reason: 'refused' });
    const outbox = await page.element.session?.outbox();
    const [letter] = (await outbox?.deadLetters.list()) ?? [];
    expect(letter).to.include({ reason: 'refused', status: 422, erased: false });
    expect(JSON.stringify(letter)).not.to.contain('Ada');
    expect((await outbox?.deadLetters.export())?.map(({ answers }) => answers)).to.deep.equal([
      { firstName: 'Ada' },
    ]);
    page.backEnd.answer = delivered;
    expect(await outbox?.deadLetters.retry()).to.equal(1);
    await until(() => page.heard('pf-delivered').length === 1);
    expect(page.heard('pf-delivered')[0]?.event['id']).to.equal(letter?.id);
    expect(await outbox?.deadLetters.list()).to.deep.equal([]);
  });

  describe('on the next visit', () => {
    const waiting = 'Your earlier answers are still waiting to be sent.';
    const config = definition([name]);

    /** Somebody answered while the back end was away, and came back: what the form says from then on. */
    async function comeBack(answer: BackEnd['answer'], change = (_: ProgressiveForm) => {}) {
      const first = await open(config, { backEnd: backEnd(retryable) });
      send(first);
      await until(() => first.heard('pf-queued').length);
      first.element.remove();
      const end = Object.assign(first.backEnd, { answer });
      const said: string[] = [];
      const page = await open(config, { backEnd: end, change });
      const note = () => void said.push(page.status);
      new MutationObserver(note).observe(page.find('[role=status]'), { childList: true });
      return Object.assign(page, { said });
    }

    it('F4 says that answers still wait where another try has failed, until they have arrived', async () => {
      const page = await comeBack(retryable);
      await until(() => page.status === waiting);
      expect(page.all('form')).to.have.length(1);
      page.backEnd.answer = delivered;
      dispatchEvent(new Event('online'));
      await until(() => page.status === '');
      expect(page.heard('pf-delivered')).to.have.length(1);
    });

    it('F4 says it until all of them have arrived, also those of another form', async () => {
      const end = Object.assign(backEnd(retryable), { endpointKey: 'one back end' });
      for (const one of [definition([name]), definition([name])]) {
        const first = await open(one, { backEnd: end });
        send(first);
        await until(() => first.heard('pf-queued').length);
        first.element.remove();
      }
      const page = await open(config, { backEnd: end });
      await until(() => page.status === waiting);
      let arrived = 0;
      end.answer = () => (arrived++ ? retryable : delivered);
      dispatchEvent(new Event('online'));
      await until(() => arrived > 1);
      page.control('firstName').focus();
      await quiet();
      expect(page.status).to.equal(waiting);
      end.answer = delivered;
      dispatchEvent(new Event('online'));
      const outbox = await page.element.session?.outbox();
      await until(async () => !(await outbox?.waiting()));
      page.find('[part=submit-button]').focus();
      await until(() => page.status === '');
    });

    it('F4 says nothing of answers that arrive with the first try', async () => {
      const page = await comeBack(delivered);
      // Whichever try it is that they arrive with: one that was due already may come before the form listens.
      const outbox = await page.element.session?.outbox();
      await until(async () => page.backEnd.sent.length > 1 && !(await outbox?.waiting()));
      await quiet();
      expect(page.said).to.deep.equal([]);
    });

    it('F4 M6 says nothing of what waits to whoever shares the device', async () => {
      const page = await comeBack(retryable, (element) => (element.kiosk = true));
      await until(() => page.backEnd.sent.length > 1);
      await quiet();
      expect(page.said).to.deep.equal([]);
    });

    it('F4 says it over nothing that is said already', async () => {
      let answered: () => void = () => undefined;
      const page = await comeBack(() => new Promise((resolve) => (answered = () => resolve(retryable))));
      await until(() => page.backEnd.sent.length > 1);
      page.element.show({ status: 'failed' });
      page.backEnd.answer = retryable;
      answered();
      await quiet();
      expect(page.status).to.equal(failed);
    });
  });

  it('FLT57 gives the view back where what waits for it is purged, and leaves nothing on the device', async () => {
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(page);
    await page.done();
    const outbox = await page.element.session?.outbox();
    expect(await outbox?.purge()).to.equal(1);
    await until(() => page.heard('pf-rejected').length === 1);
    expect(page.heard('pf-rejected')[0]?.event).to.include({ status: 0, reason: 'purged' });
    expect(page.control('firstName').value).to.equal('Ada');
    expect(await outbox?.waiting()).to.equal(0);
    page.backEnd.answer = delivered;
    page.backEnd.sent.length = 0;
    dispatchEvent(new Event('online'));
    await quiet();
    expect(page.backEnd.sent).to.deep.equal([]);
  });

  it('F4 says that answers have arrived only when those of every view have', async () => {
    const page = await open(twoViews(), { backEnd: backEnd(retryable) });
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    await until(() => page.status === saved);
    let arrived = 0;
    page.backEnd.answer = () => (arrived++ ? retryable : delivered);
    dispatchEvent(new Event('online'));
    await until(() => arrived > 1);
    await quiet();
    expect(page.heard('pf-delivered')).to.have.length(1);
    await until(() => page.status === saved);
    page.backEnd.answer = delivered;
    await until(() => (dispatchEvent(new Event('online')), page.heard('pf-delivered').length === 2));
    await until(() => page.status === 'Your answers have arrived.');
  });

  it('F4 counts an earlier view that arrived while a later one was filled in', async () => {
    const page = await open(twoViews(), { backEnd: backEnd(retryable) });
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.heard('pf-queued').length);
    page.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await until(() => page.heard('pf-delivered').length);
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    await until(() => page.status === 'Your answers have arrived.');
  });

  it('FLT47 S66 works with storage blocked', async () => {
    unblock = blockStorage();
    const page = await open(definition([name]));
    send(page);
    await page.done();
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada' });
    expect(isHeld()).to.equal(false);
  });

  it('FLT47 holds the page, and says so, only while answers are nowhere safe', async () => {
    unblock = blockStorage();
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    expect(isHeld()).to.equal(false);
    send(page);
    await until(() => page.status === lost);
    expect(isHeld()).to.equal(true);
    expect(page.heard('pf-complete')).to.have.length(0);
    expect(page.text).not.to.contain('Thank you');
    expect(page.control('firstName').value).to.equal('Ada');
    expect(page.find('[part=submit-button]').getAttribute('aria-disabled')).to.equal('true');
    page.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await page.done();
    await until(() => page.status === 'Your answers have arrived.');
    expect(isHeld()).to.equal(false);
    expect(page.heard('pf-complete')).to.have.length(1);
  });

  it('FLT47 lets go of the page when the device keeps the answers after all', async () => {
    unblock = blockStorage();
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(page);
    await until(() => page.status === lost);
    unblock();
    dispatchEvent(new Event('online'));
    await until(() => page.status === saved);
    expect(isHeld()).to.equal(false);
  });

  it('FLT47 holds the page until answers are safe, also where the next form is shown by then', async () => {
    unblock = blockStorage();
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(page);
    await until(() => page.status === lost);
    page.element.config = definition([email]);
    await until(() => page.all('#f-email').length);
    await quiet();
    expect(isHeld()).to.equal(true);
    page.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await until(() => page.heard('pf-delivered').length);
    await quiet();
    expect(isHeld()).to.equal(false);
    expect(page.status).to.equal('');
    expect(page.all('#f-email')).to.have.length(1);
  });

  it('FLT47 holds the page for what was still on its way when the next form was shown', async () => {
    unblock = blockStorage();
    const page = await open(definition([name]), { backEnd: backEnd(retryable) });
    let allow = (): void => undefined;
    page.element.addEventListener('pf-before-submit', (event) =>
      event.waitUntil(new Promise<void>((resolve) => (allow = resolve))),
    );
    send(page);
    await until(() => page.heard('pf-before-submit').length);
    page.element.config = definition([email]);
    await until(() => page.all('#f-email').length);
    allow();
    await until(isHeld);
    expect([page.status, page.all('#f-email').length]).to.deep.equal(['', 1]);
    page.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await until(() => !isHeld());
  });

  it('FLT47 one form does not let go of what another one holds', async () => {
    unblock = blockStorage();
    const one = await open(definition([name]), { backEnd: backEnd(retryable) });
    const two = await open(definition([name]), { backEnd: backEnd(retryable) });
    send(one);
    send(two);
    await until(() => one.status === lost && two.status === lost);
    one.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await one.done();
    expect(isHeld()).to.equal(true);
    two.element.remove();
    expect(isHeld()).to.equal(true);
    two.backEnd.answer = delivered;
    dispatchEvent(new Event('online'));
    await until(() => !isHeld());
  });

  it('FLT47 paints where storage never answers', async () => {
    const { open: real } = IDBFactory.prototype;
    unblock = () => void (IDBFactory.prototype.open = real);
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    const page = await open(definition([name]));
    expect(page.all('form')).to.have.length(1);
  });
});
