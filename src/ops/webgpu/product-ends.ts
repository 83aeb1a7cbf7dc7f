/**
 * The operations applied to the elements of a product, as shader text, for single elements or four of a row:
 * also their additional outputs and inputs.
 */
import type { Activation } from '../types.ts'
import type { Kernel } from './kernel.ts'

/**
 * `forward`    a b: a [m, k], b [k, n]
 * `parameters` a^T b, and in a last line the sums over k of b: a [k, m], b [k, n]
 * `input`      a b^T: a [m, k], b [n, k]
 */
export type ProductKind = 'forward' | 'parameters' | 'input'

/**
 * `activated`  adds the bias and applies `given.activation`
 * `bernoulli`  adds the bias: logits, and the log-likelihood of targets under them
 * `stored`     the gradient of a weight and a bias
 * `adam`       such a gradient, applied to them
 * `sloped`     multiplies by the derivative of `given.activation`, computed from its output `behind`
 */
export const KIND_OF = {
  activated: 'forward',
  bernoulli: 'forward',
  stored: 'parameters',
  adam: 'parameters',
  sloped: 'input',
} as const satisfies Record<string, ProductKind>

export type ProductEnd = keyof typeof KIND_OF

/** The code of each activation in the kernels. */
export const ACTIVATIONS: Readonly<Record<Activation, number>> = { linear: 0, relu: 1, tanh: 2 }

export interface End {
  readonly writes: Kernel['writes']
  readonly reads: Kernel['reads']
  readonly numbers: Kernel['numbers']
  /**
   * Code for `value`, at place `i` of the result and `j` of its row. `row` and `column` are defined too;
   * contributions to `sum` are summed over the row.
   */
  readonly each: string
}

export type Element = 'f32' | 'vec4<f32>'

/** With t = exp(-|l|) neither softplus nor sigmoid overflows. */
const bernoulli = (element: Element): End => ({
  writes: { gradient: element, partial: 'f32', logits: element },
  reads: { bias: element, targets: element },
  numbers: { images: 'u32', weight: 'f32' },
  each: `let l = value + bias[j];
    logits[i] = l;
    let x = targets[(row % given.images * given.n + column)${element === 'f32' ? '' : ' / 4u'}];
    let t = exp(-abs(l));
    gradient[i] = given.weight * (x - select(t, ${element}(1.0), l >= ${element}()) / (1.0 + t));
    let term = x * l - (max(l, ${element}()) + log(1.0 + t));
    sum += ${element === 'f32' ? 'term' : 'dot(term, vec4f(1.0))'};`,
})

/** Updates one element and its two averages in place. */
export const adamMove = (element: Element, [parameter, m, v]: readonly string[], gradient: string): string =>
  `{ let g = ${gradient};
    let newM = given.decayM * ${m} + given.gainM * g;
    let newV = given.decayV * ${v} + given.gainV * (g * g);
    ${m} = newM;
    ${v} = newV;
    ${parameter} -= given.scale * newM / (sqrt(newV) + ${element}(given.floor)); }`

export const ADAM_NUMBERS = {
  decayM: 'f32',
  gainM: 'f32',
  decayV: 'f32',
  gainV: 'f32',
  scale: 'f32',
  floor: 'f32',
} as const

const adam = (element: Element): End => ({
  writes: Object.fromEntries(
    ['weight', 'weightM', 'weightV', 'bias', 'biasM', 'biasV'].map((name) => [name, element]),
  ),
  reads: {},
  numbers: ADAM_NUMBERS,
  each: `if (row < given.m) ${adamMove(element, ['weight[i]', 'weightM[i]', 'weightV[i]'], 'value')}
    else ${adamMove(element, ['bias[j]', 'biasM[j]', 'biasV[j]'], 'value')}`,
})

/** ReLU propagates NaN. */
const activated = (element: Element): End => ({
  writes: { c: element },
  reads: { bias: element },
  numbers: { activation: 'u32' },
  each: `var y = value + bias[j];
    switch (given.activation) {
      case ${ACTIVATIONS.relu}u: { y = select(y, ${element}(), y < ${element}()); }
      case ${ACTIVATIONS.tanh}u: { y = sign(y) * (1.0 - exp(-2.0 * abs(y))) / (1.0 + exp(-2.0 * abs(y))); }
      default: {}
    }
    c[i] = y;`,
})

const stored = (element: Element): End => ({
  writes: { c: element, sums: element },
  reads: {},
  numbers: {},
  each: 'if (row < given.m) { c[i] = value; } else { sums[j] = value; }',
})

/** Computed from the activation's output. */
const sloped = (element: Element): End => ({
  writes: { c: element },
  reads: { behind: element },
  numbers: { activation: 'u32' },
  each: `switch (given.activation) {
      case ${ACTIVATIONS.relu}u: { c[i] = select(${element}(), value, behind[i] > ${element}()); }
      case ${ACTIVATIONS.tanh}u: { c[i] = value * (1.0 - behind[i] * behind[i]); }
      default: { c[i] = value; }
    }`,
})

const ENDS: Record<ProductEnd, (element: Element) => End> = { activated, bernoulli, stored, adam, sloped }

export const endOf = (end: ProductEnd, element: Element): End => ENDS[end](element)
