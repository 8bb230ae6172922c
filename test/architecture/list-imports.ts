/** Every way in which one file names another, read from its syntax. */
import ts from 'typescript';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** `type` leaves nothing behind in the built file. */
  readonly kind: 'value' | 'type' | 'dynamic';
}

export interface Outline {
  readonly imports: readonly Import[];
  /** `export *`, with or without a name, and default exports, as written. */
  readonly looseExports: readonly string[];
}

export function listImports(path: string, text: string): Outline {
  const imports: Import[] = [];
  const looseExports: string[] = [];
  const add = (kind: Import['kind'], node: ts.Node | undefined) => {
    // An address that is computed cannot be judged, so it is named by its text and fits no rule.
    if (node) imports.push({ kind, specifier: ts.isStringLiteralLike(node) ? node.text : node.getText() });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(isTypeImport(node) ? 'type' : 'value', node.moduleSpecifier);
    else if (ts.isExportDeclaration(node)) add(node.isTypeOnly ? 'type' : 'value', node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add('type', node.argument.literal);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add('dynamic', node.arguments[0]);
    if (isLooseExport(node)) looseExports.push(node.getText().split('\n')[0] ?? '');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { imports, looseExports };
}

/** `import { type A }` still runs the other file; only `import type` does not. */
function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function isLooseExport(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return !node.exportClause || ts.isNamespaceExport(node.exportClause);
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(isDefault);
}

const isDefault = ({ kind }: ts.Modifier) => kind === ts.SyntaxKind.DefaultKeyword;
