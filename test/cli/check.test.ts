import { describe, expect, test } from 'vitest'
import { run } from './terminal.js'

const check = async (text: string | Uint8Array, path = 'c.toml') => run({ [path]: text }, ['check', '--config', path])

describe('steelyard check', () => {
  test('a valid config is shown with its defaults', async () => {
    const { code, out, err } = await check(
      '[emission]\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = "33.50"\nH200 = { weight = 66.5, min_gpu_count = 8, min_gpu_vram = 140 }\n[emission.categories]\n"RTX 4090" = "H100"\n',
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "c.toml is valid. With its defaults:

        setting                     value
        burn_percentage             0
        burn_uid                    0
        weight_set_interval_blocks  360
        weight_version_key          0
        min_miners_per_category     1
        min_score_threshold         0
        unpaid_pool                 burn
        zero_scores                 unpaid
        verification                ratio
        ema_alpha                   0.3
        on_gpu_change               carry
        verification_scope          miner
        clock_skew_seconds          30
        require_axon                known
        cutoff_hours                3
        categories.RTX 4090         H100

        pool  percentage  min GPUs  min GB a GPU
        H100      33.5 %         1
        H200      66.5 %         8           140

      verification_scope = "miner": one score counts for all GPUs of a miner, so results of a board that passes make up for
      failures of another. "category" keeps a score for each pool.
      "
    `)
  })

  test('settings that are probably unintended give warnings', async () => {
    const { code, err } = await check('[emission.gpu_allocations]\nH1OO = 40\n"a\\u001b" = 60\n[emission.categories]\n"RTX 490" = "H100"\n')
    expect([code, err]).toEqual([
      0,
      [
        'warning: c.toml: gpu_allocations.H1OO: no board that steelyard knows has the category "H1OO"; did you mean H100?',
        'warning: c.toml: gpu_allocations["a\\u001b"]: no board that steelyard knows has the category "a\\u001b"; did you mean A2?',
        'warning: c.toml: categories["RTX 490"]: steelyard knows no board of the model "RTX 490"; did you mean RTX 4090?',
        'warning: c.toml: neither burn_uid nor burn_hotkey is given: an unpaid pool, or a burn, will be an error',
        '',
      ].join('\n'),
    ])
  })
})

describe('ten typical mistakes, each of which can be corrected from the message', () => {
  const mistakes: readonly (readonly [string, string, string])[] = [
    ['burn_precentage = 5', 'emission.burn_precentage: no such key; did you mean burn_percentage?', 'burn_percentage = 5'],
    [
      'burn_percentage = 105',
      'emission.burn_percentage: expected a percentage from 0 to 100: a number, or a string of at most 128 plain digits, found 105',
      'burn_percentage = 100',
    ],
    [
      'burn_percentage = "5%"',
      'emission.burn_percentage: expected a percentage from 0 to 100: a number, or a string of at most 128 plain digits, found "5%"',
      'burn_percentage = "5"',
    ],
    ['burn_uid = "0"', 'emission.burn_uid: expected an integer from 0 to 65535, found "0"', 'burn_uid = 0'],
    [
      'gpu_allocations = { H100 = 40, H200 = 50 }',
      'emission.gpu_allocations: the percentages sum to 90, which is 10 under 100',
      'gpu_allocations = { H100 = 40, H200 = 60 }',
    ],
    [
      'gpu_allocations = { H100 = { wieght = 100 } }',
      'emission.gpu_allocations.H100.wieght: no such key; did you mean weight?',
      'gpu_allocations = { H100 = { weight = 100 } }',
    ],
    ['unpaid_pool = "burned"', 'emission.unpaid_pool: expected "burn" or "redistribute", found "burned"', 'unpaid_pool = "burn"'],
    [
      'ema_alpha = 0.3\nema_half_life_seconds = 60',
      'emission.ema_half_life_seconds: give either ema_alpha or ema_half_life_seconds, not both',
      'ema_alpha = 0.3',
    ],
    ['burn_percentage = 5,0', 'line 2, column 20: ', 'burn_percentage = 5.0'],
    ['cutoff_hours = 0', 'emission.cutoff_hours: expected a number of hours above 0, found 0', 'cutoff_hours = 3'],
  ]
  for (const [wrong, message, right] of mistakes)
    test(wrong, async () => {
      const { code, out, err } = await check(`[emission]\n${wrong}\n`)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain(`error: c.toml: ${message}`)
      expect((await check(`[emission]\n${right}\n`)).code).toBe(0)
    })
})

describe('files that are not a config', () => {
  const error = async (text: string | Uint8Array, path?: string): Promise<string> => {
    const { code, out, err } = await check(text, path)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    return err
  }
  test('each gives the message of a typed error', async () => {
    expect(await error('')).toBe('error: c.toml: is empty\n')
    expect(await error(' \n')).toBe('error: c.toml: is empty\n')
    expect(await error(`[emission]\n# ${'x'.repeat(1_000_000)}`)).toBe('error: c.toml: is larger than 1 MB\n')
    expect(await error(Uint8Array.of(0xff, 0xfe, 0x5b, 0))).toBe('error: c.toml: is not UTF-8 text\n')
    expect(await error('[emission]\na = ' + '['.repeat(100_000))).toMatch(/^error: c\.toml: /)
    expect(await error('[emission]\n__proto__ = 1')).toBe('error: c.toml: emission.__proto__: no such key\n')
    expect(await error('[emission]\ngpu_allocations = { __proto__ = 100 }')).toContain(
      'emission.gpu_allocations.__proto__: expected a name of 1 to 256 characters, not __proto__',
    )
    expect(await error('[emission]\nburn_uid = 1\nburn_uid = 2')).toMatch(/^error: c\.toml: line 3, column 1: /)
    expect(await error('{"emission":{"burn_uid":1,"burn_uid":2}}', 'c.json')).toBe(
      'error: c.json: emission.burn_uid: this key is given twice\n',
    )
    expect(await error('{"emission":{"__proto__":{}}}', 'c.json')).toContain('emission.__proto__: this key is not allowed')
    expect(await error('{"emission":', 'c.json')).toBe('error: c.json: line 1, column 13: unexpected end of the text\n')
    expect(await error('{"emission":{"burn_uid":null}}', 'c.json')).toBe(
      'error: c.json: emission.burn_uid: expected an integer from 0 to 65535, found null\n',
    )
    expect((await run({}, ['check', '--config', 'gone.toml'])).err).toBe('error: gone.toml: cannot be read: there is no such file\n')
  })
  test('a byte order mark is ignored', async () => {
    expect((await check('\uFEFF[emission]\nburn_uid = 0\n')).code).toBe(0)
    expect((await check('\uFEFF{"emission":{"burn_uid":0}}', 'c.json')).code).toBe(0)
  })
})

describe('configs of other policies', () => {
  const shown = async (text: string, path?: string): Promise<unknown> => {
    const { code, out, err } = await check(text, path)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [title, , ...json] = out.split('\n')
    expect(title).toBe(`${path ?? 'c.toml'} is valid. With its defaults:`)
    return JSON.parse(json.join('\n'))
  }
  const refused = async (text: string, path?: string): Promise<readonly string[]> => {
    const { code, out, err } = await check(text, path)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    return err
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(`error: ${path ?? 'c.toml'}: `, ''))
  }
  test('are shown with their defaults, from TOML and from JSON', async () => {
    expect(await shown('[event_shares]\nburn_uid = 0\n')).toEqual({
      event_shares: {
        burn_percentage: 0,
        burn_uid: 0,
        weight_set_interval_blocks: 300,
        weight_version_key: 0,
        window_days: 30,
        normalise: false,
        curated_weight: 0.6,
        sourced_weight: 0.4,
        designated_weight: 0,
      },
    })
    const pathways = await shown('[pathways.tasks.tides]\nweight = 1\nwindow_hours = 12\n')
    expect(pathways).toMatchObject({
      pathways: { bonus: { base: 0.7, per_task: 0.15 }, tasks: { tides: { weight: 1, window_hours: 12, latest_only: false } } },
    })
    expect(await shown('{"pathways":{"tasks":{"tides":{"weight":1,"window_hours":12}}}}', 'c.json')).toEqual(pathways)
  })
  test('the output is a config again, with the same output', async () => {
    for (const table of ['pathways', 'event_shares']) {
      const whole = await shown(`[${table}]\nburn_percentage = "12.5"\nburn_uid = 0\nweight_version_key = 9223372036854775807\n`)
      expect(await shown(JSON.stringify(whole), 'c.json')).toEqual(whole)
    }
  })
  test('every mistake is reported with its path in the file', async () => {
    expect(
      await refused('[pathways]\nburn = 5\n[pathways.tasks.soil]\nweight = 0\nwindow_hours = 1\n[pathways.tasks."a b"]\nweight = 1\n'),
    ).toEqual([
      'pathways.burn: no such key; did you mean burn_uid?',
      'pathways.tasks["a b"].window_hours: missing: expected a number above 0, at most 1000000',
      'pathways.tasks.soil.weight: expected a number above 0, at most 1000000, found 0',
    ])
    expect(await refused('pathways = 7')).toEqual(['pathways: expected a table of pathway scoring, found 7'])
    expect(await refused('[pathways]\n"a b" = 1')).toEqual(['pathways["a b"]: no such key'])
    expect(await refused('[event_shares]\ndesignated_weight = 0.1')).toEqual([
      'event_shares.designated_hotkey: missing: designated_weight is above 0, and nobody is named to have it',
    ])
    expect(await refused('{"event_shares":{"burn_uid":1,"burn_uid":2,"normalise":1}}', 'c.json')).toEqual([
      'event_shares.burn_uid: this key is given twice',
      'event_shares.normalise: expected true or false, found 1',
    ])
    expect(await refused('{"event_shares":{},"event_shares":{}}', 'c.json')).toEqual(['event_shares: this key is given twice'])
  })
  test('one file is for one policy; other tables and their mistakes are ignored', async () => {
    expect(await refused('[pathways]\n[emission]\n')).toEqual(['holds several policies, [emission], [pathways]: keep one of them'])
    expect(await refused('[pathway]\n')).toEqual(['emission: missing: expected a table [emission]'])
    expect(await refused('7', 'c.json')).toEqual(['expected a document with a table [emission], found 7'])
    expect(await shown('{"network":{"a":1,"a":2},"event_shares":{},"pathways_of_old":{}}', 'c.json')).toMatchObject({
      event_shares: { window_days: 30 },
    })
  })
})
