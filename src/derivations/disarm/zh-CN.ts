/** Antithetic pairs: ARM and DisARM: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '对偶采样：ARM 与 DisARM',
  intro: raw`得分函数无偏，却噪声大，因为一个样本说明不了 $f$ 如何变化。一对样本说明得更多，只要选得使两者往往不同：噪声取 $u$ 与 $1-u$。这里没有造出任何路径，只用到 $f$ 在比特处的值。$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$，$M = \max(\pi,1-\pi)$，$m = 1-M$。`,
  steps: {
    pair: {
      why: raw`因为 $1-u$ 与 $u$ 同样均匀，两者各自都是 $q$ 的样本，但它们尽可能地不同：不同的概率为 $2m$。`,
      spoken: '若 u 大于一减 pi，则编码 z 为一；若 u 小于 pi，则它的对偶样本为一。',
    },
    weighted: {
      why: raw`这是以噪声本身为权重来写精确梯度的一种方式：$1-2u$ 从 $0$ 到 $\pi$ 的积分为 $v$，从 $\pi$ 到 $1$ 为 $-v$。`,
      spoken: 'u 小于 pi 时为一的编码处的 f，乘以一减两倍 u，对 u 的期望等于 v 乘以 Delta。',
    },
    arm: {
      why: raw`这是上式在 $u$ 与 $1-u$ 处的平均；$f$ 中的常数抵消，两个比特相同时估计为零。`,
      spoken: 'ARM 估计是 f(z) 减去对偶样本处的 f，乘以 u 减二分之一；其期望是 v 乘以 Delta。',
    },
    'arm-variance': {
      why: raw`两个比特在 $u$ 大于 $M$ 或小于 $m$ 处不同，平方在那里为 $\Delta^2(u-\frac12)^2$。`,
      spoken:
        'ARM 的方差，是 Delta 平方乘以如下之差：八分之一减去二分之一减 pi 的绝对值的立方，其三分之二；再减 v 平方。',
    },
    condition: {
      why: raw`给定两个比特，$u$ 仍在一个区间内变化，所增加的噪声与 $f$ 无关：此处它在 $M$ 与 $1$ 之间均匀分布，均值为 $\frac12(1+M)$。`,
      spoken:
        '已知 z 为一、对偶样本为零时，u 减二分之一的期望是 M 的一半，其中 M 是一除以一加 e 的负 gamma 绝对值次方。',
    },
    disarm: {
      why: raw`把一个因子换成它的条件期望，期望不变，方差只会减小（Rao–Blackwell）。`,
      spoken:
        'DisARM 估计是给定两个比特时 ARM 的条件期望：f(z) 减去对偶样本处的 f 的一半，乘以负一的对偶样本次方，若两者不同则再乘以 M，否则为零。',
    },
    'disarm-variance': {
      why: raw`估计以概率 $2m$ 取 $\frac12M\Delta$，否则为零；在 $\pi = \frac12$ 处毫无噪声，而对罕见的比特，几乎所有的对都相同，什么也说明不了。`,
      spoken: 'DisARM 的方差，是 Delta 平方乘以 M 平方，乘以 m，乘以二分之一减 m，它至多为 ARM 的方差。',
    },
    'two-draws': {
      why: raw`公平的对手也计算两次 $f$：两个独立样本加留一法\term{baseline}{基线}；对一个比特，对偶的一对总是胜出，方差之比为 $M(M-m)/(M^2+m^2) < 1$。`,
      spoken: 'DisARM 的方差，至多为 Delta 平方的一半乘以 v 乘以一减 2 v，后者是留一法取两个样本时的方差。',
    },
    'several-bits': {
      why: raw`有多个比特时，$f = f_0+\sum_j\Delta_jz_j$，一对样本中其他比特也不同，逐坐标来看，两者都不总是更好，不过此处的和较小。`,
      spoken:
        '三个比特的 pi 为 0.2、0.5、0.9，Delta 为 1、负 2、3 时，留一法取两个样本的方差为 0.344、0.4925、0.4365，其和为 1.273；DisARM 的为 0.4096、0.1375、0.4698，其和为 1.0169。',
    },
  },
  outro: raw`DisARM 需要两次解码，不需要反传到编码，与取两个样本的\term{estimator-score}{得分函数}一样，也同样无偏。它只适用于比特；对类别，本实验室有留一法与枚举。`,
  exercise: {
    task: raw`取一个比特，在同样的 $\Delta$ 下比较 $\pi = 0.5$ 与 $\pi = 0.01$。`,
    question: raw`在哪里 DisARM 比两个独立样本的收益最大？`,
    choices: ['在 0.5 处', '在 0.01 处', '两处相同'],
    because: raw`方差之比 $M(M-m)/(M^2+m^2)$ 在 $0.5$ 处为 $0$，在 $0.01$ 处几乎为 $1$，那里对偶样本几乎总是相同，独立样本也是如此。`,
  },
  reference: raw`Yin & Zhou，“ARM: augment-REINFORCE-merge gradient for stochastic binary networks”，2018，arXiv:1807.11143；Dong, Mnih & Tucker，“DisARM: an antithetic gradient estimator for binary latent variables”，2020，arXiv:2006.10680；留一法：Kool, van Hoof & Welling，“Buy 4 REINFORCE samples, get a baseline for free!”，2019。`,
}
