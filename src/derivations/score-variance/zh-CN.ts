/** Why the score function's variance is large: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '得分函数的方差为何大',
  intro: raw`期望相同的两个估计量可以比较方差，而在一维情形下，对二次函数 $f$ 一切都可以手算：一个潜变量 $z \sim \N(\mu,\sigma^2)$，一次采样，无基线。梯度分别对 $\mu$ 和对 $\log\sigma$ 求；若对 $\log\sigma^2$ 求，则梯度减半，方差变为四分之一。`,
  steps: {
    quadratic: {
      why: raw`用噪声表示编码，$z = \mu+\sigma\eps$，$z$ 的二次函数就成为 $\eps$ 的二次函数，其三个系数是噪声所见的 $f$ 的高度、斜率和曲率。`,
      spoken:
        'f(z) 等于 a 二乘以 z 平方，加 a 一乘以 z，加 a 零；z 等于 mu 加 sigma epsilon 时，它等于 A 零加 A 一 epsilon 加 A 二 epsilon 平方，其中 A 零是 f(mu)，A 一是 sigma 乘以两倍 a 二 mu 加 a 一，A 二是 a 二 sigma 平方。',
    },
    gradient: {
      why: raw`对 $\Eq[f] = a_2(\mu^2+\sigma^2)+a_1\mu+a_0$ 求导：这就是两个估计量共同的期望。`,
      spoken: 'f 的期望是 A 零加 A 二；它对 mu 的导数是 A 一除以 sigma，对 log sigma 的导数是 2 A 二。',
    },
    pathwise: {
      why: raw`对 $\mu$ 的路径梯度是样本处的导数 $f'(z) = (A_1+2A_2\eps)/\sigma$，对 $\log\sigma$ 则再乘以 $\sigma\eps$，而 $\eps$ 与 $\eps^2$ 不相关，方差分别为 $1$ 和 $3-1 = 2$。`,
      spoken:
        'f 撇 z 的方差，是 4 A 二平方除以 sigma 平方；sigma epsilon f 撇 z 的方差，是 A 一平方加 8 A 二平方。',
    },
    'score-mean': {
      why: raw`将平方 $(A_0+A_1\eps+A_2\eps^2)^2\eps^2$ 展开，代入 $\eps^2, \eps^4, \eps^6$ 的矩 $1, 3, 15$，再减去梯度的平方：与路径梯度的方差不同，它含有 $A_0$，即 $f$ 的高度。`,
      spoken:
        'f 乘以 epsilon 除以 sigma 的方差，是 A 零加 3 A 二的平方，加 6 A 二平方加 2 A 一平方，再除以 sigma 平方。',
    },
    'score-width': {
      why: raw`同样的计算，得分换成 $\log\sigma$ 的 $\eps^2-1$，其中 $(\eps^2-1)^2$ 乘以 $1, \eps^2, \eps^4$ 的期望为 $2, 10, 78$；其中又有高度 $A_0$。`,
      spoken: 'f 乘以 epsilon 平方减一的方差，是两倍的 A 零加 5 A 二的平方，加 24 A 二平方加 10 A 一平方。',
    },
    golden: {
      why: raw`取 $\mu = \sigma = 1$ 的数值，左边是路径梯度的方差，右边是得分函数的：第二条抛物线由第一条平移而来，因此在 $\mu$ 处更高也更陡。`,
      spoken:
        '对 z 平方，路径梯度对 mu 与 log sigma 的方差为 4 与 12，得分函数的为 30 与 136；对 z 加 3 的平方，分别为 4 与 72，以及 495 与 1546。',
    },
    constant: {
      why: raw`现在给 $f$ 加上常数 $k$，它既不改变梯度，也不改变路径估计量，因为常数的导数为零：最后一项就是得分函数的代价，而一个数字的对数似然约为 $-100$ nat，因此有用的信号上叠加着一个平方约为 $10^4$ 的常数。`,
      spoken:
        'f 加 k 之和乘以得分的方差，是 f 乘以得分的方差，加 2 k 乘以 f 与得分平方之积的期望，加 k 平方乘以得分平方的期望，后者对 mu 是 sigma 平方分之一，对 log sigma 是 2。',
    },
    'other-latents': {
      why: raw`令 $f$ 为 $D$ 个潜变量各一个函数之和：对潜变量 $j$，只有它自己的部分与梯度有关，其余之和与 $s_j$ 独立，却要乘以期望为零的得分，就像一个很大的随机常数。`,
      spoken:
        '若 f 是各潜变量的 f k z k 之和，则 f 乘以潜变量 j 的得分的期望，是 f j 乘以 s j 的期望，加上其余之和的期望乘以 s j 的期望，后者为零。',
    },
    growth: {
      why: raw`设各 $f_k(z_k)$ 的期望为 $m$、方差为 $v$，只有一个潜变量时的方差为 $V_1$，则其余潜变量带来其和的均方值与一个交叉项：迹按 $D^3$ 增长，单个坐标的噪声按 $D^2$ 增长；若用基线使 $m = 0$，则分别按 $D^2$ 与 $D$ 增长。`,
      spoken:
        '协方差的迹，是 D 乘以如下三项之和：V 一；两倍的 D 减一乘以 m，乘以 f 一与得分平方之积的期望；D 减一的平方乘以 m 平方加 D 减一乘以 v，乘以得分平方的期望。',
    },
    'growth-pathwise': {
      why: raw`对 $z_j$ 的导数只含 $f_j$，因此路径梯度的噪声按 $D$ 增长，与坐标个数一样。`,
      spoken: 'f 对 z 的梯度的协方差的迹，是 D 乘以 f 一的斜率的方差。',
    },
    measured: {
      why: raw`解码器的 $f$ 既非二次，也不可分离，因此在本实验室中，两个方差都是测出来的。`,
      spoken: '测得的得分函数的方差，除以重参数化梯度的方差，等于 rho。',
    },
  },
  outro: raw`方差大部分来自常数项和其他潜变量，而不是信号，所以基线能消去大半。方差面板的“一维”视图对任意的 $\mu$、$\sigma$ 和三族 $f$ 计算本推导的内容。`,
  exercise: {
    task: raw`请在“一维”视图中选平方函数 $(z-k)^2$，取 $\mu = \sigma = 1$、基线 $0$，把 $k$ 从 $0$ 移到 $-3$。`,
    question: raw`哪一个对 $\mu$ 的方差会增大？`,
    choices: ['两个都增大', '只有得分函数的', '只有重参数化的'],
    because: raw`得分函数的从 $30$ 增至 $495$，如表所示；路径梯度的不论抛物线在何处都是 $4A_2^2/\sigma^2 = 4$，因为只有曲率起作用。`,
  },
  reference: raw`Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 3 节（一维情形的比较）与第 4.3 节（随维数的增长）。`,
}
