/** From likelihood to loss: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '从似然到损失',
  intro: raw`重构项是对数概率；自编码器中常见的损失，是丢掉常数之后余下的部分。丢掉相加的常数对梯度无害，丢掉因子则不然，而两者对其他一切都有害：所显示的数值、模型之间的比较，以及 $\beta$ 的含义。用哪一种，由设置\term{likelihood}{似然}决定。`,
  steps: {
    bernoulli: {
      why: raw`二值像素即一次伯努利试验，取 $1$（有墨）的概率 $\pi_j$ 由解码器给出。`,
      spoken:
        '给定 z 时像素 x j 的概率，是 pi j 的 x j 次方，乘以一减 pi j 的一减 x j 次方，其中 x j 为零或一。',
    },
    'cross-entropy': {
      why: raw`给定编码时各像素独立，因此对数相加；这个和的相反数就是二元交叉熵，对像素求和而不取平均。`,
      spoken: '对数似然是对各像素的如下之和：x j 乘以 pi j 的对数，加上一减 x j 乘以一减 pi j 的对数。',
    },
    logit: {
      why: raw`解码器的最后一层给出任意实数 $\ell_j$，sigmoid 函数把它变成概率，于是 $\ell_j = \log\pi_j - \log(1-\pi_j)$ 是有墨的对数几率。`,
      spoken: 'pi j 是一除以一加 e 的负 l j 次方，因此 pi j 的对数等于 l j 加上一减 pi j 的对数。',
    },
    softplus: {
      why: raw`代入 $\log(1-\pi_j) = -\log(1+e^{\ell_j})$，公式中不再有概率，而第二种写法不会对正数取指数，因此对任何有限的 $\ell_j$ 都是有限的。`,
      spoken:
        '对数似然是对各像素的如下之和：x j 乘以 l j，减去一加 e 的 l j 次方的对数；它等于 x j 乘以 l j，减去 l j 与零中较大者，再减去一加 e 的负 l j 绝对值次方的对数。',
    },
    'bernoulli-slope': {
      why: raw`$\log(1+e^{\ell})$ 的导数是 sigmoid 函数，因此反传进解码器的就是每个像素的误差，别无其他。`,
      spoken: '对数似然对 l j 的导数是 x j 减去 pi j。',
    },
    grey: {
      why: raw`目标为灰度，即 $0 < x_j < 1$ 时，同一个和并不是灰度图像概率的对数；它是其随机黑白版本 $t$ 的对数概率的期望，因为它对像素是线性的，且 $\E[t_j] = x_j$。`,
      spoken:
        '设 t 为随机的二值图像，其像素以概率 x j 有墨；给定 z 时 t 的对数似然的期望，等于对各像素的如下之和：x j 乘以 pi j 的对数，加上一减 x j 乘以一减 pi j 的对数。',
    },
    'grey-bound': {
      why: raw`对每个 $t$，取任何密度 $q$ 的 ELBO 都是下界，取编码器由灰度图像 $x$ 给出的 $\q$ 也是，因此对 $t$ 平均而言，本实验室的数值是二值化图像的平均对数概率的下界。`,
      spoken:
        't 的对数证据对 t 的期望，至少为给定 z 时 t 的对数似然在 q 下并对 t 的期望，减去从 q 到先验的 KL 散度。',
    },
    'grey-ceiling': {
      why: raw`作为 $\pi_j$ 的函数，此和在 $\pi_j = x_j$ 处最大，其值为该伯努利变量的熵的相反数：目标为灰度时，再完美的解码器也到不了零。`,
      spoken:
        'x j 乘以 pi j 的对数，加上一减 x j 乘以一减 pi j 的对数，对 pi j 的最大值，是 x j 乘以 x j 的对数，加上一减 x j 乘以一减 x j 的对数，它至多为零。',
    },
    gaussian: {
      why: raw`像素可为任意实数时，可取解码器给出的均值 $m_j$ 加上高斯噪声，其标准差为一个固定的数 $\sigx$，即设置“标准差 σ”，它不是编码器的 $\sigma$。`,
      spoken: '给定 z 时像素 x j 的密度，是均值为 m j、标准差为 sigma x 的正态密度。',
    },
    'squared-error': {
      why: raw`$784$ 个像素的乘积取对数：一个加权的平方误差，和一个常数。`,
      spoken:
        '对数似然等于负的两倍 sigma x 平方分之一乘以平方误差之和，再减去 784 乘以 sigma x 根号 2 pi 的对数。',
    },
    'gaussian-slope': {
      why: raw`只有平方误差含有 $m_j$；反传回去的仍是每个像素的误差，只是以 $\sigx^2$ 为单位。`,
      spoken: '对数似然对 m j 的导数，是 x j 减 m j 之差除以 sigma x 的平方。',
    },
    constants: {
      why: raw`常数没有梯度，却能把曲线平移数百 nat，而且它出自密度，取决于墨量的单位，因此高斯似然的 ELBO 可以为正，不得与伯努利似然的相比。`,
      spoken:
        '负的 784 乘以 sigma x 根号 2 pi 的对数，在 sigma x 等于 1 时为负 720.4 nat，在 sigma x 等于 0.1 时为正 1084.8 nat。',
    },
    'one-knob': {
      why: raw`提出因子 $1/(2\sigx^2)$，把常数记为 $c$，损失就成了“平方误差之和加 $\beta'$ 乘 KL”，程序中常这样写，因此略去该因子并把 $\beta'$ 当作一，等于暗中选定 $\sigx^2 = \frac12$，而将误差对像素取平均，等于选了它的 $784$ 倍。`,
      spoken:
        '目标的相反数，等于两倍 sigma x 平方分之一，乘以平方误差之和的期望加 beta 撇乘以 KL 散度，再加上常数 c，其中 beta 撇是两倍 sigma x 平方乘以 beta。',
    },
  },
  outro: raw`$\sigx$ 小时，每一级灰度的误差代价都大，更多的 \term{kl}{KL} 能从\term{recon}{重构项}得到补偿，正如 \term{beta}{β} 小时一样。像素服从伯努利分布时，似然中没有这样的常数，只有 $\beta$ 起作用。`,
  exercise: {
    task: raw`请选择高斯\term{likelihood}{似然}，分别取“标准差 σ”为 $1$ 与 $0.1$，各训练一次。`,
    question: raw`哪一种情形编码携带的信息（\term{kl}{KL}）更多？`,
    choices: ['取 0.1', '取 1', '没有差别'],
    because: raw`由最后一行，标准差的作用相当于 $\beta' = 2\sigx^2\beta$，此处为 $2$ 与 $0.02$：标准差小，则图像的每点误差代价都大，更多的 KL 便划算。`,
  },
  reference: raw`Kingma & Welling，“Auto-encoding variational Bayes”，2013，arXiv:1312.6114，附录 C（两种解码器）；伯努利似然下的灰度目标：Loaiza-Ganem & Cunningham，“The continuous Bernoulli”，2019，arXiv:1907.06845；高斯分布的方差与 β：Rybkin, Daniilidis & Levine，“Simple and effective VAE training with calibrated decoders”，2021，arXiv:2006.13202。`,
}
