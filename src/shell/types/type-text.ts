import type ts from 'typescript';
import type { TypeScriptApi } from '../project/typescript/compiler';

/** Columns that a type may take in a menu. */
const MOST = 40;

/** A type as it is written in a program, without where it is imported from. A promise is what it will be: nobody waits at the prompt. */
export function typeText(type: ts.Type, node: ts.Node, checker: ts.TypeChecker, ts: TypeScriptApi): string {
  const { NoTruncation, UseAliasDefinedOutsideCurrentScope, WriteArrowStyleSignature } = ts.TypeFormatFlags;
  const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope | WriteArrowStyleSignature;
  return withoutOurs(checker.typeToString(checker.getAwaitedType(type) ?? type, node, flags));
}

/** The same in few columns: a function by its parameters and what it gives, what is too long cut. */
export function shortType(type: ts.Type, node: ts.Node, checker: ts.TypeChecker, ts: TypeScriptApi): string {
  const [signature] = checker.getSignaturesOfType(checker.getNonNullableType(type), ts.SignatureKind.Call);
  const text = signature === undefined ? plainType(type, node, checker, ts) : call(signature, node, checker, ts);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

function plainType(type: ts.Type, node: ts.Node, checker: ts.TypeChecker, ts: TypeScriptApi): string {
  const flags = ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  return withoutOurs(checker.typeToString(checker.getAwaitedType(type) ?? type, node, flags)).replace(/\s+/g, ' ');
}

/** `(options?): Employee[]` */
function call(signature: ts.Signature, node: ts.Node, checker: ts.TypeChecker, ts: TypeScriptApi): string {
  const parameters = signature.getParameters().map((each) => {
    const declaration = each.valueDeclaration;
    if (declaration === undefined || !ts.isParameter(declaration)) return each.name;
    const isOptional = declaration.questionToken !== undefined || declaration.initializer !== undefined;
    return `${declaration.dotDotDotToken ? '...' : ''}${each.name}${isOptional ? '?' : ''}`;
  });
  return `(${parameters.join(', ')}): ${plainType(signature.getReturnType(), node, checker, ts)}`;
}

/** What an entity is at the prompt beside its class is told once, in the documentation. */
function withoutOurs(text: string): string {
  return text.replace(/ & __Methods<(?:[^<>]|<[^<>]*>)*>/g, '').replace(/__Schema<(\w+)>/g, 'EntitySchema<$1>');
}
