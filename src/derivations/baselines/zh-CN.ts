/** Baselines, and when the score function wins: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '基线，以及得分函数何时胜出',
  intro: raw`得分函数按每个样本有多好来给它加权；按它比预期好多少来加权，噪声更小。用来比较的那个数就是基线 $b$。每次只看 $\gamma$ 的一个坐标：$s$ 是它的得分，$g = \Eq[f s]$ 是它的精确梯度，$V(b)$ 是一次采样的方差。`,
  steps: {
    unbiased: {
      why: raw`得分的期望为零，因此可以从 $f$ 中减去任何与该样本独立的数，不论它由图像、由其他样本还是由先前的步算得。`,
      spoken: 'f 减 b 之差乘以得分的期望，等于 f 乘以得分的期望，减去 b 乘以得分的期望，后者为零。',
    },
    parabola: {
      why: raw`将二阶矩展开，而要平方并减去的期望总是 $g$，与 $b$ 无关：方差是基线的抛物线。`,
      spoken:
        'b 处的方差 V，是 f 平方乘以 s 平方的期望，减 2 b 乘以 f 与 s 平方之积的期望，加 b 平方乘以 s 平方的期望，再减 g 平方。',
    },
    best: {
      why: raw`抛物线的最低点在导数 $-2\,\Eq[f s^2]+2b\,\Eq[s^2]$ 为零之处，它是 $f$ 的一种加权平均，得分大的样本分量更重（若所有坐标共用一个 $b$，则以 $|s|^2$ 代替 $s^2$）；写成顶点式，基线偏离最优值 $\Delta$，方差增加 $\Delta^2$ 乘以得分的均方值。`,
      spoken:
        '最优的常数基线 b 星，是 f 乘以 s 平方的期望，除以 s 平方的期望；b 处的 V 等于 b 星处的 V，加上 b 减 b 星的平方乘以得分平方的期望。',
    },
    'what-remains': {
      why: raw`对二次函数 $f = A_0+A_1\eps+A_2\eps^2$，高度 $A_0$ 消去了，剩下的是斜率与曲率：从不小于路径梯度的方差，而在 $f$ 陡峭之处可以任意地大于它；在 $\mu = \sigma = 1$ 处，对 $\mu$ 而言，$(z+3)^2$ 为 $134$ 比 $4$，$z^2/10+7.8z$ 为 $128$ 比 $0.04$。`,
      spoken:
        '对 mu 与 log sigma，最优基线分别为 A 零加 3 A 二，和 A 零加 5 A 二；该处的方差为 6 A 二平方加 2 A 一平方再除以 sigma 平方，和 24 A 二平方加 10 A 一平方；以 f 的期望为基线时，为 10 A 二平方加 2 A 一平方再除以 sigma 平方，和 56 A 二平方加 10 A 一平方；路径梯度的方差为 4 A 二平方除以 sigma 平方，和 8 A 二平方加 A 一平方。',
    },
    'moving-average': {
      why: raw`对 $\Eq[f]$ 最便宜的猜测，是至今各步小批量均值 $\bar f_t$ 的滑动平均，越近的权重越大，它从第一步的均值开始；它先用后更新，因此与当前样本独立，也因此才无害。`,
      spoken: '下一步的基线，是当前基线的五分之四，加上当前小批量上 f 的均值的五分之一。',
    },
    'own-draw': {
      why: raw`包含样本自身的均值与它并不独立：在各个 $f$ 与样本 $l$ 的得分的 $L$ 个乘积中，只有与它自己的 $f$ 的那个期望不为零，为 $g$，于是估计有偏，其期望只有 $(1-1/L)\,g$。`,
      spoken:
        '样本 l 处的 f 减去全部 L 个样本上 f 的平均，再乘以样本 l 的得分，其期望为一减 L 分之一，乘以 g。',
    },
    'other-images': {
      why: raw`因此基线“批均值”只对小批量中其余图像 $i'$ 取平均，它们的样本与图像 $i$ 的独立；它知道 $f$ 大致有多大，却不知道哪张图像难。`,
      spoken: '图像 i 的批均值基线，是小批量中其余所有图像的全部 L 个样本上 f 的平均。',
    },
    'leave-one-out': {
      why: raw`留出样本自身，则同一图像其余样本的均值与它独立，因此这个基线是无偏的，并且无须学习就能跟上每张图像和每一步；由它得到的估计量就是 $f$ 与得分的样本协方差。`,
      spoken:
        '样本 l 的留一法基线，是其余 L 减一个样本上 f 的平均；估计等于 L 减一分之一，乘以 f 减其平均与得分减其平均之积的和。',
    },
    'leave-one-out-variance': {
      why: raw`第一部分是以 $\Eq[f]$ 为基线的方差，第二部分是不知道 $\Eq[f]$ 的代价：一个样本的偏差与另一个样本的得分之积，它们与第一部分不相关，并按 $1/L^2$ 消失。`,
      spoken:
        '留一法估计的方差，是以 f 的期望为基线的 V 除以 L，加上 f 的方差乘以得分的方差再加 g 平方，除以 L 乘以 L 减一。',
    },
    cosine: {
      why: raw`现在看一个使次序颠倒的 $f$，其期望由高斯分布的特征函数 $\Ee[e^{it\eps}] = e^{-t^2/2}$ 取 $t = k\sigma$ 得到。`,
      spoken:
        'f(z) 是 k z 的余弦；其期望为 e 的负 k 平方 sigma 平方的一半次方，乘以 k mu 的余弦；对 mu 的导数 g 为负 k 乘以同一指数，乘以 k mu 的正弦。',
    },
    'cosine-variances': {
      why: raw`由 $\sin^2 kz = \frac12(1-\cos 2kz)$ 与 $\cos^2 kz = \frac12(1+\cos 2kz)$，同一特征函数取 $t = 2k\sigma$ 得到 $r_0 = \Eq[\cos 2kz]$，其二阶导数的相反数给出 $r_2 = \Eq[\eps^2\cos 2kz]$。`,
      spoken:
        '负 k 乘以 k z 的正弦的方差，是 k 平方的一半乘以一减 r 零，再减 g 平方；k z 的余弦乘以 epsilon 除以 sigma 的方差，是一加 r 二除以两倍 sigma 平方，再减 g 平方；r 零为 e 的负 2 k 平方 sigma 平方次方，乘以 2 k mu 的余弦，r 二为一减 4 k 平方 sigma 平方，乘以 r 零。',
    },
    'who-wins': {
      why: raw`若 $f$ 在 $\sigma$ 的范围内上下起伏数次，则 $r_0$、$r_2$ 与 $g$ 几乎为零，两个方差为 $k^2/2$ 与 $1/(2\sigma^2)$：斜率随 $k$ 增大，却不反映期望的变化，函数值始终在 $-1$ 与 $1$ 之间，于是得分函数胜出。`,
      spoken:
        'mu 与 sigma 都等于 1 时，对 z 的余弦，路径梯度的方差为 0.267674，得分函数的为 0.323993；对 5 z 的余弦，分别为 12.5 与 0.5。',
    },
  },
  outro: raw`方差大不只是得分函数之过，也在于 $f$ 有大的常数和许多潜变量；好的\term{baseline}{基线}去掉常数，更多\term{samples}{样本}减小其余部分，代价见“随 L 的变化”视图，其中每种基线各有一条曲线。是否划算取决于 $f$：在测量过两种方差之处，解码器的 $f$ 在 $\sigma$ 的尺度上足够光滑，导数是更好的向导。`,
  exercise: {
    task: raw`请在“一维”视图中选余弦，取 $\mu = \sigma = 1$，把 $k$ 从 $1$ 提高到 $5$。`,
    question: raw`$k = 5$ 时哪一种估计量的方差更小？`,
    choices: ['得分函数', '重参数化'],
    because: raw`$k = 5$ 时为 $0.5$ 比 $12.5$：导数随 $k$ 增大，函数值则不会。在两者之间的某个 $k$ 处，两个方差相等。`,
  },
  reference: raw`Williams，“Simple statistical gradient-following algorithms for connectionist reinforcement learning”，Machine Learning 8，1992；最优常数：Greensmith, Bartlett & Baxter，“Variance reduction techniques for gradient estimates in reinforcement learning”，JMLR 5，2004，以及 Ranganath, Gerrish & Blei，“Black box variational inference”，2014，arXiv:1401.0118；滑动平均：Mnih & Gregor，“Neural variational inference and learning in belief networks”，2014，arXiv:1402.0030，第 2.3.1 节；留一法：Kool, van Hoof & Welling，“Buy 4 REINFORCE samples, get a baseline for free!”，2019；余弦：Mohamed, Rosca, Figurnov & Mnih，“Monte Carlo gradient estimation in machine learning”，JMLR 21:132，2020，第 3 节。`,
}
