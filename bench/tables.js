/** Figures, and Markdown tables of them. */

/** Microseconds. */
export const figure = (us) =>
  us >= 1000 ? `${(us / 1000).toFixed(us >= 10_000 ? 0 : 1)} ms` : `${us.toFixed(us >= 100 ? 0 : us >= 10 ? 1 : 2)} µs`

export const ratio = (x) => `${x >= 10 ? x.toFixed(0) : x.toFixed(1)}x`

const row = (...cells) => `| ${cells.join(' | ')} |`

export const table = (head, rows) =>
  [row(...head), row(...head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map((r) => row(...r))].join('\n')

export const median = (figures) => [...figures].sort((a, b) => a - b)[figures.length >> 1]
