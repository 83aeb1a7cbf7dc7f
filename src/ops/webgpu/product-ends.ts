/**
 * What becomes of the numbers of a product, as shader text, one by one or four of a row at a time: what is written
 * besides, and read for it.
 */
import type { Activation } from '../types.ts'
import type { Kernel } from './kernel.ts'

/**
 * `forward`    a b + bias: a [m, k], b [k, n]
 * `parameters` a^T b, and in a last line the sums over k of b: a [k, m], b [k, n]
 * `input`      a b^T: a [m, k], b [n, k]
 */
export type ProductKind = 'forward' | 'parameters' | 'input'

/**
 * An activation: of `forward` it is applied, of `input` it is the one that `behind` has come out of, whose slope is
 * multiplied by. `bernoulli`, of `forward`: the product is logits, and targets have a log-likelihood under them. `adam`,
 * of `parameters`: the product is a gradient, and applied.
 */
export type ProductEnd = Activation | 'bernoulli' | 'adam'

export interface End {
  readonly writes: Kernel['writes']
  readonly reads: Kernel['reads']
  readonly numbers: Kernel['numbers']
  /**
   * Of `value`, at place `i` of the result and `j` of its row. `row`, `column` are known too; what it adds to `sum` is
   * summed up over the row.
   */
  readonly each: string
}

export type Element = 'f32' | 'vec4<f32>'

const applied = (activation: Activation, element: Element): string =>
  ({
    linear: 'biased',
    relu: `select(biased, ${element}(), biased < ${element}())`, // keeps NaN
    tanh: 'sign(biased) * (1.0 - exp(-2.0 * abs(biased))) / (1.0 + exp(-2.0 * abs(biased)))',
  })[activation]

/** From the activation's output. */
const SLOPED: Record<Activation, string> = {
  linear: 'value',
  relu: 'select(0.0, value, behind[i] > 0.0)',
  tanh: 'value * (1.0 - behind[i] * behind[i])',
}

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

/** Of one number and its two averages, all written over. */
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

const forward = (activation: Activation, element: Element): End => ({
  writes: { c: element },
  reads: { bias: element },
  numbers: {},
  each: `let biased = value + bias[j]; c[i] = ${applied(activation, element)};`,
})

const parameters = (element: Element): End => ({
  writes: { c: element, sums: element },
  reads: {},
  numbers: {},
  each: 'if (row < given.m) { c[i] = value; } else { sums[j] = value; }',
})

const input = (activation: Activation): End => ({
  writes: { c: 'f32' },
  reads: activation === 'linear' ? {} : { behind: 'f32' },
  numbers: {},
  each: `c[i] = ${SLOPED[activation]};`,
})

export function endOf(kind: ProductKind, end: ProductEnd, element: Element): End {
  if (end === 'bernoulli') return bernoulli(element)
  if (end === 'adam') return adam(element)
  if (kind === 'forward') return forward(end, element)
  return kind === 'parameters' ? parameters(element) : input(end)
}
