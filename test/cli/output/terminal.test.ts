import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Terminal } from '../../../src/cli/output/terminal.js'
import { print, printJson, refuse, warn } from '../../../src/cli/output/terminal.js'
import { runLog } from '../../../src/cli/output/run-log.js'
import { left, right, tableLines } from '../../../src/cli/output/table.js'
import { hostileTexts } from '../../arbitraries/hostile-texts.js'
import { isDangerous } from '../../dangerous.js'

const written = (write: (terminal: Terminal) => void): string => {
  let text = ''
  const add = (more: string): void => {
    text += more
  }
  write({ out: add, err: add, interactive: false } as Terminal)
  return text
}

/** Whether the text consists of so many lines, each without hostile characters. */
const areLines = (text: string, count: number): boolean => {
  const lines = text.split('\n')
  return lines.length === count + 1 && lines.at(-1) === '' && !lines.some(isDangerous)
}

test('every way to print a line prints one line, whatever the text', () => {
  fc.assert(
    fc.property(hostileTexts, (t) => {
      const ways: readonly ((terminal: Terminal) => void)[] = [
        (terminal) => print(terminal, [t]),
        (terminal) => printJson(terminal, { [t]: [t] }),
        (terminal) => refuse(terminal, [t]),
        (terminal) => warn(terminal, [t]),
        (terminal) => print(terminal, tableLines([left('name')], [[t]]).slice(1)),
      ]
      return ways.every((way) => areLines(written(way), 1))
    }),
  )
})

test('a table stays aligned with hostile texts in it', () => {
  fc.assert(
    fc.property(hostileTexts, (t) => {
      const lines = tableLines(
        [left('name'), right('n')],
        [
          [t, '1'],
          ['a', '2'],
        ],
      )
      return !lines.some(isDangerous) && lines[1]!.length === lines[2]!.length
    }),
  )
})

test('a log message has the lines that its maker gave it, each with its time and level, and nothing else acts on the terminal', () => {
  const clock = { now: () => '2027-01-01T00:00:00Z', sleep: () => Promise.resolve() }
  fc.assert(
    fc.property(hostileTexts, (t) => {
      const text = written(({ out }) => {
        const log = runLog({ out, interactive: true }, clock)
        log.show(`status ${t.replaceAll('\n', '')}`)
        log.end()
        log.logger.warn({}, t)
      }).replaceAll('\r\u001b[2K', '')
      const lines = text.split('\n')
      return !lines.some(isDangerous) && lines.slice(1, -1).every((line) => line.startsWith('2027-01-01T00:00:00Z warn  '))
    }),
  )
})

test('a harmless line is printed as it is', () => {
  expect(written((terminal) => print(terminal, ['a  b "c" é 漢字']))).toBe('a  b "c" é 漢字\n')
})
