/** The drawings of the whitepaper. */

type Doc = PDFKit.PDFDocument;

interface Truss {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bays: number;
  readonly colour: string;
}

/** A girder of two chords with diagonals between them. */
export function drawTruss(doc: Doc, { x, y, width, height, bays, colour }: Truss): void {
  const bay = width / bays;
  doc.lineJoin('round').lineWidth(5).strokeColor(colour);
  doc.moveTo(x, y).lineTo(x + width, y);
  doc
    .moveTo(x, y + height)
    .lineTo(x + width, y + height)
    .stroke();
  doc.lineWidth(2.5).moveTo(x, y + height);
  for (let i = 0; i < bays; i++) {
    doc.lineTo(x + (i + 0.5) * bay, y).lineTo(x + (i + 1) * bay, y + height);
  }
  doc.stroke();
  for (let i = 0; i <= 2 * bays; i++) {
    doc.circle(x + (i * bay) / 2, i % 2 ? y : y + height, 7).fill(colour);
  }
}

interface Sections {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colour: string;
}

/** Cross-sections of a flat sheet, a beaded sheet and a sandwich, side by side. */
export function drawSections(doc: Doc, { x, y, width, colour }: Sections): void {
  const third = width / 3;
  const span = third - 24;
  const middle = y + 24;
  doc.lineJoin('round').strokeColor(colour).lineWidth(5);
  doc
    .moveTo(x, middle)
    .lineTo(x + span, middle)
    .stroke();
  drawBeads(doc, x + third, middle, span);
  drawSandwich(doc, x + 2 * third, middle, span);
}

function drawBeads(doc: Doc, x: number, y: number, span: number): void {
  const bead = span / 3;
  doc.lineWidth(5).moveTo(x, y);
  for (let i = 0; i < 3; i++) {
    const start = x + i * bead;
    doc
      .lineTo(start + bead * 0.2, y)
      .lineTo(start + bead * 0.35, y - 18)
      .lineTo(start + bead * 0.65, y - 18)
      .lineTo(start + bead * 0.8, y)
      .lineTo(start + bead, y);
  }
  doc.stroke();
}

function drawSandwich(doc: Doc, x: number, y: number, span: number): void {
  const cells = 8;
  doc
    .lineWidth(3)
    .moveTo(x, y - 20)
    .lineTo(x + span, y - 20);
  doc
    .moveTo(x, y + 10)
    .lineTo(x + span, y + 10)
    .stroke();
  doc.lineWidth(0.8).moveTo(x, y + 9);
  for (let i = 0; i < cells; i++) {
    doc.lineTo(x + ((i + 0.5) * span) / cells, y - 19).lineTo(x + ((i + 1) * span) / cells, y + 9);
  }
  doc.stroke();
}
