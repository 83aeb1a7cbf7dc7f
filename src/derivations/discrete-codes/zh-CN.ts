/** Discrete codes: why there is no path: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '离散编码：为何没有路径',
  intro: raw`设编码是离散的：若干比特，或若干类别之一。编码器现在输出 logit $\gamma$，由它得到概率 $\pi$；ELBO 不变。样本仍可写成噪声的函数，但这个函数是阶梯函数，凡导数存在之处导数都为零。一个比特 $z$ 就能说明一切：$f$ 是它的任意函数，$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$。`,
  steps: {
    bit: {
      why: raw`logit 可为任意实数，sigmoid 函数把它变成概率，两个概率之和为一。`,
      spoken: '编码 z 为零或一；它为一的概率是 pi，即一除以一加 e 的负 gamma 次方。',
    },
    step: {
      why: raw`与高斯分布一样，样本是与 $\gamma$ 无关的噪声的函数，并且以正确的概率取 $1$。`,
      spoken: '若均匀随机数 u 小于 pi，则编码 z 为一，否则为零。',
    },
    'no-slope': {
      why: raw`除一个 $u$ 之外，$\gamma$ 的微小变化都不改变这个比特，因此路径导数以概率一为零，其期望也为零。`,
      spoken: '只要 u 不等于 pi，f(z) 对 gamma 的导数就为零，因此它对 u 的期望也为零。',
    },
    gradient: {
      why: raw`期望本身是 $\gamma$ 的光滑函数，其中 $\mathrm{d}\pi/\mathrm{d}\gamma = v$，其导数并不为零：此处求导与求期望不能交换，因为 $f(z)$ 不是 $\gamma$ 的利普希茨函数。`,
      spoken: 'f 的期望对 gamma 的导数，是 pi 乘以 f(1) 加一减 pi 乘以 f(0) 的导数，等于 v 乘以 Delta。',
    },
    jump: {
      why: raw`梯度就在这里：对少数 $u$，即两个 $\pi$ 值之间的那些，比特翻转，$f$ 跳变 $\Delta$；每次跳变都大，遇到的样本却少，而固定 $u$ 时的导数一次也遇不到。`,
      spoken: 'f 的变化量的期望除以 h，等于 pi 的变化量除以 h，再乘以 Delta。',
    },
    score: {
      why: raw`得分函数对概率求导，而不对样本求导，因此不需要路径；若为几个类别之一，取 $\pi = \operatorname{softmax}\gamma$ 并以独热向量表示 $z$，公式不变。`,
      spoken: '得分，即 q gamma z 的对数对 gamma 的导数，是 z 减 pi，其期望为零。',
    },
    'score-gradient': {
      why: raw`因此\term{estimator-score}{得分函数估计量}在此也是无偏的，基线可以是任何不依赖该样本的量；它只用到 $f$ 在 $0$ 与 $1$ 处的值，而模型所定义的也只有这些。`,
      spoken: 'f 减基线 b 之差乘以 z 减 pi 的期望，等于 v 乘以 Delta。',
    },
    variance: {
      why: raw`只有两种结果时，方差是 $v$ 乘以两个估计值之差的平方，因此对一个比特和一个 $f$，基线 $b^\ast = (1-\pi)f(1)+\pi f(0)$ 使它完全消失。`,
      spoken:
        'f 减 b 之差乘以得分的方差，是 v 乘以如下之和的平方：一减 pi 乘以 f(1) 减 b，加 pi 乘以 f(0) 减 b。',
    },
    'other-bits': {
      why: raw`有多个比特时，没有基线能做到这一点：其他比特对 $f$ 的贡献与 $s_j$ 独立，作为噪声留下，与高斯潜变量的情形相同。`,
      spoken:
        '若 f 等于 f 零加各 Delta k 乘以 z k 之和，且 b 为 f 的期望，则协方差的迹是对 j 求和的如下之和：Delta j 平方乘以 v j 乘以一减 4 v j，加 v j 乘以对其余 k 求和的 Delta k 平方乘以 v k。',
    },
  },
  outro: raw`本章其余的内容，都是绕过这条不存在的路径的办法。有些保持无偏而减小噪声：成对采样（DisARM），或根本不采样（枚举）。另一些造出一条路径而接受偏差：Gumbel-Softmax 把阶梯磨平，直通估计量假装它有导数，ReinMax 则假装得更仔细。`,
  exercise: {
    task: raw`取一个比特，$\pi = 0.5$，$f(0) = 3$，$f(1) = 5$，对噪声 $u$ 采样一百万次。`,
    question: raw`$f(z)$ 对 $\gamma$ 的路径导数的平均是多少？`,
    choices: ['约为 0.5，即梯度', '恰好为 0'],
    because: raw`梯度为 $v\,\Delta = 0.25\cdot 2 = 0.5$，但每一个导数都为零，其平均也为零：期望不对的估计量，采样再多也无济于事。`,
  },
  reference: raw`Williams，“Simple statistical gradient-following algorithms for connectionist reinforcement learning”，Machine Learning 8，1992；Mnih & Gregor，“Neural variational inference and learning in belief networks”，2014，arXiv:1402.0030；求导与期望可交换的条件：Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020。`,
}
