/** The words of the three ways to a posterior, and of the two bumps, in Chinese. */
import type { latentWaysText as en } from '../en/latent-ways.ts'
import type { Words } from '../told.ts'
import { format as f } from './format.ts'

type Part = Partial<Words<typeof en>>
type Way = Parameters<(typeof en)['waysName']>[0]['way']

const natsText = (value: number) => (Number.isFinite(value) ? f.fixed(value, 3) : '∞')

const wayName = (way: Way): string =>
  ({
    map: '梯度上升求 MAP',
    metropolis: '随机游走 Metropolis',
    langevin: '朗之万算法 (MALA)',
    hamiltonian: '哈密顿蒙特卡洛',
    encoder: '编码器的 q',
    diagonal: '最优对角高斯',
    full: '最优高斯',
    moments: '与 p 同矩的高斯',
  })[way]

const waysText = {
  answerLabel: '后验的哪个方面',
  answer: ({ answer }) => ({ bound: 'log p(x)', ways: '三种方法', bumps: '双峰' })[answer],
  waysEmptyTitle: '求后验的三种方法',
  waysEmptyText:
    '用梯度上升求最大值（MAP），用马尔可夫链采样（MCMC），用优化求高斯近似（变分推断）：逐一与精确的 p(z|x) 比较，并以解码次数计算代价。需要几秒，训练不会中断。',
  waysMeasure: '三种都做',
  waysName: ({ way }) => wayName(way),
  waysWalkName: '随机游走',
  waysSampler: '采样器',
  waysDraws: '四条链的样本',
  waysWalk: '播放',
  waysStop: '停止',
  waysShown: '每条链的样本数',
  waysShownCount: ({ shown }) => f.integer(shown),
  waysPlaneAlt: ({ sampler, shown }) =>
    `z 平面上的精确后验，四条链（${sampler}）各 ${f.integer(shown)} 个样本，上升到最大值的路径，以及四个高斯的 1σ 椭圆`,
  waysMarginalAlt: ({ latent }) => `z${latent} 的样本直方图，曲线为精确密度`,
  waysHeader: ({ head }) => ({ method: '方法', decodes: '解码次数' })[head],
  waysNats: ({ value }) => natsText(value),
  waysIndependent: ({ value }) => `独立样本：${f.fixed(value, 3)}`,
  waysDecodes: ({ decodes }) => f.integer(decodes),
  waysDiagnostics: ({ r_hat, ess_bulk, ess_tail, acceptance }) =>
    `接受率 ${f.fixed(acceptance, 2)}，r_hat ${f.fixed(r_hat, 3)}，ess_bulk ${f.integer(ess_bulk)}，ess_tail ${f.integer(ess_tail)}`,
  waysCosts: ({ amortisation, diagonal, gaussian }) =>
    `摊销的代价为 ${f.fixed(amortisation, 3)} nat（编码器与此图像的最优对角高斯相比），对角协方差的代价为 ${f.fixed(diagonal, 3)}，其余 ${f.fixed(gaussian, 3)} 来自高斯分布族。`,
  waysFigureOf: ({ way, figure }) => `${wayName(way)}（${figure}）`,
  waysModes: ({ modes, shares }) =>
    `精确后验有 ${f.integer(modes)} 个峰，概率分别为 ${shares.map(f.percent).join('，')}；各条链依次从不同的峰出发。`,
  waysHigher: ({ above }) =>
    `MAP：从先验均值出发的上升停在另一个极大值，低 ${f.fixed(above, 3)} nat；图中的路径从数值积分的最高点出发。`,
  waysMissed: ({ list }) =>
    `后验中有这么多概率所在的区域没有样本：${list}。无论 r_hat 如何，这些链没有找全后验。`,
  waysApart: ({ list }) =>
    `r_hat 高于 1.01：${list}。这些链彼此不一致：若它们停留在不同的峰，各峰的样本比例只取决于有几条链从那里出发，而不是后验的比例。`,
  waysOff: ({ list }) =>
    `样本均值与精确均值相差超过 4 个标准误 (mcse_mean)：${list}。这些链没有找全后验，或各部分的比例不对。`,
  waysAside: ({ list }) => `后验中有这么多概率位于这些高斯的 4σ 之外：${list}。它们遗漏了这一部分。`,
  waysSmallPrint: ({ pieces, warmup, step }) =>
    `单位为 nat，由数值积分求得。单点没有密度，KL 为无穷大。对于链：样本在 ${f.integer(pieces)} 个区域中所占比例与精确比例之间的 KL，是下界；“独立样本”为同样多的独立样本的平均值。r_hat、ess_bulk 和 ess_tail 按 ArviZ 的定义，取两个潜变量中较差者。最优高斯和 MAP 取多个起点中的最优者（q 或先验均值，以及数值积分所知的位置）；所有起点和每条链的 ${f.integer(warmup)} 次预热都计入解码次数，数值积分本身的不计。一次梯度计为一次解码。第 ${f.integer(step)} 步。`,
  waysChains: '链 (JSON)',
  waysChainsHint: '此采样器的全部样本，可用 arviz.from_json 读取',
  waysCsvReverse: '反向 KL(q ‖ p)（nat）',
  waysCsvForward: '正向 KL(p ‖ q)（nat）',
  waysCsvMissed: '没有样本的区域中 p 的概率',
  waysCsvErrors: '|均值 − 精确均值| / mcse_mean',
  waysCsvBeyond: '4σ 之外 p 的概率',
  waysCsvIndependent: '独立样本的 KL（nat）',
} satisfies Part

const bumpsText = {
  bumpsText:
    'KL(q ‖ p) 惩罚在 p 几乎为零处仍有概率的 q，因此只取一个峰。KL(p ‖ q) 惩罚遗漏 p 的概率的 q，因此覆盖两个峰。把两个峰拖近，直到前一个拟合跳到中间。',
  bumpsFit: ({ divergence }) => (divergence === 'reverse' ? '使 KL(q ‖ p) 最小' : '使 KL(p ‖ q) 最小'),
  bumpsMean: '均值',
  bumpsSd: '标准差',
  bumpsWidth: '峰的标准差',
  bumpsPreset: ({ centre }) => `位于 ±${f.short(centre)}`,
  bumpsAlt: '两个峰，以及按每种散度与其最接近的高斯',
  bumpsHandle: ({ side }) => (side === 'left' ? '左峰' : '右峰'),
} satisfies Part

export const latentWaysText: Words<typeof en> = { ...waysText, ...bumpsText }
