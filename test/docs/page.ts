/**
 * A page of the docs with tables that are made of the sources. Each table stands below the line `<!-- table: NAME -->`. `npx vitest run test/docs -u` writes the tables anew.
 */
import { readFileSync } from 'node:fs'

export type Tables = Readonly<Record<string, readonly (readonly string[])[]>>

const textOf = ([head, ...rows]: readonly (readonly string[])[]): string =>
  [head!, head!.map(() => '---'), ...rows].map((cells, i) => (i === 1 ? `|${cells.join('|')}|` : `| ${cells.join(' | ')} |`)).join('\n')

/** The page as it should be. */
export const pageWith = (path: string, tables: Tables): string =>
  Object.entries(tables).reduce(
    (page, [name, rows]) => {
      const mark = `<!-- table: ${name} -->\n`
      if (page.split(mark).length !== 2) throw new Error(`${path} has no place, or several places, for the table ${name}`)
      const [before, after] = page.split(mark) as [string, string]
      return `${before}${mark}${textOf(rows)}\n${after.replace(/^(\|.*\n)*/, '')}`
    },
    readFileSync(path, 'utf8'),
  )
