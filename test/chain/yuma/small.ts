/** A subnet of two validators, which agree, and three miners. Tests change one value and look at the effect. */
export const small = {
  netuid: 1,
  n: 5,
  block: 10_000,
  tempo: 10,
  activity_cutoff: 5000,
  last_update: [9995, 9995, 0, 0, 0],
  block_at_registration: [1, 1, 1, 1, 1],
  alpha_stake: ['3000000000000', '1000000000000', '0', '0', '0'],
  tao_stake: ['0', '0', '0', '0', '0'],
  tao_weight: '0',
  stake_threshold: '1000',
  validator_permit: [true, true, false, false, false],
  max_allowed_validators: 2,
  owner_uid: null as number | null,
  kappa: 32_767,
  bonds_moving_average: 900_000,
  bonds_penalty: 0,
  yuma3_on: true,
  liquid_alpha_on: false,
  alpha_low: 45_875,
  alpha_high: 58_982,
  alpha_sigmoid_steepness: 1000,
  rao_emission: '1000000000',
  weights: [
    [
      0,
      [
        [2, 65_535],
        [3, 65_535],
      ],
    ],
    [
      1,
      [
        [2, 65_535],
        [3, 65_535],
      ],
    ],
  ] as unknown,
  bonds: [] as unknown,
}
