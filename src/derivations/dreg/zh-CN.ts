/** Doubly reparameterized gradients (DReG): Chinese words. */
const { raw } = String

export const zhCN = {
  title: '双重重参数化梯度（DReG）',
  intro: raw`重要性加权下界的梯度中藏着一个得分，与蒙特卡洛 KL 中一样，噪声大半来自它。它不能简单地去掉，但可以再作一次重参数化。$\tilde w_k = w_k/\sum_jw_j$ 是各权重的份额，沿路径的导数是 $\partial\log w_k/\partial z_k$ 乘以 $\partial z_k/\partial\gamma$。`,
  steps: {
    'two-ways-in': {
      why: raw`$\gamma$ 从两处进入权重：样本的位置，以及分母中的密度 $q$，后者在固定位置处的导数就是得分。`,
      spoken: 'w k 的对数对 gamma 的全导数，是它对 z k 的导数乘以 z k 对 gamma 的导数，减去 z k 处的得分。',
    },
    'score-along-path': {
      why: raw`得分函数与重参数化的期望相同，因此任何含得分的项都可改写为沿路径的形式；此处 $h = \tilde w_k$，视为自身样本的函数，其余样本固定。`,
      spoken: 'h 乘以得分的期望，等于 h 对 z 的导数乘以 z 对 gamma 的导数的期望。',
    },
    'share-slope': {
      why: raw`份额是对数权重的 softmax，导数也就是 softmax 的导数。`,
      spoken: 'w tilde k 对 z k 的导数，是 w tilde k 乘以一减 w tilde k，乘以 w k 的对数对 z k 的导数。',
    },
    dreg: {
      why: raw`路径部分的因子为 $\tilde w_k$，改写后的得分减去 $\tilde w_k(1-\tilde w_k)$，剩下的就是平方：对同一个梯度无偏，而 $K = 1$ 时它就是 STL 估计量。`,
      spoken:
        'DReG 估计，是对 k 求和的 w tilde k 的平方，乘以 w k 的对数对 z k 的导数，乘以 z k 对 gamma 的导数。',
    },
    'weighted-kl': {
      why: raw`若 KL 带权重 $\beta$，则 $\log w_k = f(z_k)-\beta\log\bigl(q(z_k)/p(z_k)\bigr)$ 中 $\log q$ 只出现 $\beta$ 倍，因此从 $\tilde w_k$ 中减去的是 $\beta\,\tilde w_k(1-\tilde w_k)$：$\beta = 1$ 时剩下平方，而 $K = 1$ 时因子总是 $1$。`,
      spoken:
        'KL 带权重 beta 时，DReG 估计是对 k 求和的一减 beta 乘以 w tilde k，加上 beta 乘以 w tilde k 的平方，再乘以 w k 的对数对 z k 的导数，乘以 z k 对 gamma 的导数。',
    },
    'only-dropped': {
      why: raw`像 STL 对 ELBO 那样去掉得分，在此是有偏的，因为 $\tilde w_k$ 依赖 $z_k$，$\tilde w_k s(z_k)$ 的期望不为零：在下表的 $K = 2$ 处，它会是 $0.452039$，而不是 $0.266187$。`,
      spoken: 'K 大于一时，对 k 求和的 w tilde k 乘以沿路径的导数的期望，不等于 L K 的梯度。',
    },
    table: {
      why: raw`第一行中（$q$ 由其均值与标准差给出），对 $\mu$ 的方差降到十五分之一，对 $\log\sigma$ 的降到七分之一；第二行中 $q$ 太窄且位置不对，方差反而增大：此时 $\log w$ 的导数很大，而得分恰好部分抵消它。`,
      spoken:
        'K 等于 2 时，q 的均值为 0.8、标准差为 0.6，对 mu 的方差，路径为 0.960965，DReG 为 0.063211，对 log sigma 的为 0.790415 与 0.113833；均值为 1.5、标准差为 0.4 时，为 0.549803 与 1.540623，以及 0.283866 与 1.062649。',
    },
  },
  outro: raw`在真实后验处 $\log w$ 为常数，DReG 的每个样本都恰好给出零，与 STL 一样；离它很远时则不作任何保证。它只用于编码器；解码器的梯度保留因子 $\tilde w_k$。`,
  exercise: {
    task: raw`在 DReG 的公式中取 $K = 1$。`,
    question: raw`它是哪一种已知的估计量？`,
    choices: ['得分函数', 'STL 估计量', '闭式解 KL'],
    because: raw`只有一个样本时 $\tilde w_1 = 1$，估计就只是 $\log w$ 沿路径的导数，没有得分。`,
  },
  reference: raw`Tucker, Lawson, Gu & Maddison，“Doubly reparameterized gradient estimators for Monte Carlo objectives”，2018，arXiv:1810.04152；STL 估计量：Roeder, Wu & Duvenaud，2017，arXiv:1703.09194。`,
}
