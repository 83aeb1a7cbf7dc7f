/** ReinMax: the trapezoid rule: Chinese words. */
const { raw } = String

export const zhCN = {
  title: 'ReinMax：梯形法则',
  intro: raw`直通估计量按采到的频率给两个编码处的导数加权。数值积分知道更好的权重：梯形法则对两端一视同仁，精确性高一阶；ReinMax 就是这条法则，只是写成仍只需一个样本的形式。$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$。`,
  steps: {
    integral: {
      why: raw`如上一个推导所示，精确梯度是 $v$ 乘以编码之间的导数的积分，而梯形法则用两端估计积分。`,
      spoken: 'f 的期望的导数，是 v 乘以 f 的导数从零到一的积分，约等于 v 乘以在零与一处的导数之和的一半。',
    },
    error: {
      why: raw`这是梯形法则对函数 $f'$ 的误差：对二次的 $f$ 没有误差，而直通估计量的误差为 $v\,c_2(2\pi-1)$。`,
      spoken:
        'f 的导数从零到一的积分，减去在零与一处的值之和的一半，等于负的十二分之一乘以 f 的三阶导数在零与一之间某点 xi 处的值。',
    },
    reweighted: {
      why: raw`样本以概率 $\pi$ 取 $1$，因此在该处给导数乘以 $\frac12(1-\pi)$，在 $0$ 处乘以 $\frac12\pi$，两端在期望中的份额就相同。`,
      spoken:
        'v 乘以在零与一处的导数之和的一半，等于如下之积的期望：f 在 z 处的导数的一半，乘以 z 乘以一减 pi 加一减 z 乘以 pi。',
    },
    reinmax: {
      why: raw`同样的权重，用直通估计量的雅可比矩阵来写，对一个比特 $J(p) = p(1-p)$，它在 $z = 1$ 处给出 $\frac12(1-\pi)$，在 $z = 0$ 处给出 $\frac12\pi$；这种形式适用于任意多个类别。`,
      spoken: 'ReinMax 估计，是两倍的 J(pi 与 z 的平均) 减去 J(pi) 的一半，再乘以 f 在 z 处的梯度。',
    },
    classes: {
      why: raw`以 $e_k$ 记类别 $k$ 的独热向量，精确梯度为 $\pi_k\sum_j\pi_j\,(f(e_k)-f(e_j))$，其中每个差都换成两个顶点之间线段上的梯形法则。`,
      spoken:
        'ReinMax 估计对类别 k 的期望，是 pi k 乘以对 j 求和的如下之积：pi j，乘以在 e k 与 e j 处的梯度之和的一半，乘以 e k 减 e j。',
    },
    variance: {
      why: raw`较少出现的编码得到较大的权重，因此方差不同于直通估计量：即使对线性的 $f$，它也不为零。`,
      spoken:
        '方差等于 v 除以四，乘以如下之和：一减 pi 乘以在一处的导数的平方，加 pi 乘以在零处的导数的平方；再减去期望的平方。',
    },
    table: {
      why: raw`第一列精确，直通估计量在那里符号是错的；第二列更接近；第三列更差，那里三阶导数很大，而直通估计量的两个误差几乎抵消：高阶法则对光滑的 $f$ 更好，并非对每个 $f$ 都更好。`,
      spoken:
        '依次为梯度、直通估计的期望、ReinMax 的期望与方差：z 减 0.45 的平方、pi 为 0.2 时，为 0.016、负 0.08、0.016、0.044944；e 的 z 次方、pi 为 0.7 时，为 0.360839、0.462587、0.39042、0.0007；z 的三次方、pi 为 0.3 时，为 0.21、0.189、0.315、0.231525；2 z 加 5、pi 为 0.1 时，为 0.18、0.18、0.18、0.0576。',
    },
  },
  outro: raw`ReinMax 也有温度，用来展平或锐化第一项中的 $\pi$，已发表的结果对它作了调节；第二项用不带温度的 $\pi$。与直通估计量一样，它依赖硬编码处的导数，因此可用同样的检验：改变编码之间的 $f$，它就变，而\term{estimator-score}{得分函数}不变。`,
  exercise: {
    task: raw`取 $f(z) = z^2$ 与任意的 $\pi$，先用直通估计量，再用 ReinMax。`,
    question: raw`哪一个对每个 $\pi$ 都无偏？`,
    choices: ['两者', '只有 ReinMax', '只有直通估计量', '都不是'],
    because: raw`不论 $\pi$ 为多少，梯形法则对线性的导数 $f'(z) = 2z$ 都精确；直通估计量的偏差为 $v\,(2\pi-1)$，只在两个概率相等时为零。`,
  },
  reference: raw`Liu, Dong, Liu, Yu & Gao，“Bridging discrete and backpropagation: straight-through and beyond”，2023，arXiv:2304.08612（ReinMax，以及多个类别的 Heun 方法）。`,
}
