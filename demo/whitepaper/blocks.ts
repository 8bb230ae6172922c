/** The pieces a page of the whitepaper is set from, each in the look it always has. */
import { drawSections } from './draw-figures.js';
import type { Chapter } from './words.js';

export const ink = '#1d2b33';
export const quiet = '#5b6b73';
export const accent = '#b4491d';
export const left = 116;
/** Narrow enough that nothing is cut off where a reader puts wider fonts in place of Times and Helvetica. */
export const width = 366;

export type Doc = PDFKit.PDFDocument;

/** Puts what `draw` sets into the document's structure, so that a screen reader knows what it is. */
export function tag(
  doc: Doc,
  type: string,
  draw: () => void,
  options: PDFKit.Mixins.StructureElementOptions = {},
): void {
  doc.addStructure(doc.struct(type, options, draw));
}

/** Decoration: drawn, never read out. */
export function ornament(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact');
  draw();
  doc.endMarkedContent();
}

export function heading(doc: Doc, text: string): void {
  doc.font('Helvetica-Bold').fontSize(22).fillColor(ink);
  tag(doc, 'H2', () => doc.text(text, left, 96, { width, lineGap: 2 }));
  doc.y += 14;
}

export function paragraph(doc: Doc, text: string): void {
  doc.font('Times-Roman').fontSize(11.5).fillColor(ink);
  tag(doc, 'P', () => doc.text(text, left, doc.y, { width, lineGap: 3.4 }));
  doc.y += 9;
}

export function list(doc: Doc, { title: head, items }: NonNullable<Chapter['list']>): void {
  doc.y += 8;
  doc.font('Helvetica-Bold').fontSize(11.5).fillColor(accent);
  tag(doc, 'H3', () => doc.text(head, left, doc.y, { width }));
  doc.y += 6;
  const whole = doc.struct('L');
  doc.addStructure(whole);
  for (const item of items) {
    ornament(doc, () => doc.rect(left, doc.y + 3.5, 5, 5).fill(accent));
    doc.font('Times-Roman').fontSize(11.5).fillColor(ink);
    const set = (): void => void doc.text(item, left + 16, doc.y, { width: width - 16, lineGap: 2 });
    const body = doc.struct('LBody', {}, set);
    whole.add(doc.struct('LI', {}, [body]));
    doc.y += 4;
  }
  whole.end();
}

export function sections(doc: Doc, { alt, captions }: NonNullable<Chapter['figure']>): void {
  const y = doc.y + 14;
  tag(doc, 'Figure', () => drawSections(doc, { x: left, y, width, colour: ink }), { alt });
  doc.font('Helvetica').fontSize(9).fillColor(quiet);
  const third = width / 3;
  captions.forEach((caption, i) => {
    tag(doc, 'Caption', () =>
      doc.text(caption, left + i * third, y + 60, { width: third - 24, align: 'center' }),
    );
  });
  doc.y += 14;
}
