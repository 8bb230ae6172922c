/** Sets the whitepaper as a tagged A4 document: title page, contents, one chapter a page, imprint. */
import { createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import {
  accent,
  heading,
  ink,
  left,
  list,
  ornament,
  paragraph,
  quiet,
  sections,
  tag,
  width,
  type Doc,
} from './blocks.js';
import { drawTruss } from './draw-figures.js';
import { chapters, foreword, imprint, publisher, subtitle, title, type Chapter } from './words.js';

const night = '#12303b';
const firstChapterPage = 3;

/** Writes `file` unless it is there already; it appears only when complete. */
export async function makeWhitepaper(file: string): Promise<void> {
  if (existsSync(file)) return;
  const unfinished = `${file}.part`;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 96, bottom: 60, left, right: 595.28 - left - width },
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'de-DE',
    info: { Title: `${title} – ${subtitle}`, Author: publisher, Subject: 'Whitepaper' },
  });
  const written = pipeline(doc, createWriteStream(unfinished));
  setTitlePage(doc);
  setContents(doc);
  chapters.forEach((chapter, i) => setChapter(doc, chapter, i + 1));
  setImprint(doc);
  doc.end();
  await written;
  await rename(unfinished, file);
}

function setTitlePage(doc: Doc): void {
  doc.addPage();
  ornament(doc, () => {
    doc.rect(0, 0, 595.28, 841.89).fill(night);
    drawTruss(doc, { x: 0, y: 470, width: 595.28, height: 150, bays: 7, colour: '#e7a27f' });
  });
  doc.font('Helvetica').fontSize(11).fillColor('#c9d8dd');
  tag(doc, 'P', () => doc.text(`${publisher} · Whitepaper`, left, 96));
  doc.font('Helvetica-Bold').fontSize(42).fillColor('#ffffff');
  tag(doc, 'H1', () => doc.text(title, left, 190, { width: 420, lineGap: -4 }));
  doc.font('Times-Italic').fontSize(20).fillColor('#e4edef');
  tag(doc, 'P', () => doc.text(subtitle, left, doc.y + 18, { width: 340, lineGap: 4 }));
}

function setContents(doc: Doc): void {
  doc.addPage();
  heading(doc, 'Inhalt');
  chapters.forEach((chapter, i) => contentsLine(doc, chapter.title, firstChapterPage + i));
  contentsLine(doc, imprint.title, firstChapterPage + chapters.length);
  doc.y += 40;
  for (const text of foreword) paragraph(doc, text);
}

function contentsLine(doc: Doc, text: string, pageNumber: number): void {
  const y = doc.y;
  doc.font('Times-Roman').fontSize(13).fillColor(ink);
  tag(doc, 'P', () => {
    doc.text(text, left, y, { width: width - 40, goTo: `page-${String(pageNumber)}` });
    doc.text(String(pageNumber), left + width - 40, y, { width: 40, align: 'right' });
  });
  ornament(doc, () =>
    doc
      .moveTo(left, y + 22)
      .lineTo(left + width, y + 22)
      .lineWidth(0.5)
      .stroke('#c4ced2'),
  );
  doc.y = y + 34;
}

function setChapter(doc: Doc, chapter: Chapter, n: number): void {
  newTextPage(doc, firstChapterPage + n - 1);
  ornament(doc, () => doc.font('Helvetica-Bold').fontSize(30).fillColor(accent).text(String(n), 72, 92));
  heading(doc, chapter.title);
  doc.font('Times-Italic').fontSize(14).fillColor(quiet);
  tag(doc, 'P', () => doc.text(chapter.lead, left, doc.y, { width, lineGap: 3 }));
  doc.y += 16;
  for (const text of chapter.paragraphs) paragraph(doc, text);
  if (chapter.figure) sections(doc, chapter.figure);
  if (chapter.list) list(doc, chapter.list);
}

function setImprint(doc: Doc): void {
  newTextPage(doc, firstChapterPage + chapters.length);
  heading(doc, imprint.title);
  for (const text of imprint.paragraphs) paragraph(doc, text);
}

function newTextPage(doc: Doc, pageNumber: number): void {
  doc.addPage();
  doc.addNamedDestination(`page-${String(pageNumber)}`);
  ornament(doc, () => {
    doc.font('Helvetica').fontSize(8.5).fillColor(quiet);
    const bottom = doc.page.margins.bottom;
    doc.page.margins.bottom = 0; // else the foot would start a page of its own
    doc.text(`${publisher} · ${title}`, left, 795, { width: width - 40, lineBreak: false });
    doc.text(String(pageNumber), left + width - 40, 795, { width: 40, align: 'right', lineBreak: false });
    doc.page.margins.bottom = bottom;
  });
}
