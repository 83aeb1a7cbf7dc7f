/** What settings and their choices are called, in Chinese. */
import type * as en from '../en/settings.ts'
import { labelsOf } from '../labels.ts'
import { estimatorWords, type Capability } from '../../../protocol/estimators.ts'
import { objectiveWords, type BoundCapability, type ObjectiveWords } from '../../../protocol/objectives.ts'
import { familyMetaOf, familyWords, type FamilyWords } from '../../../protocol/families.ts'
import { isRandom } from '../../../protocol/settings.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { zh } from './spacing.ts'

export const settings: Words<typeof en.settings> = {
  estimator: '梯度估计量',
  samples: '每张图像的采样数 L',
  baseline: '基线',
  kl: 'KL 项',
  family: '近似后验',
  objective: '目标函数',
  k: '重要性采样数 K',
  noise: '噪声',
  beta: '权重 β',
  temperature: '温度 τ',
  anneal: '退火速率 r',
  coldest: '最低温度',
  dial: '噪声旋钮',
  lr: '学习率',
  freeze: '冻结',
  probe: '方差探针',
  dataset: '数据',
  latent: '潜变量维数',
  classes: '每个潜变量的类别数',
  hidden: '隐藏层',
  activation: '激活函数',
  likelihood: '似然',
  sigma: '标准差 σ',
  targets: '像素目标',
  optimizer: '优化器',
  batch: '批量大小',
  seed: '随机种子',
  backend: '计算后端',
  kernels: '计算内核',
  steps: '在此步暂停',
  autostart: '自动开始',
}

/** By their ids; the words stand in the estimators' folders. */
export const estimators: Words<typeof en.estimators> = estimatorWords('zh-CN')
export const families: Readonly<Record<string, FamilyWords>> = familyWords('zh-CN')
export const objectives: Readonly<Record<string, ObjectiveWords>> = objectiveWords('zh-CN')

export const datasets: Words<typeof en.datasets> = {
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  procedural: '程序生成数字',
  custom: '您的文件',
}

