/** Straight-through, as what it assumes: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '直通估计量：它假设了什么',
  intro: raw`前向用硬编码，反向时假装它就是自己的概率：在任何框架中只需一行，但有偏。这个偏差并不神秘，它是对一个积分的某种特定猜测的误差。$\Delta = f(1)-f(0)$，$v = \pi(1-\pi)$，$f'$ 是解码器在硬编码处给出的导数。`,
  steps: {
    rule: {
      why: raw`冒号表示这是假设而不是推导：把样本的导数规定为其期望的导数。`,
      spoken: '若 u 小于 pi，则编码 z 为一；它对 gamma 的导数规定为 pi 的导数，即 v。',
    },
    estimator: {
      why: raw`于是链式法则畅通；右边是几个类别之一的形式，$z$ 为独热向量，$\pi = \operatorname{softmax}\gamma$。`,
      spoken: '直通估计是 v 乘以 f 在 z 处的导数；对多个类别，是 J(pi) 乘以 f 在 z 处的梯度。',
    },
    exact: {
      why: raw`精确梯度是 $v$ 乘以两个值之差，由微积分基本定理，也就是 $v$ 乘以两者之间的平均导数，对过这两点的任何光滑 $f$ 都成立。`,
      spoken: 'f 的期望的导数是 v 乘以 Delta，等于 v 乘以 f 的导数从零到一的积分。',
    },
    mean: {
      why: raw`直通估计量用两端的导数代替平均导数，并按各端被采到的频率加权。`,
      spoken: '直通估计的期望，是 v 乘以如下之和：pi 乘以 f 在一处的导数，加一减 pi 乘以在零处的导数。',
    },
    assumption: {
      why: raw`因此它假设的是 $f$ 在编码之间是线性的：此时各处导数相等，它是精确的；它首先忽略的是曲率，误差在 $\pi > \frac12$ 时与 $c_2$ 同号，在 $\pi < \frac12$ 时异号。`,
      spoken: '若 f 等于 c 零加 c 一 z 加 c 二 z 平方，则偏差为 v 乘以 c 二乘以 2 pi 减一。',
    },
    between: {
      why: raw`给 $f$ 加上任何在两个编码处为零的函数：模型、ELBO 与精确梯度都不变，但直通估计量会变，而\term{estimator-score}{得分函数}不变。`,
      spoken:
        '若 h 在零与一处都为零，则 f 加 h 的估计的期望减去 f 的估计的期望，等于 v 乘以如下之和：pi 乘以 h 在一处的导数，加一减 pi 乘以在零处的导数。',
    },
    variance: {
      why: raw`作为回报，噪声很小：只有概率为 $\pi$ 与 $1-\pi$ 的两种结果，也不除以温度，这正是它能够训练的原因。`,
      spoken: '方差等于 v 的三次方，乘以在一与零处的导数之差的平方。',
    },
    'wrong-sign': {
      why: raw`第一列的符号是错的，因为编码多半为 $0$，$f$ 在那里下降，而 $f(1)$ 高于 $f(0)$：不论对多少样本取平均，这个估计量都走错方向。`,
      spoken:
        'z 减 0.45 的平方、pi 为 0.2 时，梯度为 0.016，期望为负 0.08，方差为 0.016384；e 的 z 次方、pi 为 0.7 时，为 0.360839、0.462587、0.027343；z 的三次方、pi 为 0.3 时，为 0.21、0.189、0.083349；2 z 加 5、pi 为 0.1 时，为 0.18、0.18、零。',
    },
    'with-gumbel': {
      why: raw`直通 Gumbel-Softmax 保留硬编码，但取软编码的导数 $z_\tau(1-z_\tau)/\tau$：当 $\tau\to0$ 时两个积分都趋于 $v/2$，权重变为相等，剩下的偏差就是下一个推导中那条规则的偏差，而方差按 $1/\tau$ 增大。`,
      spoken:
        '直通 Gumbel-Softmax 估计的期望，是 f 在一处的导数乘以 rho(tau logit t 减 gamma) 从二分之一到一的积分，加上在零处的导数乘以从零到二分之一的积分。',
    },
  },
  outro: raw`直通估计量对模型有两个要求：$f$ 在编码之间近乎线性，且训练使它保持如此。两者常常足够接近成立，所以这个估计量流行；而它自己的输出看不出何时不成立。编码很少时，精确梯度是知道的，就放在它旁边。`,
  exercise: {
    task: raw`取 $f(z) = (z-0.45)^2$，即视图“一维”中比特的第一个示例（那里放大为四倍），让 $\pi$（那里记作 $\theta$）从 $0.2$ 增大到 $0.8$。`,
    question: raw`在哪个 $\pi$ 处，直通估计量的符号与大小都正确？`,
    choices: ['在 0.2 处', '在 0.5 处', '在 0.8 处'],
    because: raw`由关于假设的那一行，偏差为 $v\,(2\pi-1)$，在 $\pi = 0.5$ 处为零，那里两端的权重相等；在两侧符号相反。`,
  },
  reference: raw`Bengio, Léonard & Courville，“Estimating or propagating gradients through stochastic neurons for conditional computation”，2013，arXiv:1308.3432；与 Gumbel-Softmax 结合：Jang, Gu & Poole，2016，arXiv:1611.01144，第 2.2 节；作为一阶近似：Liu 等，“Bridging discrete and backpropagation: straight-through and beyond”，2023，arXiv:2304.08612。`,
}
