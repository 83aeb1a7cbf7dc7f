/** Autoencoder, sigma to zero, and beta: Chinese words. */
const { raw } = String

export const zhCN = {
  title: '自编码器、σ → 0 与 β',
  intro: raw`去掉噪声和 KL，变分自编码器就是普通的自编码器。本推导把两者逐一去掉，看各自有何用处，然后把 $\beta$ 转向另一边。对一张图像，记 $f(z) = \log\lik$。`,
  steps: {
    objective: {
      why: raw`目标由两部分及其间的权重组成；所示数值属于最新一步。`,
      spoken: '目标 L beta，是 f(z) 在 q 下的期望，减去 beta 乘以从 q 到先验的 KL 散度。',
    },
    autoencoder: {
      why: raw`没有 KL 也没有噪声时，每张图像只有一个编码 $z = \mu$，所求的是给定自身编码时该图像的最大似然：这就是用交叉熵或平方误差的自编码器。`,
      spoken: 'beta 为零且 sigma 为零时，目标是 f(mu)，即给定 mu 时 x 的对数似然。',
    },
    'small-noise': {
      why: raw`对光滑的 $f$，用 $\mu$ 处的泰勒公式与噪声的各阶矩，其中奇数阶矩为零，$j \ne k$ 时 $\Ee[\eps_j\eps_k]$ 也为零：少许噪声相当于加上其方差的一半乘以曲率：$f$ 向下弯曲之处是惩罚，好的编码附近正是如此，而向上弯曲之处是奖励（ReLU 的折点计为二阶导数的点质量）。`,
      spoken:
        'f 在 q 下的期望，是 f(mu) 加上对各潜变量的 sigma j 平方乘以 f 在 mu 处的二阶导数之和的一半，再加上 sigma 的四阶项。',
    },
    'without-kl': {
      why: raw`期望从不高于最大值，而把高斯分布放到最大值处并收窄，就能任意接近它：没有 KL，保持宽度没有任何好处，训练会把噪声压到零，自编码器又回来了。`,
      spoken: 'beta 为零时，f 的期望对 mu 与 sigma 的上确界，等于 f 对 z 的上确界。',
    },
    'price-of-halving': {
      why: raw`一个潜变量的 KL 为 $\frac12(\mu^2+\sigma^2-\log\sigma^2-1)$，取半宽与全宽相比：精确一倍，代价为一比特，减去更窄的高斯分布所省下的。`,
      spoken: '一个潜变量的 KL，sigma 减半时减去 sigma 不变时，等于 log 2 减去 sigma 平方的八分之三。',
    },
    'kl-diverges': {
      why: raw`不论减半多少次，下一次减半仍要付一比特，因此对任何 $\beta > 0$，宽度为零的价格是无穷大，绝不会是最优。`,
      spoken: 'sigma j 趋于零时，从 q 到先验的 KL 散度趋于无穷大。',
    },
    'best-width': {
      why: raw`对固定的二阶可微解码器，在最优处，$\Eq[f]$ 对 $\log\sigma_j^2$ 的斜率 $-\frac12\sigma_j^2\kappa_j$ 等于 $\beta$ 乘以 KL 的斜率 $\frac12(\sigma_j^2-1)$；解出宽度，若似然向下弯曲，它随 $\beta$ 趋于 $0$，而 $\beta$ 增大时趋于 $1$。`,
      spoken:
        'sigma j 平方等于 beta 除以 beta 加 kappa j 之和，其中 kappa j 是 f 对 z j 的二阶导数的期望的相反数。',
    },
    tempered: {
      why: raw`从两部分中提出 $\beta > 0$，目标就是常数减去 $\beta$ 乘以一个 KL，因此编码器寻找的不再是后验，而是似然被展平（$\beta > 1$）或锐化（$\beta < 1$）之后的后验。`,
      spoken:
        'L beta 等于 beta 乘以 log Z beta，减去 beta 乘以从 q 到给定 x 时 z 的 p beta 的 KL 散度，p beta 是似然的 beta 分之一次方，乘以先验，再除以 Z beta。',
    },
    bound: {
      why: raw`目标等于 ELBO 减去 $(\beta-1)$ 乘以从不为负的 KL，因此大于一时它仍是下界，只是更松，小于一时则未必是下界；本实验室所显示的 ELBO 始终取 $\beta = 1$。`,
      spoken: 'beta 至少为一时，L beta 至多为 ELBO，后者至多为对数证据。',
    },
    budget: {
      why: raw`以至多 $C$ nat 的 KL 尽可能好地重构，是一个有约束的问题；其拉格朗日函数以 $\beta$ 为乘子，即一 nat 的 KL 须带来多少 nat 的重构，与 $\mathcal{L}_\beta$ 只差一个常数。`,
      spoken:
        '在 KL 至多为 C 的约束下使 f 的期望最大；其拉格朗日函数是 f 的期望减去 beta 乘以 KL 减 C 之差。',
    },
    information: {
      why: raw`以 $q_i$ 记图像 $i$ 的 $\q$，拆分 $\log q_i/p = \log q_i/\bar q + \log\bar q/p$，就看出 KL 的代价用在何处：一是编码所携带的关于它来自哪张图像的信息，二是所有编码合起来离先验有多远。`,
      spoken:
        '从 q i 到先验的 KL 散度对图像的平均，等于从 q i 到其混合分布 q bar 的 KL 散度的平均，加上从 q bar 到先验的 KL 散度。',
    },
    'switched-off': {
      why: raw`以先验本身作为 $q$ 不花代价，因此对 $f \le M$ 的固定解码器，最优的 $q$ 满足 $\beta\,\mathrm{KL} \le M-\E_{p(z)}[f]$，随着 $\beta$ 增大，每个潜变量都会关闭。`,
      spoken: 'beta 趋于无穷大时，mu j 趋于零，sigma j 趋于一，每个潜变量的 KL 趋于零。',
    },
  },
  outro: raw`请在训练时调节 \term{beta}{β}。为 $0$ 时，\term{kl}{KL} 无限增大，\term{posterior}{潜空间}中的椭圆缩成彼此远离的点，\term{prior}{先验的样本}解码不出像样的东西，因为目标中没有什么要求编码位于先验集中之处；以点代替高斯分布，可直接得到同样的结果。大于 $1$ 时，\term{activity}{潜变量逐一关闭}：其 KL 变为零（后验坍缩）。`,
  exercise: {
    task: raw`请将\term{latent}{潜变量}设为二维，训练，然后将 \term{beta}{β} 设为 $0$，继续训练；看\term{posterior}{编码图}中的椭圆。`,
    question: raw`椭圆的宽度会怎样？`,
    choices: ['缩小', '增大到先验的宽度', '不变'],
    because: raw`在好的编码附近 $f$ 向下弯曲，噪声有损重构，而 $\beta = 0$ 时保持噪声没有任何好处：宽度缩小，已不在目标中的 KL 则增大。`,
  },
  reference: raw`Higgins 等，“beta-VAE: learning basic visual concepts with a constrained variational framework”，ICLR 2017（约束及其乘子）；Hoffman & Johnson，“ELBO surgery: yet another way to carve up the variational evidence lower bound”，2016（信息）；Burda, Grosse & Salakhutdinov，“Importance weighted autoencoders”，2015，arXiv:1509.00519（活跃的潜变量）。`,
}
