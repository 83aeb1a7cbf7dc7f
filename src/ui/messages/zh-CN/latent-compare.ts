/** The words with which two models are compared in the latent space, in Chinese. */
import { isRandom } from '../../../protocol/settings.ts'
import type { compareText as en } from '../en/latent-compare.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

const modelName: Words<typeof en>['compareKind'] = ({ family }) => (isRandom({ family }) ? 'VAE' : '自编码器')

const several = (sets: number): string => (sets > 1 ? `：${f.integer(sets)} 组的均值 ± 标准误` : '')

export const compareText: Words<typeof en> = {
  compareKind: modelName,
  compareName: ({ family, steps }) => zh`${modelName({ family })}，${f.integer(steps)} 步`,
  compareRun: ({ number, name }) => zh`第 ${f.integer(number)} 次：${name}`,
  compareWith: '此前的模型',
  compareWait: '正在编码测试图像…',
  compareScatterAlt: ({ name, count }) =>
    zh`${name}：${f.integer(count)} 张测试图像的编码，以及先验的 1σ 与 2σ`,
  compareSheetAlt: ({ name, kind }) =>
    zh`${name}：${kind === 'manifold' ? '在先验的分位点上解码的图像' : '由先验的采样解码的图像'}`,
  compareSheetCaption: ({ kind }) =>
    kind === 'manifold' ? '在 N(0, I) 的分位点上解码' : '由 N(0, I) 的采样解码',
  compareScale: '比例',
  compareSame: '同一坐标轴',
  compareOwn: '各自的坐标轴',
  compareMeasures: '数值比较',
  compareRecon: '重构项，nat',
  compareAt: ({ step }) => `第 ${f.integer(step)} 步`,
  compareReconHint:
    '留出集，每张图像：用 q(z|x) 的一次采样求 E log p(x|z)；自编码器则为其编码处的 log p(x|z)',
  compareSpread: 'E z²（先验为 1）',
  compareSpreadHint: '测试图像上潜变量的均方值',
  compareActive: '活跃的潜变量',
  compareActiveOf: ({ active, latents }) => `${f.integer(active)} / ${f.integer(latents)}`,
  compareHoles: '远离所有编码的先验样本',
  compareHolesShare: ({ share, error }) =>
    Number.isNaN(share)
      ? '–'
      : `${f.fixed(100 * share, 1)}${error === null ? '' : ` ± ${f.fixed(100 * error, 1)}`}%`,
  compareHolesHint: ({ draws, sets }) =>
    `先验的 ${f.integer(draws)} 次采样中，离另一次采样比离 ${f.integer(draws)} 张测试图像的任何编码都更近的比例${several(sets)}`,
  compareCaption: ({ draws, sets }) =>
    `远离所有编码的先验样本：先验的 ${f.integer(draws)} 次采样中，离另一次采样比离 ${f.integer(draws)} 张图像的任何编码都更近的比例${several(sets)}。若编码的分布与先验相同，则为 50%；若附近没有编码，则为 100%。圆：先验的 1σ 与 2σ。`,
  compareTrain: ({ family }) => (isRandom({ family }) ? '另训练一个 VAE' : '另训练一个自编码器'),
  compareTrainHint: '以同样的种子和设置新建模型，训练同样的步数。当前模型的图像会保留。',
  compareTrainFirst: '请先训练一个模型',
  compareEmptyTitle: 'VAE 的噪声有何用处？',
  compareEmptyText:
    '没有噪声和 KL，同一网络就是普通的自编码器。它重构得更好，但编码不必服从先验，因此先验的采样解码不出数字。',
  compareBack: ({ family }) => (isRandom({ family }) ? '恢复 VAE 的设置' : '恢复自编码器的设置'),
  compareBackHint: ({ number }) => `以第 ${f.integer(number)} 次运行的设置新建模型。当前模型的图像会保留。`,
  compareColumn: ({ column }) =>
    ({
      run: '运行',
      model: '模型',
      step: '步数',
      axes: '坐标轴',
      image: '测试图像',
      class: '类别',
      x: '横坐标',
      y: '纵坐标',
    })[column],
}
