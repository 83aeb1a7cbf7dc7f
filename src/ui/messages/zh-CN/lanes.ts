/** The words of the duel, in Chinese. */
import type * as en from '../en/lanes.ts'
import { isAboutOne } from '../format.ts'
import type { Teller, Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const lanesText: Words<typeof en.lanesText> = {
  duel: '对照训练',
  forkHere: '在此分叉',
  forkHint: '从这一步分出一个分支：权重、优化器状态、图像和噪声都相同，唯一的差别是您在分支中修改的设置。',
  forkFull: '最多四个分支，已经全部用上。',
  lane: ({ lane }) => zh`分支 ${lane}`,
  laneNamed: ({ lane, name }) => zh`分支 ${lane}：${name}`,
  laneIsRun: '当前运行',
  laneEqual: '设置相同',
  laneSetting: ({ lane, name }) => zh`分支 ${lane} 的${name}`,
  laneSettings: ({ lane }) => zh`分支 ${lane} 的设置`,
  laneRunSettings: '其设置即“实验”中的设置。',
  laneMore: '更多',
  firstLaneOnly: '仅分支 1',
  laneEstimator: '估计量',
  laneSamples: 'L',
  laneRate: '学习率',
  laneDrop: '移除',
  laneDropNamed: ({ lane }) => zh`移除分支 ${lane}`,
  lanePromote: '设为当前运行',
  lanePromoteNamed: ({ lane }) => zh`将分支 ${lane} 设为当前运行`,
  lanePromoteHint: '当前运行将从此分支继续；它自己在分叉之后的曲线不再保留。',
  laneHeldOut: ({ elbo }) => zh`留出集 ${f.fixed(elbo, 1)}`,
  laneNotEvaluated: '尚未在留出集上评估',
  laneNoise: ({ value }) => zh`梯度方差 ${f.scientific(value)}`,
  laneNoNoise: '梯度方差尚未测量',
  lanePriorAlt: ({ lane, step }) => zh`分支 ${lane} 在第 ${f.integer(step)} 步的先验样本`,
  laneCurve: ({ lane, name }) => zh`分支 ${lane}，${name}`,
  forkMark: ({ lanes }) => zh`分叉：分支 ${lanes}`,
  laneMark: ({ lane, mark }) => zh`${lane}：${mark}`,
  laneComes: ({ step, name }) => zh`第 ${f.integer(step)} 步将分出一个分支：${name}。`,
  laneMissed: ({ step, name }) => zh`重置后，第 ${f.integer(step)} 步将分出一个分支：${name}。`,
  laneNow: '立即分叉',
  laneNowNamed: ({ step }) => zh`立即分叉，不等到第 ${f.integer(step)} 步`,
  laneUnplanNamed: ({ step }) => zh`移除将在第 ${f.integer(step)} 步分出的分支`,
  duelWaits: '各分支处于同一点。开始训练，即可看到设置差别的作用。',
  duelEqual: ({ steps }) => zh`${f.integer(steps)} 步之后，各分支的数值完全相同，直到最后一位。`,
  duelElbos: ({ steps, rows, values }) =>
    zh`分叉后 ${f.integer(steps)} 步，训练 ELBO${rows === 1 ? '' : zh`（${f.integer(rows)} 行的均值）`}：${values
      .map(([lane, elbo]) => zh`分支 ${lane} 为 ${f.fixed(elbo, 1)}`)
      .join('，')}（nat/张）。`,
  duelRelaxed: ({ lanes }) => zh`训练值不可比较：分支 ${lanes} 训练的是松弛目标，它不是下界。`,
  duelHeldOut: ({ step, values }) =>
    zh`第 ${f.integer(step)} 步，留出集 ELBO（用离散编码）：${values
      .map(([lane, elbo]) => zh`分支 ${lane} 为 ${f.fixed(elbo, 1)}`)
      .join('，')}（nat/张）。`,
  duelNoise: ({ lane, ratio, step }) => {
    if (ratio === 1) return zh`分支 ${lane} 的梯度方差与分支 1 完全相同（第 ${f.integer(step)} 步）。`
    return isAboutOne(ratio)
      ? zh`分支 ${lane} 的梯度方差与分支 1 大致相同（第 ${f.integer(step)} 步）。`
      : zh`分支 ${lane} 的梯度方差是分支 1 的 ${f.times(ratio)} 倍（第 ${f.integer(step)} 步）。`
  },
}

export const laneAnnouncements: Words<typeof en.laneAnnouncements> = {
  forked: ({ lane, step }) => zh`分支 ${lane!} 于第 ${f.integer(Number(step))} 步分出`,
  'lane-dropped': ({ lane }) => zh`分支 ${lane!} 已移除`,
  'lane-promoted': ({ lane }) => zh`分支 ${lane!} 现为当前运行`,
}

const refused =
  (why: string, todo: (legal: string) => string): Teller =>
  ({ given, legal }) => ({
    what: zh`分支“${given!}”${why}。`,
    kept: '此分支不予采用，其余内容均已生效。',
    todo: todo(`${legal}`),
  })

export const laneFaults: Words<typeof en.laneFaults> = {
  'setting-not-a-fork': refused('的写法无效', (legal) => zh`写法示例（任选其一）：${legal}。`),
  'setting-not-a-fork-value': refused('中有一项设置的值无效', (legal) => zh`可取值：${legal}。`),
  'setting-not-of-a-lane': refused(
    '修改了各分支共用的设置',
    (legal) => zh`分支可以单独修改的设置：${legal}。其他设置请对整个运行修改。`,
  ),
  'setting-fork-not-together': refused(
    '中的设置互不相容',
    (legal) => zh`请在同一分支中一并修改它所需的设置，以逗号分隔，例如 ${legal}。`,
  ),
  'setting-too-many-forks': refused(
    '超出了允许的数目',
    (legal) => zh`一次运行最多分出 ${legal} 个分支：如需此分支，请先删去另一个。`,
  ),
}
