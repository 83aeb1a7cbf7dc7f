/** What the page says around the derivations, in Chinese. The derivations themselves are data (src/derivations). */
import type { derivationsText as en } from '../en/derivations.ts'
import type { ChapterId } from '../../../derivations/chapters.ts'
import type { TermId } from '../../../derivations/terms.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'
import { spaced, zh } from './spacing.ts'

type Told = Parameters<(typeof en)['termTold']>[0]

const terms: Readonly<Record<TermId, string>> = {
  elbo: 'ELBO',
  recon: '重构项',
  kl: 'KL',
  'kl-sum': '测试图像的 KL',
  'kl-mean': '均值',
  'kl-variance': '方差',
  'kl-log-variance': '对数方差',
  'kl-constant': '常数',
  'log-evidence': '对数证据',
  gap: '间隙',
  'exact-elbo': '该图像的 ELBO',
  'exact-recon': '该图像的重构项',
  'exact-kl': '该图像的 KL',
  'var-score': '得分函数的方差',
  'var-reparam': '重参数化的方差',
  'var-disarm': 'DisARM 的方差',
  'var-muprop': 'MuProp 的方差',
  'var-ratio': '方差之比',
  beta: 'β',
  samples: '采样数 L',
  lr: '学习率',
  latent: '潜变量维数',
  baseline: '基线',
  freeze: '冻结',
  likelihood: '似然',
  'kl-mode': 'KL 项',
  'estimator-score': '得分函数',
  'estimator-reparam': '重参数化',
  'estimator-enumeration': '枚举',
  'estimator-disarm': 'DisARM 估计量',
  'estimator-muprop': 'MuProp',
  'estimator-gumbel-softmax': 'Gumbel-Softmax 估计量',
  'estimator-straight-through': '直通估计量',
  'estimator-st-gumbel-softmax': '直通 Gumbel-Softmax',
  'estimator-reinmax': 'ReinMax 估计量',
  'estimator-dreg': 'DReG 估计量',
  'estimator-vimco': 'VIMCO 估计量',
  'estimator-noise-transplant': '噪声移植',
  'estimator-noise-dial': '噪声旋钮',
  prior: '先验',
  posterior: '后验',
  z: '滑块 z',
  activity: '活跃度',
}

const units: Readonly<Record<Told['unit'], string>> = {
  nats: ' nat/张',
  variance: '（nat/张）²',
  times: ' 倍',
  number: '',
}

const origins: Readonly<Record<Told['origin'], (p: { step: number }) => string>> = {
  training: ({ step }) => `训练中，第 ${f.integer(step)} 步`,
  'test-images': ({ step }) => `第 ${f.integer(step)} 步时随机测试图像上的均值`,
  'one-image': ({ step }) => `第 ${f.integer(step)} 步时所选图像的值`,
  probe: ({ step }) => `第 ${f.integer(step)} 步测得`,
  setting: () => '当前设置',
}

const notMeasured: Readonly<Record<Told['origin'], string>> = {
  training: '尚未测量：按“训练”即可测量',
  'test-images': '尚未测量',
  'one-image': '未测量：若有两个实数潜变量，或编码的状态不多，可在潜空间的“精确后验”中计算',
  probe: '尚未测量：由方差探针测量',
  setting: '尚无模型',
}

const chapters: Readonly<Record<ChapterId, string>> = {
  bound: '下界',
  gradient: '梯度',
  discrete: '离散编码',
  tighter: '更紧的下界',
}

export const derivationsText: Words<typeof en> = {
  derivations: '推导',
  derivationPlace: ({ place, count }) => `${f.integer(place)} / ${f.integer(count)}`,
  derivationChoice: '选择推导',
  derivationOption: ({ place, title }) => `${f.integer(place)}  ${title}`,
  derivationPrevious: '上一个推导',
  derivationNext: '下一个推导',
  derivationPin: '固定',
  derivationPinHint: '固定后，所示推导不变；否则随您的操作而变',
  derivationNow: ({ title }) => spaced(`当前：${title}`),
  derivationNowHint: '您刚才的操作属于此推导',
  derivationStep: ({ place }) => `第 ${f.integer(place)} 步`,
  derivationCloseSteps: '收起所有步骤',
  derivationOpenSteps: '展开所有步骤',
  derivationShowAll: '显示全部',
  derivationShowOne: '只显示一个',
  derivationPrint: '打印',
  derivationChapter: ({ chapter }) => chapters[chapter],
  figurePlate:
    '概率图模型：对 N 张图像中的每一张，编码 z 与解码器的 θ 给出观测到的图像 x；虚线为编码器的 φ 给出 q(z|x)',
  figureBayesPrior: 'b 的先验',
  figureBayesPosterior: 'b 的后验',
  listing: '程序',
  exercise: '先预测，再尝试',
  exerciseRight: '正是如此。',
  exerciseOther: ({ choice }) => spaced(`答案是另一个：“${choice}”。`),
  derivationWide: '宽公式，可横向滚动',
  derivationTerms: '此公式中的项',
  derivationNextIs: ({ title }) => spaced(`下一个：${title}`),
  derivationReference: '出处',
  derivationsLoading: '正在加载推导…',
  derivationsFailed: '推导未能加载。',
  codeShow: '显示代码',
  codeHide: '隐藏代码',
  codeShowOf: ({ symbol }) => `显示 ${symbol} 的代码`,
  codeHideOf: ({ symbol }) => `隐藏 ${symbol} 的代码`,
  codeOf: ({ symbol, file }) => zh`${file} 中的 ${symbol}`,
  codeFailed: '源代码未能加载。',

  termName: ({ term }) => terms[term],
  termTold: ({ value, unit, origin, step }) => `${value}${units[unit]}，${origins[origin]({ step })}`,
  termRelaxed: '无：目前训练的是松弛目标，它不是下界',
  termNotMeasured: ({ origin }) => notMeasured[origin],
  termsStep: ({ step }) => `第 ${f.integer(step)} 步`,
  termsSteps: ({ from, to }) => `第 ${f.integer(from)}–${f.integer(to)} 步`,
}
