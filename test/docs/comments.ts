/** The comments on the keys of an object in a source file: tables of the docs are made of them. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const textOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('')
    .replace(/\s+/g, ' ')

/** The keys of the objects that stand in the declaration of a variable (as its value, or as an argument of the call), with their comments. */
export const commentsIn = (file: string, variable: string): ReadonlyMap<string, string> => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const comments = new Map<string, string>()
  const take = (value: ts.Node | undefined): void => {
    if (value === undefined) return
    if (ts.isCallExpression(value)) value.arguments.forEach(take)
    if (ts.isObjectLiteralExpression(value))
      for (const property of value.properties)
        if (ts.isPropertyAssignment(property)) comments.set(property.name.getText(), textOf(property))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === variable) take(node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return comments
}