export const choices: Words<typeof en.choices> = {
  baseline: {
    none: '无',
    'moving-average': '滑动平均',
    batch: '批均值',
    'leave-one-out': '留一法',
  },
  kl: {
    'closed-form': '闭式解',
    'monte-carlo': '蒙特卡洛',
    'sticking-the-landing': 'STL 估计量',
  },
  family: labelsOf(families),
  objective: labelsOf(objectives),
  noise: { independent: '独立', antithetic: '对偶' },
  freeze: { none: '无', encoder: '编码器', decoder: '解码器' },
  activation: { relu: 'ReLU', tanh: 'tanh' },
  likelihood: { bernoulli: '伯努利', gaussian: '高斯' },
  targets: { grey: '灰度', binarized: '二值化' },
  optimizer: { adam: 'Adam', rmsprop: 'RMSProp', adagrad: 'Adagrad', sgd: 'SGD' },
  backend: { auto: '最快', webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' },
  kernels: { own: '融合内核', composed: '仅用 TF.js' },
}

export const origins: Words<typeof en.origins> = {
  'same-origin': '来自本站',
  mirror: '来自公共镜像',
  cache: '来自浏览器缓存',
  generated: '由本页生成',
  files: '由您拖入或打开',
}

export const datasetName = (name: unknown): string => datasets[name as keyof typeof datasets] ?? String(name)
export const backendName = (name: unknown): string =>
  choices.backend[name as keyof typeof choices.backend] ?? String(name)
export const estimatorName = (id: unknown): string => estimators[String(id)]?.name ?? String(id)
export const objectiveName = (id: unknown): string => objectives[String(id)]?.name ?? String(id)
export const familyName = (id: unknown): string => families[String(id)]?.name ?? String(id)

/** What a posterior may offer an estimator. */
const capabilities: Readonly<Record<string, string>> = {
  pathwise: 'z 的重参数化采样',
  score: '可求导的 z 的密度',
  simplex: '离散的采样以及介于其间的编码',
  states: '可以枚举的编码',
  'antithetic-pairs': '成对的相反比特',
  'antithetic-noise': '可取反的噪声',
} satisfies Record<Capability, string>

/** What an objective may offer an estimator. */
const boundCapabilities: Readonly<Record<string, string>> = {
  'mean-of-draws': '对样本取平均的下界',
  'importance-weights': '对样本加权的下界',
} satisfies Record<BoundCapability, string>

export const boundCapabilityName = (id: unknown): string => boundCapabilities[String(id)] ?? String(id)

export const capabilityName = (id: unknown): string => capabilities[String(id)] ?? String(id)

/** What a choice of this setting is called; a choice that is not known, by itself. */
export const choiceName = (
  setting: 'baseline' | 'kl' | 'freeze' | 'family' | 'objective' | 'noise',
  choice: unknown,
): string => choices[setting][choice as keyof (typeof choices)[typeof setting]] ?? String(choice)

/** The words of the Experiment region, in Chinese. What the settings and their choices are called: settings.ts. */
export const experimentText: Words<typeof en.experimentText> = {
  experiment: '实验',
  estimator: '梯度估计量',
  live: '即时生效',
  onReset: '重置后生效',
  moreSettings: '更多设置',
  fewerSettings: '收起设置',
  moreChanged: '其中已更改的',
  takesEffectOnReset: '重置后生效',
  pendingCount: ({ count }) => `${f.integer(count)} 项更改将在重置后生效`,
  slider: ({ label }) => zh`${label}，滑块`,
  legal: ({ legal }) => zh`可取值：${legal}`,
  samplesHint: ({ samples }) =>
    `每张图像解码 ${f.integer(samples)} 次：计算量约为 L = 1 的 ${f.short((samples + 1) / 2)} 倍`,
  baselineForProbe: '仅供方差探针使用',
  baselineUnused: '未使用：此下界的估计量都不减基线',
  samplesOfBounds: ({ samples }) => `${f.integer(samples)} 个下界的均值，每个用 K 次采样`,
  baselineHint: ({ baseline }) =>
    ({
      none: '不从 f 中减去任何量',
      'moving-average': 'f 的滑动平均，取更新前的值',
      batch: '其余图像的 f 的均值',
      'leave-one-out': '同一图像其余样本的 f 的均值',
    })[baseline],
  baselineNeedsSamples: ({ name }) => zh`${name}（L ≥ 2）`,
  familyHint: ({ family }) =>
    !isRandom({ family })
      ? '无噪声、无 KL：普通自编码器'
      : familyMetaOf(family).latentKind === 'real'
        ? '取点后验即为普通自编码器'
        : '离散的采样：没有梯度可以穿过',
  pointNoKl: '不使用：无 KL',
  pointNoDraws: '不使用：无噪声',
  klForProbe: ({ names }) => zh`并非所有估计量可用：探针对${names}改用最接近的方式`,
  temperatureNow: ({ now }) => `退火：下一步 τ = ${f.short(now)}`,
  annealHint: '自第 0 步起，τ 每步乘以 exp(−r)；0 为不退火',
  temperatureForProbe: '仅供方差探针使用',
  noiseHint: ({ isPaired }) =>
    isPaired ? '一半样本取另一半的相反噪声：对噪声为奇的部分相互抵消' : '对偶：成对的相反噪声，L 须为偶数',
  dialHint: '0 为仅取均值，1 为一个得分函数的噪声；方差随其平方增长',
  interventions: '干预',
  interventionsNamed: '干预：用于教学，而非实用',
  drawsBesideHint: ({ draws }) => `每张图像解码 ${f.integer(draws)} 次，大多用于它自己的均值和噪声`,
  refusedEstimator: ({ family, missing }) =>
    zh`不可用：需要${capabilityName(missing)}，而${familyName(family)}没有。`,
  refusalWhy: '为什么？',
  refusalWhyNamed: ({ name }) => zh`为什么？推导：${name}为何不可用`,
  refusedForObjective: ({ objective, missing }) =>
    zh`不可用：需要${boundCapabilityName(missing)}，而${objectiveName(objective)}并非如此。`,
  objectiveHint: ({ usesK }) =>
    usesK ? 'K 个样本权重均值的对数（K 在上方，紧邻 L）：log p(x) 的更紧的下界' : '对各样本分别求值再取平均',
  kHint: ({ k, samples }) =>
    k === 1 ? 'K = 1 即 ELBO，KL 由样本估计' : `每张图像解码 ${f.integer(k * samples)} 次`,
  klFromWeights: '包含在权重中：总由样本估计',
  refusedForStates: ({ most }) => zh`不可用：编码的状态超过 ${f.integer(most)} 个。`,
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
    'IDX 文件：用这些图像新建模型（本次运行留在图中）。config.json：载入其中的设置和分支。model.safetensors 和 everything.zip：载入整个运行。',
}
