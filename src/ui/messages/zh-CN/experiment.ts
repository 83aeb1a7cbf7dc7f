/** The words of the Experiment region, in Chinese. What the settings and their choices are called: settings.ts. */
import { isRandom } from '../../../protocol/settings.ts'
import type { experimentText as en } from '../en/experiment.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const experimentText: Words<typeof en> = {
  experiment: '实验',
  estimator: '梯度估计量',
  live: '即时生效',
  onReset: '重置后生效',
  takesEffectOnReset: '重置后生效',
  pendingCount: ({ count }) => `${f.integer(count)} 项更改将在重置后生效`,
  slider: ({ label }) => zh`${label}，滑块`,
  legal: ({ legal }) => zh`可取值：${legal}`,
  samplesHint: ({ samples }) =>
    `每张图像解码 ${f.integer(samples)} 次：计算量约为 L = 1 的 ${f.short((samples + 1) / 2)} 倍`,
  baselineForProbe: '仅供方差探针使用',
  baselineHint: ({ baseline }) =>
    ({
      none: '不从 f 中减去任何量',
      'moving-average': 'f 的滑动平均，取更新前的值',
      batch: '其余图像的 f 的均值',
      'leave-one-out': '同一图像其余样本的 f 的均值',
    })[baseline],
  baselineNeedsSamples: ({ name }) => zh`${name}（L ≥ 2）`,
  familyHint: ({ family }) =>
    isRandom({ family }) ? '取点后验即为普通自编码器' : '无噪声、无 KL：普通自编码器',
  pointNoKl: '不使用：无 KL',
  pointNoDraws: '不使用：无噪声',
  klForProbe: ({ names }) => zh`并非所有估计量可用：探针对${names}改用蒙特卡洛`,
  freezeHint: ({ half }) =>
    ({
      none: '',
      encoder: '只训练解码器：M 步',
      decoder: '只训练编码器：E 步',
    })[half],
  probeHint: ({ percent }) => (percent === 0 ? '已关闭：仅在您要求时测量' : '占训练时间的百分比上限'),
  openFiles: '打开文件…',
  openFilesHint: '用于训练的 IDX 图像、config.json 或检查点。也可直接拖放到页面上。',
  dropTitle: '松开即打开',
  dropHint:
    'IDX 文件：用这些图像新建模型（本次运行留在图中）。config.json：载入其中的设置。model.safetensors 和 everything.zip：载入整个运行。',
}
