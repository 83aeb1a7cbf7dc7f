/** The model, and why its posterior is out of reach: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '模型，以及后验为何难以计算',
  intro: raw`变分自编码器是一个描述图像如何生成的模型：先采样一个编码，解码器把它变成各像素的概率，再采样像素。学习，就是找到一个解码器，使见过的图像有较大的概率。学习还要反转这个生成过程：哪些编码可能生成这张图像？两者都需要同一个积分，难处正在于此。`,
  steps: {
    prior: {
      why: raw`编码是从一个没有参数的固定分布中采样的 $D$ 个数，因此图像需要什么样的分布，都由解码器从中变换而来。`,
      spoken: '编码 z 采自先验 p(z)，即 D 维、均值为零、协方差为单位矩阵的正态分布。',
    },
    likelihood: {
      why: raw`给定编码后各像素独立采样，每个像素的参数来自解码器，即权重为 $\theta$ 的网络，因此像素之间的相关性只能来自 $z$。`,
      spoken: '给定 z，图像 x 采自似然，即 784 个像素各自在给定 z 时的概率 p theta 的乘积。',
    },
    'likelihood-table': {
      why: raw`同一组数有两个名称，此处为一个像素 $x$ 与两个编码：横看一行，编码固定，是各图像的概率，其和为 $1$；竖看一列，图像固定，是各编码的似然，其和不必为一。`,
      spoken:
        '对第一个编码，像素为零的概率是 0.8，为一的概率是 0.2；对第二个编码，为零的概率是 0.1，为一的概率是 0.9。',
    },
    evidence: {
      why: raw`编码从未被观测到，因此图像的概率是似然对先验可能采到的所有编码取的平均。`,
      spoken: '证据 p theta x 等于似然乘以先验，再对 z 积分。',
    },
    'maximum-likelihood': {
      why: raw`各图像视为独立同分布（iid）样本，因此概率相乘，对数相加。`,
      spoken: 'theta 的最大似然估计，使各训练图像的对数证据之和最大。',
    },
    bayes: {
      why: raw`贝叶斯公式反转生成过程：分子只需解码一次，分母正是那个积分。`,
      spoken: '给定 x 时 z 的后验，等于似然乘以先验，再除以证据。',
    },
    'bayes-number': {
      why: raw`用表中的第二列，并设第二个编码的先验概率为 $0.30$，看到 $x = 1$ 之后，该编码的概率升至 $0.66$；编码只有两个时，分母是两个乘积之和。`,
      spoken:
        '已知像素为一时，第二个编码的后验概率，是 0.9 乘以 0.30，除以 0.9 乘以 0.30 与 0.2 乘以 0.70 之和，约为 0.66。',
    },
    grid: {
      why: raw`解码器是非线性网络，积分没有闭式解，而在二十个坐标轴上各取十个值的网格，其点数多到无法一一解码：每秒解码 $100\,000$ 个编码，仍需 $32$ 百万年，而这只是一张图像和一组权重。`,
      spoken: 'k 等于 10、D 等于 20 时，k 的 D 次方是 10 的 20 次方。',
    },
    'prior-draws': {
      why: raw`若不用网格，可以对先验的 $K$ 个随机编码求似然的平均，这是证据的无偏估计。`,
      spoken: '估计值 p hat 是对从先验采样的 K 个编码，给定编码时 x 的似然的平均。',
    },
    spread: {
      why: raw`平均值的方差等于单项的方差除以 $K$，再除以证据的平方，由贝叶斯公式，剩下的就是对后验采样的编码求 $\post/\prior$ 的期望。`,
      spoken:
        'p hat 的方差除以证据的平方，等于 K 分之一乘以如下之差：似然的平方除以证据的平方，乘以先验并积分，再减一；也就是 K 分之一乘以后验与先验之比在后验下的期望减一。',
    },
    count: {
      why: raw`由 Jensen 不等式 $\E[e^X] \ge e^{\E X}$，取 $X = \log(\post/\prior)$：要使平均值的标准差不超过所估计的量，至少需要 $e^{\mathrm{KL}}-1$ 次采样，其中的 KL 是真实后验的，并不知道；若它为 $25$ nat（奈特，以自然对数计的信息单位），即大约为在 MNIST 上训练的\term{kl}{编码器的 KL}，则每张图像需要 $7\cdot 10^{10}$ 次采样。`,
      spoken: '相对方差至少为 K 分之一乘以如下之差：e 的后验到先验的 KL 散度次方，减一。',
    },
    map: {
      why: raw`第一条出路：只取概率最大的编码（最大后验，MAP），它无需积分，却忘了后验有多宽，因此分不清哪个编码必须精确、哪个无关紧要。`,
      spoken: 'MAP 编码 z hat 使对数似然与对数先验之和最大。',
    },
    mcmc: {
      why: raw`第二条：在编码之间作保持后验不变的随机游走（马尔可夫链蒙特卡洛，MCMC），它只用到 $\lik\,\prior$ 的比值；只有不变性还不够，因为原地不动的游走也不改变后验，所以还须能到达任何区域，且不按固定的周期；此时它在极限下精确，但每张图像都要走很久，$\theta$ 一变又得重来。`,
      spoken: '下一个编码从给定当前编码的转移 T 中采样，且后验经过 T 之后仍是后验。',
    },
    variational: {
      why: raw`第三条：选定一族易于采样的密度，此处为各坐标独立的高斯分布，取其中到后验的 KL 散度最小的一个（变分推断），并用同一个编码器 $\phi$ 为所有图像给出近似后验（摊销推断）。`,
      spoken:
        '编码器的参数 phi 使各图像的 KL 散度之和最小，每一项为给定 x 时 z 的 q phi 到真实后验的 KL 散度。',
    },
  },
  outro: raw`本实验室走第三条路；下一个推导说明，到一个算不出的密度的 KL 散度如何能够最小化。模型可以亲眼看到：\term{prior}{先验的样本}由生成过程得到，\term{posterior}{编码器的椭圆}反转这一过程，\term{z}{滑块}让您用自己的编码来生成。若\term{latent}{潜变量}为二维，本推导的网格就足够小，本实验室会算出这个积分。`,
  exercise: {
    task: raw`请将\term{latent}{潜变量}设为二维，训练一会儿，再把一个\term{z}{滑块}从一端慢慢拖到另一端。`,
    question: raw`解码出的数字会从一个形状跳到另一个，还是连续变化？`,
    choices: ['在数字之间跳变', '连续变化'],
    because: raw`解码器是 $z$ 的连续函数，因此两个数字之间有既非此也非彼的形状；只有由其概率采样得到的像素才是随机的。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，第 2.1 节；Rezende, Mohamed & Wierstra，“Stochastic backpropagation and approximate inference in deep generative models”，2014，arXiv:1401.4082；MCMC 与变分推断的比较：Blei, Kucukelbir & McAuliffe，“Variational inference: a review for statisticians”，2017，arXiv:1601.00670；需要多少次采样：Chatterjee & Diaconis，“The sample size required in importance sampling”，2018，arXiv:1511.01437。`,
}
