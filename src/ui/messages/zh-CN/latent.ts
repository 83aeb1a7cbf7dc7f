/** What the page says of the latent space, in Chinese. */
import type * as en from '../en/latent.ts'
import type { Params, Words } from '../told.ts'
import { format as f } from './format.ts'
import { codesAnnouncements, codeSlidersText } from './latent-code-sliders.ts'
import { panelText } from './latent-panel.ts'
import { zh } from './spacing.ts'

export const latentText: Words<typeof en.latentText> = {
  latent: '潜空间',
  ...panelText,
  ...codeSlidersText,
}

const IMAGE_KEPT = '先前显示的图像保持不变。'
const POSTERIOR_KEPT = '编码器的后验与 ELBO 照常显示。'

export const latentFaults: Words<typeof en.latentFaults> = {
  'test-image-out-of-range': ({ image, images }) => ({
    what: zh`没有第 ${image!} 张测试图像：此数据集共有 ${images!} 张，从 0 数起。`,
    kept: IMAGE_KEPT,
    todo: '请选择其他图像。',
  }),
  'image-wrong-size': ({ pixels, expected }) => ({
    what: zh`此图像有 ${f.integer(Number(pixels))} 个像素；模型需要 ${f.integer(Number(expected))} 个。`,
    kept: IMAGE_KEPT,
    todo: '请使用 28 × 28 像素的图像。',
  }),
  'image-count-illegal': ({ count }) => ({
    what: zh`${count!} 不是合法的图像数。`,
    kept: '一切保持原样。',
    todo: '请给出不小于 1 的整数。',
  }),
  'exact-needs-two-latents': ({ latent }) => ({
    what: zh`精确后验在 z 的平面上计算；此模型的潜变量为 ${f.integer(Number(latent))} 维。`,
    kept: POSTERIOR_KEPT,
    todo: '请将潜变量维数设为 2，再重置。',
  }),
  'exact-needs-gaussian': () => ({
    what: '自编码器的编码器输出的是点：没有 q(z|x) 可与 p(z|x) 比较。',
    kept: '其余一切照常显示。',
    todo: '请先将近似后验设为高斯。',
  }),
  'likelihood-needs-density': () => ({
    what: '自编码器没有可供采样的 q(z|x)，无法用重要性采样估计 log p(x)。',
    kept: '其余内容照常显示。',
    todo: '请先将近似后验设为高斯。',
  }),
  'exact-too-many-states': ({ states, most }) => ({
    what: zh`此模型的编码有 ${f.short(Number(states))} 个状态；至多可枚举 ${f.integer(Number(most))} 个。`,
    kept: POSTERIOR_KEPT,
    todo: '请减少潜变量维数或类别数，再重置。',
  }),
  'codebook-needs-codes': () => ({
    what: '此模型的潜变量是实数：没有码本。',
    kept: '其余一切照常显示。',
    todo: '请选择伯努利或类别潜变量，再重置。',
  }),
  'exact-out-of-reach': ({ reach, furthest }) => ({
    what: zh`q(z|x) 延伸到 |z| = ${Math.ceil(Number(reach))}；积分只取到 ${furthest!}。`,
    kept: POSTERIOR_KEPT,
    todo: '请以大于 0 的 β 继续训练，使 q(z|x) 靠近先验。',
  }),
  'exact-too-narrow': ({ sigma }) => ({
    what: `编码器的 q(z|x) 的标准差为 ${f.scientific(Number(sigma))}：对单精度而言太窄。`,
    kept: POSTERIOR_KEPT,
    todo: '请以大于 0 的 β 继续训练，使 q(z|x) 靠近先验。',
  }),
  'exact-not-resolved': () => ({
    what: 'log p(x, z) 随 z 变化太快，无法以小于一 nat 的误差积分。',
    kept: POSTERIOR_KEPT,
    todo: '请换一张图像；若为高斯似然，也可增大 σ。',
  }),
  'exact-not-finite': () => ({
    what: '在这些权重下，log p(x|z) 不是有限值。',
    kept: POSTERIOR_KEPT,
    todo: '请降低学习率，或重置。',
  }),
  'exact-half-precision': ({ backend }) => ({
    what: zh`后端 ${backend!} 在本机以半精度计算：log p(x) 的误差会超过要显示的间隙。`,
    kept: POSTERIOR_KEPT,
    todo: '请选择后端 wasm 或 cpu，再重置。',
  }),
}

/** Where the sliders are, if they are few: "，z1 0.50，z2 −1.20". */
const at = ({ latents, ...values }: Params): string =>
  Array.from({ length: Number(latents) }, (_, j) => values[`z${j + 1}`])
    .flatMap((value, j) => (value === undefined ? [] : [`，z${j + 1} ${f.fixed(Number(value), 2)}`]))
    .join('')

export const latentAnnouncements: Words<typeof en.latentAnnouncements> = {
  origin: () => '滑块在原点',
  drawn: (params) => `滑块在先验的一次采样处${at(params)}`,
  undone: (params) => `滑块回到先前的位置${at(params)}`,
  chosen: ({ image, label, ...rest }) =>
    image === undefined
      ? `滑块在您的图像的后验均值处${at(rest)}`
      : `滑块在测试图像 ${f.integer(Number(image))}${label === undefined ? ' ' : `（数字 ${label}）`}的后验均值处${at(rest)}`,
  ...codesAnnouncements,
  integrated: () => '精确后验已算出',
  waysTaken: () => '三种方法的结果已算出',
}
