/**
 * docs/tables.md is made of the descriptions of the tables, and of the comment on each column. `npx vitest run test/docs/tables.test.ts -u`
 * writes it anew.
 */
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import type { Column, Item, Table, TableName } from '../../src/storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../src/storage/tables.js'

const fileOf = (table: TableName): string => `src/storage/tables/${table.replaceAll('_', '-')}.ts`

const commentOn = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('')
    .replace(/\s+/g, ' ')

/** The comments in the file of a table: on the description, and on each property of its `columns`. */
const commentsIn = (table: TableName): { readonly table: string; readonly columns: ReadonlyMap<string, string> } => {
  const source = ts.createSourceFile(table, readFileSync(fileOf(table), 'utf8'), ts.ScriptTarget.Latest, true)
  const columns = new Map<string, string>()
  let own = ''
  const visit = (node: ts.Node): void => {
    if (ts.isVariableStatement(node) && node.getText().includes('= table({')) own = commentOn(node)
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'columns' && ts.isObjectLiteralExpression(node.initializer))
      for (const property of node.initializer.properties) columns.set(property.name!.getText(), commentOn(property))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { table: own, columns }
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

const itemsText = (items: Item): string =>
  typeof items === 'string' ? `list of ${items}` : `list of tables with the strings ${code(Object.keys(items))}`

const boundsText = ({ least, most }: Column): string => {
  if (least === undefined) return most === undefined ? '' : `, at most ${most}`
  return most === undefined ? `, at least ${least}` : `, ${least} to ${most}`
}

const typeText = (column: Column): string => {
  const { type, oneOf, items, nullable } = column
  const noun = oneOf === undefined ? (items === undefined ? type : itemsText(items)) : code(oneOf)
  return `${noun}${boundsText(column)}${nullable === true ? ', or null' : ''}`
}

const keptText = ({ kept, belongsTo }: Table): string => {
  if (kept === 'for ever') return 'Never removed.'
  if (kept === 'as long as its owner') return `Kept: as long as the record of \`${belongsTo!.table}\` that it belongs to.`
  const never = kept.never === undefined ? '' : `; never removed where \`${kept.never.column}\` is ${code(kept.never.texts)}`
  return `Kept: until \`${kept.by}\` is longer ago than the setting \`${kept.after}\`${never}.`
}

const rulesText = ({ belongsTo, atMostOne }: Table): string => {
  const owner = belongsTo === undefined ? '' : ` \`${belongsTo.column}\` is the key of a record of \`${belongsTo.table}\`.`
  if (atMostOne === undefined) return owner
  const { of, column, text } = atMostOne
  return `${owner} At most one record with the same ${code(of)} has the \`${column}\` \`${text}\`.`
}

const section = (name: TableName): string => {
  const comments = commentsIn(name)
  const table = describedTable(name)
  const rows = Object.entries(table.columns).map(
    ([column, description]) => `| \`${column}\` | ${typeText(description)} | ${comments.columns.get(column)} |`,
  )
  return [
    `## \`${name}\``,
    '',
    comments.table,
    '',
    `Key: ${code(table.key)}. Order: \`${table.order}\`. ${keptText(table)}${rulesText(table)}`,
    '',
    '| column | type | |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const INTRODUCTION = `# Tables

What a validator keeps, in any store. This page is made of the descriptions in \`src/storage/tables\` (\`TABLES\` in \`steelyard/validator\`)
by \`test/docs/tables.test.ts\`.

A \`timestamp\` is an instant in UTC with nine decimals, \`2026-11-20T06:00:00.000000000Z\`; a \`decimal\` is a decimal in text; an \`integer\` is
at most 2^53 - 1; \`json\` is any JSON. Records are read in the order of the column under "Order", then of the key. The settings of
retention are those of the validator; \`retention_days\` is a setting of the policy.
`

describe.each(TABLE_NAMES)('%s', (name) => {
  test('has a comment on the description and on every column, and no other', () => {
    const { table, columns } = commentsIn(name)
    expect(table).not.toBe('')
    expect([...columns.keys()]).toEqual(Object.keys(describedTable(name).columns))
    for (const [column, comment] of columns) expect(comment, column).toMatch(/\.$/)
  })
})

test('the page is what the descriptions say', async () => {
  await expect([INTRODUCTION, ...TABLE_NAMES.map(section)].join('\n')).toMatchFileSnapshot('../../docs/tables.md')
})
